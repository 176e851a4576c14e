// iCalendar, written: days on which there is something, for any calendar program to show.
// Shape:  each is an event of the whole day that takes up no time. What repeats each year does so for
//         good; on 29 February it stands on the last of the month.
// Source: RFC 5545; RFC 7986 for the calendar's name and how often to look again.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>

#include "base/time.h"

namespace formats {

struct DayEvent {
  std::string uid;  // the same for the same thing each time
  std::string summary;
  base::Time day{};      // … in UTC
  base::Time revised{};  // when what it says was last said
  bool yearly = false;
};

std::string print_calendar(const std::string& name, std::span<const DayEvent> events);

}  // namespace formats
