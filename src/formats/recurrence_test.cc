// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/recurrence.h"

#include <gtest/gtest.h>

#include "base/time.h"

namespace formats {
namespace {

LocalSeconds at(const char* text) {
  bool utc = false, date = false;
  return parse_local(text, utc, date).value();
}

std::string dates(const char* rule, const char* start, const char* last = "20500101T000000") {
  const auto read = parse_recurrence(rule);
  EXPECT_TRUE(read.has_value()) << rule;
  std::string out;
  for (const LocalSeconds t : occurrences(*read, at(start), at(last)).times) {
    const std::string time = base::print_time(base::time_from_seconds(t));
    out += (out.empty() ? "" : " ") + time.substr(2, 8) +
           (time.substr(11, 5) == "09:00" ? "" : "T" + time.substr(11, 5));
  }
  return out;
}

// The examples of RFC 5545, 3.8.5.3, all of them from 9 o'clock.
TEST(Recurrence, GivesTheExamplesOfTheStandard) {
  const char* start = "19970902T090000";
  EXPECT_EQ(dates("FREQ=DAILY;COUNT=3", start), "97-09-02 97-09-03 97-09-04");
  EXPECT_EQ(dates("FREQ=DAILY;INTERVAL=10;COUNT=5", start),
            "97-09-02 97-09-12 97-09-22 97-10-02 97-10-12");
  EXPECT_EQ(dates("FREQ=WEEKLY;INTERVAL=2;UNTIL=19971001T000000Z;WKST=SU;BYDAY=MO,WE,FR",
                  "19970901T090000"),
            "97-09-01 97-09-03 97-09-05 97-09-15 97-09-17 97-09-19 97-09-29");
  EXPECT_EQ(dates("FREQ=MONTHLY;COUNT=4;BYDAY=1FR", "19970905T090000"),
            "97-09-05 97-10-03 97-11-07 97-12-05");
  EXPECT_EQ(dates("FREQ=MONTHLY;COUNT=3;BYDAY=-2MO", "19970922T090000"),
            "97-09-22 97-10-20 97-11-17");
  EXPECT_EQ(dates("FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=3", "19970928T090000"),
            "97-09-28 97-10-29 97-11-28");
  EXPECT_EQ(dates("FREQ=YEARLY;COUNT=4;BYMONTH=6,7", "19970610T090000"),
            "97-06-10 97-07-10 98-06-10 98-07-10");
  EXPECT_EQ(dates("FREQ=YEARLY;INTERVAL=3;COUNT=5;BYYEARDAY=1,100,200", "19970101T090000"),
            "97-01-01 97-04-10 97-07-19 00-01-01 00-04-09");
  EXPECT_EQ(dates("FREQ=YEARLY;BYDAY=20MO;COUNT=3", "19970519T090000"),
            "97-05-19 98-05-18 99-05-17");
  EXPECT_EQ(dates("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3", "19970512T090000"),
            "97-05-12 98-05-11 99-05-17");
  EXPECT_EQ(dates("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=4", "19980213T090000"),
            "98-02-13 98-03-13 98-11-13 99-08-13");
  EXPECT_EQ(dates("FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "19970904T090000"),
            "97-09-04 97-10-07 97-11-06");
  EXPECT_EQ(dates("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=3", "19970929T090000"),
            "97-09-29 97-10-30 97-11-27");
  EXPECT_EQ(dates("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z", start),
            "97-09-02 97-09-02T12:00 97-09-02T15:00");
  EXPECT_EQ(dates("FREQ=MINUTELY;INTERVAL=90;COUNT=3", start),
            "97-09-02 97-09-02T10:30 97-09-02T12:00");
  EXPECT_EQ(dates("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "19970805T090000"),
            "97-08-05 97-08-10 97-08-19 97-08-24");
  EXPECT_EQ(dates("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "19970805T090000"),
            "97-08-05 97-08-17 97-08-19 97-08-31");
  EXPECT_EQ(dates("FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "20070115T090000"),
            "07-01-15 07-01-30 07-02-15 07-03-15 07-03-30");
  EXPECT_EQ(dates("FREQ=YEARLY;COUNT=3", "20240229T090000"), "24-02-29 28-02-29 32-02-29");
}

TEST(Recurrence, EndsAtTheLastTimeWanted) {
  EXPECT_EQ(dates("FREQ=YEARLY", "20200101T090000", "20220601T000000"),
            "20-01-01 21-01-01 22-01-01");
  EXPECT_EQ(dates("FREQ=DAILY", "20300101T090000", "20220601T000000"), "");
}

TEST(Recurrence, EndsAtItsBudgetOfWork) {
  for (const char* bomb :
       {"FREQ=SECONDLY", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=2",
        "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;"
        "BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,"
        "30",
        "FREQ=MINUTELY;COUNT=1000000000", "FREQ=DAILY;INTERVAL=1000000;BYMONTH=1"}) {
    const auto found =
        occurrences(*parse_recurrence(bomb), at("20200101T090000"), at("99991231T235959"));
    EXPECT_LE(found.times.size(), kMostOccurrences) << bomb;
  }
}

TEST(Recurrence, RefusesWhatDoesNotRead) {
  for (const char* bad :
       {"", "COUNT=3", "FREQ=NEVER", "FREQ=DAILY;COUNT=x", "FREQ=DAILY;BYDAY=XX",
        "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;UNTIL=soon", "FREQ=DAILY;BYMONTH=13"}) {
    EXPECT_FALSE(parse_recurrence(bad).has_value()) << bad;
  }
}

}  // namespace
}  // namespace formats
