// What is written reads back through our own reader; and days across a change of the clocks.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/ical_writer.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "formats/ical.h"

namespace formats {
namespace {

base::Time at(const char* text) { return *base::parse_time(text); }

TEST(IcalWriter, WritesWhatReadsBackTheSame) {
  const std::string long_one =
      "Promise to Imre Halász: commas, semicolons; back\\slashes, “quotes” and " +
      std::string(120, 'x') + " ÄÖÜ " + std::string(70, 'y');
  const std::vector<DayEvent> events = {
      {"promise-1@rapport", long_one, at("2026-12-01"), at("2026-11-01T09:30:00Z"), false},
      {"birthday-2@rapport", "Noor’s birthday", at("2000-03-21"), at("2000-01-01"), true},
      {"birthday-3@rapport", "Ben’s birthday\r\nSUMMARY:another", at("2000-02-29"),
       at("2000-01-01"), true}};
  const std::string bytes = print_calendar("Rapport", events);
  const auto calendar = parse_calendar(*bytes_of(bytes));
  ASSERT_TRUE(calendar);
  ASSERT_EQ(calendar->events.size(), 3U);
  const Event& first = calendar->events[0];
  EXPECT_EQ(first.uid, "promise-1@rapport");
  EXPECT_EQ(first.summary, long_one);
  EXPECT_TRUE(first.start->date_only);
  EXPECT_EQ(time_of(*first.start, calendar->zones), at("2026-12-01"));
  EXPECT_EQ(calendar->events[2].summary, "Ben’s birthday SUMMARY:another");
  std::string problem;
  const auto leap = times_of(calendar->events[2], calendar->zones, at("2004-12-31"), problem);
  EXPECT_EQ(leap, (std::vector<base::Time>{at("2000-02-29"), at("2001-02-28"), at("2002-02-28"),
                                           at("2003-02-28"), at("2004-02-29")}));
  EXPECT_EQ(problem, "");
}

TEST(IcalWriter, FoldsAtSeventyFiveOctetsAndNeverInsideOfACharacter) {
  const std::vector<DayEvent> events = {
      {"a",
       std::string(60, 'x') + std::string(100, 'z') + "ééééééééééééééééééééééééééééééééééééééé",
       at("2026-12-01"), at("2026-12-01"), false}};
  const std::string bytes = print_calendar("Rapport", events);
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t end = bytes.find('\n', begin);
    ASSERT_NE(end, std::string::npos);
    EXPECT_EQ(bytes[end - 1], '\r');
    EXPECT_LE(end - 1 - begin, 75U);
    EXPECT_TRUE(base::is_utf8(bytes.substr(begin, end - begin)));
    begin = end + 1;
  }
}

TEST(TimeZone, SaysWhatClocksShowAcrossTheirChanges) {
  const auto shown = [](const char* zone, const char* when) {
    return base::print_time(base::time_from_seconds(local_time(zone, at(when))));
  };
  EXPECT_EQ(shown("Europe/Vienna", "2026-03-29T00:59:59Z"), "2026-03-29T01:59:59Z");
  EXPECT_EQ(shown("Europe/Vienna", "2026-03-29T01:00:00Z"), "2026-03-29T03:00:00Z");
  EXPECT_EQ(shown("Europe/Vienna", "2026-10-25T00:59:59Z"), "2026-10-25T02:59:59Z");
  EXPECT_EQ(shown("Europe/Vienna", "2026-10-25T01:00:00Z"), "2026-10-25T02:00:00Z");
  EXPECT_EQ(shown("Asia/Kolkata", "2026-10-25T01:00:00Z"), "2026-10-25T06:30:00Z");
  EXPECT_EQ(shown("No/Where", "2026-10-25T01:00:00Z"), "2026-10-25T01:00:00Z");
}

TEST(TimeZone, ATimeThatComesTwiceIsItsFirstAndOneThatIsLeftOutIsAsItWouldHaveBeen) {
  const auto utc = [](const char* zone, const char* shown) {
    const std::int64_t local = base::micros(at(shown)) / 1'000'000;
    return base::print_time(base::time_from_seconds(local - TimeZones().offset(zone, local)));
  };
  EXPECT_EQ(utc("Europe/Vienna", "2026-10-25T01:59:00Z"), "2026-10-24T23:59:00Z");
  EXPECT_EQ(utc("Europe/Vienna", "2026-10-25T02:30:00Z"), "2026-10-25T00:30:00Z");
  EXPECT_EQ(utc("Europe/Vienna", "2026-10-25T03:00:00Z"), "2026-10-25T02:00:00Z");
  EXPECT_EQ(utc("Europe/Vienna", "2026-03-29T01:59:00Z"), "2026-03-29T00:59:00Z");
  EXPECT_EQ(utc("Europe/Vienna", "2026-03-29T02:30:00Z"), "2026-03-29T01:30:00Z");
  EXPECT_EQ(utc("Europe/Vienna", "2026-03-29T03:00:00Z"), "2026-03-29T01:00:00Z");
  EXPECT_EQ(utc("America/Los_Angeles", "2026-11-01T01:30:00Z"), "2026-11-01T08:30:00Z");
  EXPECT_EQ(utc("Pacific/Apia", "2026-07-01T12:00:00Z"), "2026-06-30T23:00:00Z");
}

TEST(TimeZone, TakesNamesOfTheDatabaseAndNoPaths) {
  for (const char* name : {"Europe/Vienna", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+5"})
    EXPECT_TRUE(is_time_zone(name)) << name;
  for (const char* name : {"", "Europe", "Europe/Nowhere", "../../etc/passwd", "/etc/localtime",
                           "Europe/../Europe/Vienna", "+05:00", "europe/vienna\n"})
    EXPECT_FALSE(is_time_zone(name)) << name;
}

}  // namespace
}  // namespace formats
