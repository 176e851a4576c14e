// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "suggest/suggestion.h"
#include "suggest/wording.h"

namespace suggest {
namespace {

using std::chrono::days;
using std::chrono::hours;

const base::Time kNow = *base::parse_time("2026-03-01T09:00:00Z");

// Number 0 is the owner; the others are made as they come.
class Rank : public testing::Test {
 protected:
  Rank() {
    person("ada@made.example");
    people_.apply(model::OwnerNamed{{people_.at(0).id}});
  }
  Person person(const std::string& address) {
    model::IdentitySeen seen;
    seen.identity.bytes[0] = static_cast<std::uint8_t>(people_.size() + 1);
    seen.handle = {model::HandleKind::kMail, address};
    people_.apply(seen);
    return static_cast<Person>(people_.size() - 1);
  }
  void word(Person who, bool from_them, base::Time at, bool asks = false) {
    const auto second = static_cast<std::uint32_t>(base::micros(at) / 1'000'000);
    ties_.apply({second, from_them ? who : 0, from_them ? 0 : who, 1, 1});
    conversations_.apply({who, from_them, false, asks, at, ++seq_});
  }
  // Both ways every week, up to so many days ago.
  void weekly(Person who, int last_days_ago) {
    for (int d = last_days_ago + 52 * 7; d >= last_days_ago; d -= 7) {
      word(who, true, kNow - days(d) - hours(5));
      word(who, false, kNow - days(d));
    }
  }
  void say(const char* rule, Person who, model::Verdict verdict, base::Time at,
           base::Time until = {}) {
    answers_.apply(++said_,
                   model::SuggestionAnswered{rule, people_.at(who).id, verdict, at, until});
  }
  void keep(Person who, const char* how, base::Time at) {
    profiles_.apply(++said_, model::StatementMade{people_.at(who).id,
                                                  {model::StatementKind::kKeeping, how, "", at}});
  }
  std::vector<std::pair<std::string, Person>> cards(base::Time at = kNow) const {
    std::vector<std::pair<std::string, Person>> all;
    for (const Suggestion& s :
         rank({people_, ties_, conversations_, answers_, profiles_, exchanges_, at})) {
      EXPECT_FALSE(s.entries.empty());
      all.emplace_back(s.rule->name, s.about);
    }
    return all;
  }

  identity::Directory people_;
  graph::Ties ties_;
  Conversations conversations_;
  Answers answers_;
  std::uint64_t said_ = 0;
  identity::Profiles profiles_;
  exchange::Courses exchanges_;
  std::uint64_t seq_ = 0;
};

TEST_F(Rank, AnOpenQuestionIsACardUntilYouSaidAWord) {
  const Person bob = person("bob@made.example");
  word(bob, true, kNow - days(2), true);
  ASSERT_EQ(cards().size(), 1U);
  EXPECT_EQ(cards()[0].first, "answer");
  word(bob, false, kNow - days(1));
  EXPECT_TRUE(cards().empty());
}

TEST_F(Rank, AQuestionGoesStaleAfterTwoMonths) {
  word(person("bob@made.example"), true, kNow - days(61), true);
  EXPECT_TRUE(cards().empty());
}

TEST_F(Rank, WhomYouKeepLightlyComesUpAfterTwiceTheSilenceAndWhomNotNever) {
  const Person bob = person("bob@made.example");
  weekly(bob, 0);
  const auto first_card = [&] {
    for (int d = 1; d < 400; ++d) {
      if (!cards(kNow + days(d)).empty()) return d;
    }
    return 400;
  };
  const int usual = first_card();
  ASSERT_LT(usual, 100);
  keep(bob, "light", kNow - days(3));
  EXPECT_NEAR(first_card(), 2 * usual, 2);
  keep(bob, "no", kNow - days(2));
  EXPECT_EQ(first_card(), 400);
  keep(bob, "light", kNow - days(5));  // said earlier, heard of later: the newest holds
  EXPECT_EQ(first_card(), 400);
  keep(bob, "yes", kNow - days(1));
  EXPECT_EQ(first_card(), usual);
}

TEST_F(Rank, WhatSomebodyCloseNeededHalfAYearAgoIsAskedAfterOnceADay) {
  const Person bob = person("bob@made.example"), cy = person("cy@made.example"),
               far = person("far@made.example");
  const auto needs = [&](Person who, const char* what, int days_ago) {
    profiles_.apply(++said_, model::StatementMade{
                                 people_.at(who).id,
                                 {model::StatementKind::kNeed, what, "", kNow - days(days_ago)}});
  };
  const auto asked = [&](int in_days = 0) {
    std::vector<Person> whom;
    for (const auto& [rule, who] : cards(kNow + days(in_days)))
      if (rule == "still so") whom.push_back(who);
    return whom;
  };
  weekly(bob, 1);
  weekly(cy, 5);
  weekly(far, 100);  // close once, and silent now
  needs(bob, "a tax lawyer", 181);
  needs(cy, "a roofer", 200);
  needs(far, "a printer", 300);
  ASSERT_EQ(asked().size(), 1U) << "one at a time";
  const Person first = asked()[0], second = first == bob ? cy : bob;
  EXPECT_NE(first, far);
  say("still so", first, model::Verdict::kDone, kNow - hours(1));
  EXPECT_TRUE(asked().empty()) << "one a day";
  EXPECT_EQ(asked(1), std::vector<Person>{second});
  needs(second, second == bob ? "A tax lawyer" : "A roofer", 3);
  EXPECT_TRUE(asked(1).empty()) << "it was said again";
}

TEST_F(Rank, WhatIsNotOldOrBearsNoDateIsNotAskedAfter) {
  const Person bob = person("bob@made.example");
  weekly(bob, 1);
  const auto says = [&](model::StatementKind kind, base::Time at) {
    profiles_.apply(++said_, model::StatementMade{people_.at(bob).id, {kind, "a barn", "", at}});
  };
  says(model::StatementKind::kNeed, kNow - days(179));
  says(model::StatementKind::kGoal, {});
  says(model::StatementKind::kSkill, kNow - days(400));
  EXPECT_TRUE(cards().empty());
  keep(bob, "no", kNow - days(3));
  EXPECT_TRUE(cards(kNow + days(3)).empty()) << "whom one leaves in peace";
}

TEST_F(Rank, SilenceBeyondTheirOwnRhythmIsACard) {
  const Person weekly_friend = person("bob@made.example"), recent = person("cy@made.example");
  weekly(weekly_friend, 45);
  weekly(recent, 3);
  ASSERT_EQ(cards().size(), 1U);
  EXPECT_EQ(cards()[0], std::pair(std::string("reach out"), weekly_friend));
}

TEST_F(Rank, OneWayMailIsNeverACard) {
  const Person shop = person("shop@made.example");
  for (int d = 300; d > 40; d -= 7) word(shop, true, kNow - days(d));
  EXPECT_TRUE(cards().empty());
}

TEST_F(Rank, AtMostFiveCardsAndAtMostThreeOfOneRuleWhileAnotherHasAny) {
  for (int i = 0; i < 6; ++i)
    word(person(std::to_string(i) + "@made.example"), true, kNow - days(1 + i), true);
  EXPECT_EQ(cards().size(), 5U);
  for (int i = 0; i < 4; ++i) weekly(person(std::to_string(i) + "@other.example"), 40);
  const auto both = cards();
  ASSERT_EQ(both.size(), 5U);
  EXPECT_EQ(std::count_if(both.begin(), both.end(), [](auto& c) { return c.first == "answer"; }),
            3);
}

TEST_F(Rank, OnePersonHasOneCardAndTheHeavierDebtSpeaks) {
  const Person bob = person("bob@made.example");
  weekly(bob, 45);
  word(bob, true, kNow - days(40), true);
  ASSERT_EQ(cards().size(), 1U);
  EXPECT_EQ(cards()[0].first, "answer");
}

TEST_F(Rank, WhatWasPutOffComesBackAndWhatWasRefusedRests) {
  const Person bob = person("bob@made.example");
  word(bob, true, kNow - days(2), true);
  say("answer", bob, model::Verdict::kLater, kNow, kNow + days(7));
  EXPECT_TRUE(cards(kNow + days(6)).empty());
  EXPECT_EQ(cards(kNow + days(8)).size(), 1U);
  say("answer", bob, model::Verdict::kNot, kNow + days(8));
  EXPECT_TRUE(cards(kNow + days(21)).empty());
  EXPECT_EQ(cards(kNow + days(23)).size(), 1U);
  say("answer", bob, model::Verdict::kNot, kNow + days(23));
  say("answer", bob, model::Verdict::kNot, kNow + days(24));
  EXPECT_TRUE(cards(kNow + days(50)).empty());
}

TEST_F(Rank, AnAnswerThatIsTakenBackBringsTheCardBack) {
  const Person bob = person("bob@made.example");
  word(bob, true, kNow - days(2), true);
  say("answer", bob, model::Verdict::kNot, kNow - days(1));
  say("answer", bob, model::Verdict::kLater, kNow, kNow + days(3));
  EXPECT_TRUE(cards().empty());
  answers_.apply(model::Undone{said_});
  EXPECT_TRUE(cards().empty()) << "it was refused before";
  EXPECT_EQ(answers_.last(), said_ - 1);
  answers_.apply(model::Undone{said_ - 1});
  EXPECT_EQ(cards().size(), 1U);
  EXPECT_FALSE(answers_.holds(said_));
}

TEST_F(Rank, DoneIsDoneUntilTheUsualGapHasPassed) {
  const Person bob = person("bob@made.example");
  weekly(bob, 45);
  say("reach out", bob, model::Verdict::kDone, kNow);
  EXPECT_TRUE(cards(kNow + days(3)).empty());
  EXPECT_EQ(cards(kNow + days(12)).size(), 1U);
}

TEST(Wording, TakesPrefixesOffASubject) {
  EXPECT_EQ(topic("Re: AW: [board] Fwd: The lease"), "The lease");
  EXPECT_EQ(topic("Re[2]: The lease"), "The lease");
  EXPECT_EQ(topic("Reading list"), "Reading list");
  EXPECT_EQ(topic(""), "");
  EXPECT_EQ(reply_subject("RE: The lease"), "Re: The lease");
  EXPECT_EQ(rhythm_of(1), "daily");
  EXPECT_EQ(rhythm_of(7), "every 7 days");
}

}  // namespace
}  // namespace suggest
