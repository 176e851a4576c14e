// Time zone: from a local time to UTC, by a name of the system's database, or by what a calendar file
// says of its own zones.
// Shape:  a time that happens twice is its first; one that is skipped counts as if the clock had not
//         been changed yet.
// Source: glib over /usr/share/zoneinfo; RFC 5545, 3.6.5 for a file's own zones.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "formats/recurrence.h"

namespace formats {

// STANDARD or DAYLIGHT of a VTIMEZONE.
struct Observance {
  LocalSeconds start = 0;
  std::int64_t offset_s = 0;  // east of UTC from then on
  std::optional<Recurrence> rule;
  std::vector<LocalSeconds> dates;
};

class TimeZones {
 public:
  void add(const std::string& name, std::vector<Observance> observances);

  // Seconds east of UTC at a local time. A name that nobody knows counts as UTC.
  std::int64_t offset(const std::string& name, LocalSeconds at) const;

 private:
  std::map<std::string, std::vector<Observance>> own_;
};

// Whether it is a name of the system's database: "Europe/Vienna".
bool is_time_zone(const std::string& name);
// What clocks there show. A name that nobody knows counts as UTC.
LocalSeconds local_time(const std::string& zone, base::Time at);

}  // namespace formats
