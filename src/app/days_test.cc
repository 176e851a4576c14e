// A book's days to come, as a letter says them and as a calendar shows them.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/days.h"

#include <gtest/gtest.h>

#include "app/commit.h"
#include "app/day_letter.h"
#include "app/fields.h"
#include "app/met.h"
#include "app/moment.h"
#include "app/owner.h"
#include "app/today.h"
#include "base/scratch_folder.h"
#include "base/text.h"
#include "formats/ical.h"

namespace app {
namespace {

class Days : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = open({folder_ / "book", std::nullopt, true, std::nullopt}, *clock_, *random_);
    ASSERT_TRUE(opened) << opened.error().message;
    app_ = std::move(*opened);
    ASSERT_TRUE(name_owner(*app_, std::vector<std::string>{"ada@made.example"}));
  }
  identity::Number met(const std::string& name, const std::string& fields) {
    MeetSomeone meeting;
    meeting.at = clock_->now();
    meeting.fresh = true;
    meeting.name = name;
    meeting.text = name + " " + fields;
    const auto done = met_someone(*app_, meeting);
    EXPECT_TRUE(done) << done.error().message;
    return done ? done->person : identity::kNobody;
  }
  void see_as_of(const char* day) {
    app_->moment = moment_of(app_->state, base::parse_time(day), *base::parse_time(day));
  }

  base::ScratchFolder folder_;
  std::unique_ptr<base::Clock> clock_ =
      base::fixed_clock(*base::parse_time("2026-11-25T09:00:00Z"));
  std::unique_ptr<base::Random> random_ = base::seeded_random(1);
  std::unique_ptr<App> app_;
};

// Without the ids, which are another book's in another book.
std::string without_ids(std::string text) {
  for (const char* what : {"UID:promise-", "UID:later-promise-", "UID:birthday-"}) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) {
      const std::size_t begin = at + std::string_view(what).size();
      text.replace(begin, text.find('@', begin) - begin, "ID");
    }
  }
  std::erase(text, '\r');
  return text;
}

TEST_F(Days, ArePromisesCardsPutOffAndBirthdaysAndNothingElse) {
  met("Imre Halász",
      "promised: the lease, signed by 2026-12-01 birthday: 1980-03-21 needs: a clerk");
  met("Noor Haddad", "birthday: --02-29 works: Made Ltd, counsel");
  met("Ben Okafor", "promised: a book");
  see_as_of("2026-12-03T09:00:00Z");
  const auto cards = today(*app_, false);
  ASSERT_TRUE(cards);
  const auto ben = std::find_if(cards->begin(), cards->end(), [&](const Card& c) {
    return app_->state.people.name(c.suggestion.about) == "Ben Okafor";
  });
  ASSERT_NE(ben, cards->end());
  ASSERT_TRUE(answer_card(*app_, *ben, model::Verdict::kLater, *base::parse_time("2026-12-17")));
  const std::string bytes = formats::print_calendar("Rapport", days(*app_));
  EXPECT_EQ(without_ids(bytes), R"(BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Rapport//Rapport//EN
CALSCALE:GREGORIAN
NAME:Rapport
X-WR-CALNAME:Rapport
REFRESH-INTERVAL;VALUE=DURATION:PT6H
X-PUBLISHED-TTL:PT6H
BEGIN:VEVENT
UID:birthday-ID@rapport
DTSTAMP:20000101T000000Z
DTSTART;VALUE=DATE:20000229
DTEND;VALUE=DATE:20000301
RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1
SUMMARY:Noor Haddad’s birthday
TRANSP:TRANSPARENT
CLASS:PRIVATE
END:VEVENT
BEGIN:VEVENT
UID:birthday-ID@rapport
DTSTAMP:20000101T000000Z
DTSTART;VALUE=DATE:20000321
DTEND;VALUE=DATE:20000322
RRULE:FREQ=YEARLY
SUMMARY:Imre Halász’s birthday
TRANSP:TRANSPARENT
CLASS:PRIVATE
END:VEVENT
BEGIN:VEVENT
UID:promise-ID@rapport
DTSTAMP:20261125T090000Z
DTSTART;VALUE=DATE:20261201
DTEND;VALUE=DATE:20261202
SUMMARY:Promised Imre Halász: the lease\, signed
TRANSP:TRANSPARENT
CLASS:PRIVATE
END:VEVENT
BEGIN:VEVENT
UID:later-promise-ID@rapport
DTSTAMP:20261203T000000Z
DTSTART;VALUE=DATE:20261217
DTEND;VALUE=DATE:20261218
SUMMARY:Keep your promise to Ben Okafor
TRANSP:TRANSPARENT
CLASS:PRIVATE
END:VEVENT
END:VCALENDAR
)");
  EXPECT_EQ(bytes, formats::print_calendar("Rapport", days(*app_))) << "the same each time";
  const auto read = formats::parse_calendar(*formats::bytes_of(bytes));
  ASSERT_TRUE(read);
  ASSERT_EQ(read->events.size(), 4U);
  EXPECT_EQ(read->events[2].summary, "Promised Imre Halász: the lease, signed");
  EXPECT_EQ(bytes.find("1980"), std::string::npos) << "a birthday tells no age";
  EXPECT_EQ(bytes.find("clerk"), std::string::npos);
}

TEST_F(Days, EndWhenAPromiseIsKeptOrTakenBack) {
  met("Imre Halász", "promised: the lease by 2026-12-01");
  see_as_of("2026-12-03T09:00:00Z");
  EXPECT_EQ(days(*app_).size(), 1U);
  const auto cards = today(*app_, false);
  ASSERT_FALSE(cards->empty());
  ASSERT_TRUE(answer_card(*app_, cards->front(), model::Verdict::kDone, {}));
  EXPECT_TRUE(days(*app_).empty());
}

TEST_F(Days, ALetterSaysTheCardsOfTheDayAndHowToStop) {
  const DayLinks links{"https://rapport.example/", "https://rapport.example/mail/stop/0123",
                       "at 7:00 (Europe/Vienna)"};
  EXPECT_EQ(day_letter(*app_, links)->has_value(), false) << "nothing to say: no letter";
  met("Imre Halász", "promised: the lease by 2026-12-01");
  met("Noor Haddad",
      "promised: a long letter about everything that was said at the table that evening, and more "
      "by 2026-12-02");
  see_as_of("2026-12-03T09:00:00Z");
  const auto letter = day_letter(*app_, links);
  ASSERT_TRUE(letter && *letter);
  EXPECT_EQ((*letter)->subject, "Two people today: Imre, Noor");
  EXPECT_EQ((*letter)->text, R"(1. Keep your promise to Imre Halász
   On 25 Nov 2026 you promised Imre Halász: “the lease”, by 1 Dec 2026.
   “Hello Imre, as promised: the lease.”

2. Keep your promise to Noor Haddad
   On 25 Nov 2026 you promised Noor Haddad: “a long letter about
   everything that was said at the table that evening, and more”, by 2
   Dec 2026.
   “Hello Noor, as promised: a long letter about everything that was
   said at the table that evening, and more.”

To write, put off or leave one alone:
https://rapport.example/

-- 
This comes each day at 7:00 (Europe/Vienna), when there is something to
say. It loads nothing and counts nothing.
To stop it:
https://rapport.example/mail/stop/0123
)");
}

TEST_F(Days, ALetterTellsNamesakesApart) {
  met("Imre Halász", "promised: a by 2026-12-01");
  met("Imre Kovács", "promised: b by 2026-12-01");
  met("Noor", "promised: c by 2026-12-01");
  see_as_of("2026-12-03T09:00:00Z");
  const auto letter = day_letter(*app_, {"https://rapport.example/", "", ""});
  ASSERT_TRUE(letter && *letter);
  EXPECT_EQ((*letter)->subject.substr(0, 20), "Three people today: ");
  for (const char* name : {"Imre Halász", "Imre Kovács", "Noor"})
    EXPECT_NE((*letter)->subject.find(name), std::string::npos) << (*letter)->subject;
  EXPECT_EQ((*letter)->text.find("stop"), std::string::npos);
}

}  // namespace
}  // namespace app
