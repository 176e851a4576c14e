// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/time_zone.h"

#include <glib.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>

namespace formats {
namespace {

using Zone = std::shared_ptr<GTimeZone>;  // nullptr: nobody knows the name

// Each is read once: there are some six hundred. What else glib takes for a name has no bound, so room
// for that has.
Zone zone_of(const std::string& name) {
  constexpr std::size_t kMost = 1000;
  static std::mutex access;
  static std::map<std::string, Zone> all;
  const std::lock_guard lock(access);
  if (const auto at = all.find(name); at != all.end()) return at->second;
  GTimeZone* made = name.empty() ? nullptr : g_time_zone_new_identifier(name.c_str());
  if (made == nullptr) return nullptr;
  Zone zone(made, g_time_zone_unref);
  if (all.size() < kMost) all[name] = zone;
  return zone;
}

constexpr std::int64_t kADay = 86'400;

std::int64_t offset_at(GTimeZone* zone, std::int64_t utc) {
  const gint interval = g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, utc);
  return interval < 0 ? 0 : g_time_zone_get_offset(zone, interval);
}

// "/example.org/Europe/Berlin": vendors put something in front of the system's name.
std::optional<std::int64_t> system_offset(const std::string& name, LocalSeconds at) {
  for (std::size_t from = 0; from != std::string::npos;) {
    const std::string tail = name.substr(name[from] == '/' ? from + 1 : from);
    if (const Zone zone = zone_of(tail)) {
      // With what held a day before; where clocks showed something else by then, with what came.
      const std::int64_t before = offset_at(zone.get(), at - kADay),
                         after = offset_at(zone.get(), at + kADay);
      const bool left_out = offset_at(zone.get(), at - after) != after;
      return offset_at(zone.get(), at - before) == before || left_out ? before : after;
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

// A name becomes the path of a file: so it is looked at closely first.
bool is_time_zone(const std::string& name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '+' || c == '/';
  });
  if (!plain || name.empty() || name.size() > 64 || name.front() < 'A' || name.front() > 'Z')
    return false;
  return zone_of(name) != nullptr;
}

LocalSeconds local_time(const std::string& name, base::Time at) {
  const std::int64_t seconds =
      base::micros(std::chrono::floor<std::chrono::seconds>(at)) / 1'000'000;
  const Zone zone = is_time_zone(name) ? zone_of(name) : nullptr;
  return zone ? seconds + offset_at(zone.get(), seconds) : seconds;
}

}  // namespace formats
