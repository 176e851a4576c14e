// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/ical_writer.h"

#include <fmt/core.h>

#include <chrono>

#include "base/text.h"
#include "formats/content_line.h"

namespace formats {
namespace {

std::chrono::year_month_day date_of(base::Time t) {
  return std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(t));
}

std::string print_date(base::Time t) {
  const auto date = date_of(t);
  return fmt::format("{:04}{:02}{:02}", int(date.year()), unsigned(date.month()),
                     unsigned(date.day()));
}

std::string print_stamp(base::Time t) {
  const std::int64_t s =
      std::chrono::floor<std::chrono::seconds>(t - std::chrono::floor<std::chrono::days>(t))
          .count();
  return fmt::format("{}T{:02}{:02}{:02}Z", print_date(t), s / 3600, s / 60 % 60, s % 60);
}

std::string text(std::string_view of) { return escape_text(base::one_line(base::make_utf8(of))); }

void print(const DayEvent& event, std::string& out) {
  const auto date = date_of(event.day);
  const bool leap_day = date.month() == std::chrono::February && unsigned(date.day()) == 29;
  print_content_line("BEGIN:VEVENT", out);
  print_content_line("UID:" + text(event.uid), out);
  print_content_line("DTSTAMP:" + print_stamp(event.revised), out);
  print_content_line("DTSTART;VALUE=DATE:" + print_date(event.day), out);
  print_content_line("DTEND;VALUE=DATE:" + print_date(event.day + std::chrono::days(1)), out);
  if (event.yearly) {
    print_content_line(leap_day ? "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1" : "RRULE:FREQ=YEARLY",
                       out);
  }
  print_content_line("SUMMARY:" + text(event.summary), out);
  print_content_line("TRANSP:TRANSPARENT", out);
  print_content_line("CLASS:PRIVATE", out);
  print_content_line("END:VEVENT", out);
}

}  // namespace

std::string print_calendar(const std::string& name, std::span<const DayEvent> events) {
  std::string out;
  print_content_line("BEGIN:VCALENDAR", out);
  print_content_line("VERSION:2.0", out);
  print_content_line("PRODID:-//Rapport//Rapport//EN", out);
  print_content_line("CALSCALE:GREGORIAN", out);
  print_content_line("NAME:" + text(name), out);
  print_content_line("X-WR-CALNAME:" + text(name), out);  // what most programs read in its place
  print_content_line("REFRESH-INTERVAL;VALUE=DURATION:PT6H", out);
  print_content_line("X-PUBLISHED-TTL:PT6H", out);
  for (const DayEvent& event : events) print(event, out);
  print_content_line("END:VCALENDAR", out);
  return out;
}

}  // namespace formats
