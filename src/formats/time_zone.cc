// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/time_zone.h"

#include <glib.h>

#include <algorithm>
#include <memory>

namespace formats {
namespace {

// "/example.org/Europe/Berlin": vendors put something in front of the system's name.
std::optional<std::int64_t> system_offset(const std::string& name, LocalSeconds at) {
  for (std::size_t from = 0; from != std::string::npos;) {
    const std::string tail = name.substr(name[from] == '/' ? from + 1 : from);
    const std::unique_ptr<GTimeZone, decltype(&g_time_zone_unref)> zone(
        tail.empty() ? nullptr : g_time_zone_new_identifier(tail.c_str()), g_time_zone_unref);
    if (zone) {
      gint64 local = at;
      const gint interval = g_time_zone_adjust_time(zone.get(), G_TIME_TYPE_STANDARD, &local);
      return interval < 0 ? 0 : g_time_zone_get_offset(zone.get(), interval);
    }
    from = name.find('/', from + 1);
  }
  return std::nullopt;
}

std::int64_t own_offset(const std::vector<Observance>& all, LocalSeconds at) {
  std::optional<LocalSeconds> latest;
  std::int64_t offset = all.empty() ? 0 : all.front().offset_s;
  for (const Observance& one : all) {
    std::optional<LocalSeconds> onset;
    if (one.start <= at) onset = one.start;
    for (const LocalSeconds date : one.dates) {
      if (date <= at) onset = std::max(onset.value_or(date), date);
    }
    if (one.rule && one.start <= at) {
      const Occurrences found = occurrences(*one.rule, one.start, at);
      if (!found.times.empty()) onset = std::max(onset.value_or(at), found.times.back());
    }
    if (onset && (!latest || *onset > *latest)) {
      latest = onset;
      offset = one.offset_s;
    }
  }
  return offset;
}

}  // namespace

void TimeZones::add(const std::string& name, std::vector<Observance> observances) {
  if (own_.size() < 1000) own_[name] = std::move(observances);
}

std::int64_t TimeZones::offset(const std::string& name, LocalSeconds at) const {
  if (name.empty() || name == "UTC") return 0;
  if (const auto system = system_offset(name, at)) return *system;
  const auto own = own_.find(name);
  return own == own_.end() ? 0 : own_offset(own->second, at);
}

}  // namespace formats
