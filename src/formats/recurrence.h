// Recurrence: the times at which something repeats, by an RRULE, within a budget of work.
// Shape:  local times in seconds since 1970 as if there were no zones; the caller knows the zone.
// Errors: kInvalid for a rule that does not read, or that needs more work than its budget.
// Cost:   the periods between the start and the last time wanted; at most kMostWork steps.
// Source: RFC 5545, 3.3.10.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace formats {

using LocalSeconds = std::int64_t;

enum class Frequency { kYearly, kMonthly, kWeekly, kDaily, kHourly, kMinutely, kSecondly };

struct WeekdayOf {
  int nth = 0;      // 2: the second of the period, −1 the last; 0: every one
  int weekday = 0;  // 0 Monday … 6 Sunday
};

struct Recurrence {
  Frequency frequency = Frequency::kDaily;
  std::int64_t interval = 1;
  std::optional<std::int64_t> count;
  std::optional<LocalSeconds> until;
  bool until_is_utc = false;
  int week_start = 0;
  std::vector<int> months, week_numbers, year_days, month_days, hours, minutes, seconds, positions;
  std::vector<WeekdayOf> weekdays;
};

inline constexpr std::size_t kMostWork = 200'000;
inline constexpr std::size_t kMostOccurrences = 5'000;

base::Result<Recurrence> parse_recurrence(std::string_view rrule);

// From `start`, which is the first, up to `last`; ascending. What went beyond the budget is left out,
// and `partial` says so.
struct Occurrences {
  std::vector<LocalSeconds> times;
  bool partial = false;
};
Occurrences occurrences(const Recurrence& rule, LocalSeconds start, LocalSeconds last);

// "20240301T093000", "20240301"; none where it does not read. `utc`: a Z stood behind.
std::optional<LocalSeconds> parse_local(std::string_view text, bool& utc, bool& date_only);

}  // namespace formats
