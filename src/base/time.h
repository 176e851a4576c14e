// Time: a moment in UTC, to the microsecond; `now` is an argument or comes from a Clock.
// Unit:   microseconds since 1970-01-01T00:00:00Z; days as double where the formulas want days.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace base {

using Micros = std::chrono::microseconds;
using Time = std::chrono::sys_time<Micros>;

inline Time time_from_micros(std::int64_t us) { return Time(Micros(us)); }
inline Time time_from_seconds(std::int64_t s) { return Time(std::chrono::seconds(s)); }
inline std::int64_t micros(Time t) { return t.time_since_epoch().count(); }
inline double days(Micros d) { return static_cast<double>(d.count()) / 86'400e6; }
inline double days_since_epoch(Time t) { return days(t.time_since_epoch()); }
inline Micros micros_from_days(double d) { return Micros(static_cast<std::int64_t>(d * 86'400e6)); }

// RFC 3339 in UTC: "2026-03-01T09:00:00Z", with a fraction only where there is one.
std::string print_time(Time t);
std::string print_date(Time t);     // "2026-03-01"
std::string print_day(Time t);      // "1 Mar 2026": how a page says it
std::string print_ago(Micros age);  // "3 days", "5 weeks", "2 years"
// Reads "2026-03-01", "2026-03-01 09:00[:00[.123]]", "2026-03-01T09:00:00Z" or "+01:00" at the end;
// no zone is UTC.
std::optional<Time> parse_time(std::string_view text);
// Reads "3d", "2w", "1m" (30 days), "1y" (365 days).
std::optional<Micros> parse_duration(std::string_view text);

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Time now() = 0;
};

std::unique_ptr<Clock> system_clock();
std::unique_ptr<Clock> fixed_clock(Time at);

}  // namespace base
