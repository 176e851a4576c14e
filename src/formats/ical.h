// iCalendar: the events of a calendar file, and when they happen.
// Shape:  events as they stand, in order of the file, with bare VEVENTs and several calendars too;
//         a zone may be defined behind its use, so the file is read to its end first.
// Errors: the source's own. An event is never refused; what is odd stands in `problem`.
// Cost:   linear; at most 200,000 events a file, 500 attendees an event; times as recurrence.h.
// Source: RFC 5545.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/time.h"
#include "formats/content_line.h"
#include "formats/time_zone.h"

namespace formats {

struct Attendee {
  std::string address;  // without "mailto:"; lower-case only where the caller makes it so
  std::string name;
  bool declined = false;
  bool human = true;  // no room, resource or group
};

// A time as a calendar writes it.
struct CalendarTime {
  LocalSeconds local = 0;
  std::string zone;  // "" floating or UTC
  bool date_only = false;
  auto operator<=>(const CalendarTime&) const = default;
};

struct Event {
  std::string uid, summary, status, description;
  std::optional<CalendarTime> start, recurrence_id;
  std::optional<std::string> rule;  // an RRULE
  std::vector<CalendarTime> dates, left_out;
  std::optional<Attendee> organizer;
  std::vector<Attendee> attendees;
  std::uint64_t line = 0;
  std::string problem;
};

struct Calendar {
  std::vector<Event> events;
  TimeZones zones;
  std::string method;  // lower case; "reply", "cancel" …
};

base::Result<Calendar> parse_calendar(ByteSource& from);

// When it happens, up to `last`, in UTC and ascending. `problem` says where something was left out.
std::vector<base::Time> times_of(const Event& event, const TimeZones& zones, base::Time last,
                                 std::string& problem);
base::Time time_of(const CalendarTime& time, const TimeZones& zones);

}  // namespace formats
