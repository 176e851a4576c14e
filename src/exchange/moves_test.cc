// SPDX-License-Identifier: AGPL-3.0-or-later
#include "exchange/moves.h"

#include <gtest/gtest.h>

#include "exchange/dues.h"
#include "exchange/introduction.h"
#include "exchange/made_exchanges.h"

namespace exchange {
namespace {

using model::ExchangeKind;

model::Exchange introduction(int first, int second, base::Time at) {
  return make(
      ExchangeKind::kIntroduction,
      {{Part::kConnector, kMe}, {Part::kFirst, person(first)}, {Part::kSecond, person(second)}},
      at);
}
model::Exchange received(int giver, base::Time at) {
  return make(
      ExchangeKind::kReferral,
      {{Part::kGiver, person(giver)}, {Part::kReceiver, kMe}, {Part::kReferred, person(99)}}, at);
}

TEST(Introduction, GoesFromBothYesToMade) {
  Recorder r;
  const auto id = r.open(introduction(1, 2, day(0)));
  EXPECT_EQ(r.stage(id, day(0)), Stage::kDraft);
  EXPECT_EQ(r.step(id, StepKind::kYes, Part::kFirst, day(0)), "nobody asked them yet");
  EXPECT_EQ(r.step(id, StepKind::kAsked, Part::kFirst, day(0)), "");
  EXPECT_EQ(r.step(id, StepKind::kAsked, Part::kFirst, day(1)), "they were asked already");
  EXPECT_EQ(r.step(id, StepKind::kYes, Part::kFirst, day(2)), "");
  EXPECT_EQ(r.stage(id, day(2)), Stage::kOneYes);
  EXPECT_EQ(r.step(id, StepKind::kMade, Part::kConnector, day(2)), "both must say yes first");
  EXPECT_EQ(r.step(id, StepKind::kAsked, Part::kSecond, day(2)), "");
  EXPECT_EQ(r.step(id, StepKind::kYes, Part::kSecond, day(3)), "");
  EXPECT_EQ(r.step(id, StepKind::kNo, Part::kSecond, day(3)), "they have answered already")
      << "a yes is not taken back behind the other one's back";
  EXPECT_EQ(r.stage(id, day(40)), Stage::kAgreed) << "what both want does not expire";
  EXPECT_EQ(r.step(id, StepKind::kMade, Part::kConnector, day(4)), "");
  EXPECT_EQ(r.step(id, StepKind::kMet, Part::kFirst, day(9)), "");
  EXPECT_EQ(r.stage(id, day(9)), Stage::kMet);
}

TEST(Introduction, ALaterIsAskedAgainWhenItsDayHasCome) {
  Recorder r;
  const auto id = r.open(introduction(1, 2, day(0)));
  r.step(id, StepKind::kAsked, Part::kFirst, day(0));
  EXPECT_EQ(r.step(id, StepKind::kLater, Part::kFirst, day(1), day(1)),
            "say until when, a day that is still to come");
  EXPECT_EQ(r.step(id, StepKind::kLater, Part::kFirst, day(1), day(8)), "");
  EXPECT_EQ(r.stage(id, day(2)), Stage::kLater);
  EXPECT_EQ(r.step(id, StepKind::kAsked, Part::kFirst, day(2)), "they asked for time");
  EXPECT_TRUE(dues(r.courses, kMe, day(7)).empty());
  const auto due = dues(r.courses, kMe, day(8));
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due[0].kind, DueKind::kAskAgain);
  EXPECT_EQ(due[0].whom, person(1));
  EXPECT_EQ(r.step(id, StepKind::kAsked, Part::kFirst, day(8)), "");
}

// What the first one sees on each day, whatever the second does or leaves.
std::vector<Glimpse> what_the_first_sees(StepKind answer_of_second) {
  Recorder r;
  const auto id = r.open(introduction(1, 2, day(0)));
  r.step(id, StepKind::kAsked, Part::kFirst, day(0));
  r.step(id, StepKind::kAsked, Part::kSecond, day(0));
  r.step(id, StepKind::kYes, Part::kFirst, day(1));
  if (answer_of_second != StepKind::kAsked)
    r.step(id, answer_of_second, Part::kSecond, day(2), day(30));
  std::vector<Glimpse> seen;
  for (int n = 0; n < 60; ++n) seen.push_back(seen_by(*r.courses.find(id), Part::kFirst, day(n)));
  return seen;
}

TEST(Introduction, ANoCannotBeToldFromASilence) {
  const auto silence = what_the_first_sees(StepKind::kAsked);
  EXPECT_EQ(what_the_first_sees(StepKind::kNo), silence);
  EXPECT_EQ(what_the_first_sees(StepKind::kLater), silence);
  EXPECT_EQ(silence[5], Glimpse::kWaiting);
  EXPECT_EQ(silence[14], Glimpse::kOver) << "at the same moment, whoever said what";
}

TEST(Introduction, AnAnswerIsTakenWhateverTheOtherOneSaid) {
  for (const StepKind other : {StepKind::kNo, StepKind::kLater, StepKind::kClosed}) {
    Recorder r;
    const auto id = r.open(introduction(1, 2, day(0)));
    r.step(id, StepKind::kAsked, Part::kFirst, day(0));
    r.step(id, StepKind::kAsked, Part::kSecond, day(0));
    if (other == StepKind::kClosed) {
      r.step(id, other, Part::kConnector, day(1));
    } else {
      r.step(id, other, Part::kSecond, day(1), day(30));
    }
    EXPECT_EQ(r.step(id, StepKind::kYes, Part::kFirst, day(2)), "") << model::word(other);
    EXPECT_EQ(r.step(id, StepKind::kYes, Part::kFirst, day(3)), "they have answered already");
    EXPECT_NE(r.stage(id, day(3)), Stage::kAgreed);
  }
}

TEST(Introduction, NothingIsSeenByWhoWasNotAskedNorOfTheOther) {
  Recorder r;
  const auto id = r.open(introduction(1, 2, day(0)));
  r.step(id, StepKind::kAsked, Part::kFirst, day(0));
  EXPECT_EQ(seen_by(*r.courses.find(id), Part::kSecond, day(1)), Glimpse::kNothing);
  EXPECT_EQ(seen_by(*r.courses.find(id), Part::kFirst, day(1)), Glimpse::kAskedYou);
}

TEST(Introduction, TwoWeeksAfterTheConnectorAsksHowItWent) {
  Recorder r;
  const auto id = r.open(introduction(1, 2, day(0)));
  for (const Part p : {Part::kFirst, Part::kSecond}) {
    r.step(id, StepKind::kAsked, p, day(0));
    r.step(id, StepKind::kYes, p, day(1));
  }
  ASSERT_EQ(dues(r.courses, kMe, day(1)).size(), 1U);
  EXPECT_EQ(dues(r.courses, kMe, day(1))[0].kind, DueKind::kMake);
  r.step(id, StepKind::kMade, Part::kConnector, day(2));
  EXPECT_TRUE(dues(r.courses, kMe, day(15)).empty());
  EXPECT_EQ(dues(r.courses, kMe, day(16)).at(0).kind, DueKind::kHowItWent);
  EXPECT_EQ(dues(r.courses, person(2), day(16)).at(0).kind, DueKind::kThanks);
  r.step(id, StepKind::kMet, Part::kFirst, day(17));
  EXPECT_TRUE(dues(r.courses, kMe, day(18)).empty());
}

TEST(Referral, GoesForwardsOnlyAndEndsOnce) {
  Recorder r;
  const auto id = r.open(received(1, day(0)));
  EXPECT_EQ(r.step(id, StepKind::kThanked, Part::kGiver, day(1)), "it has not ended yet");
  EXPECT_EQ(r.step(id, StepKind::kContacted, Part::kReceiver, day(1)), "");
  EXPECT_EQ(r.step(id, StepKind::kAccepted, Part::kReceiver, day(2)), "it is further on already");
  EXPECT_EQ(r.step(id, StepKind::kPoorFit, Part::kReceiver, day(3)), "");
  EXPECT_EQ(r.step(id, StepKind::kWon, Part::kReceiver, day(4)), "how it ended is noted already");
  EXPECT_EQ(r.step(id, StepKind::kClarified, Part::kGiver, day(4)), "");
  EXPECT_EQ(r.step(id, StepKind::kThanked, Part::kGiver, day(4)), "");
  EXPECT_EQ(r.step(id, StepKind::kThanked, Part::kGiver, day(5)), "they were thanked already");
}

TEST(Referral, SilenceIsTheReceiversToBreak) {
  Recorder r;
  const auto id = r.open(received(1, day(0)));
  EXPECT_TRUE(dues(r.courses, kMe, day(2)).empty());
  EXPECT_EQ(dues(r.courses, kMe, day(3)).at(0).kind, DueKind::kWord);
  for (int n = 0; n < 90; ++n) EXPECT_TRUE(dues(r.courses, person(1), day(n)).empty());
  r.step(id, StepKind::kContacted, Part::kReceiver, day(3));
  EXPECT_TRUE(dues(r.courses, kMe, day(9)).empty());
  EXPECT_EQ(dues(r.courses, kMe, day(10)).at(0).kind, DueKind::kWord);
}

TEST(Referral, ThanksForALostOneComeBeforeThoseForAWonOne) {
  Recorder r;
  const auto won = r.open(received(1, day(0))), lost = r.open(received(2, day(0)));
  r.step(won, StepKind::kWon, Part::kReceiver, day(5));
  r.step(lost, StepKind::kLost, Part::kReceiver, day(6));
  const auto due = dues(r.courses, kMe, day(6));
  ASSERT_EQ(due.size(), 2U);
  EXPECT_EQ(due[0].whom, person(2));
  EXPECT_EQ(due[1].whom, person(1));
}

TEST(Promise, IsLateFromTheNextDayOnAndThanked) {
  Recorder r;
  model::Exchange e = make(ExchangeKind::kPromise, {{Part::kMaker, person(1)}, {Part::kTaker, kMe}},
                           day(0), "the lease");
  e.due = day(5);
  const auto id = r.open(e);
  EXPECT_EQ(r.stage(id, day(5)), Stage::kPromised);
  EXPECT_EQ(r.stage(id, day(6)), Stage::kLate);
  EXPECT_EQ(dues(r.courses, kMe, day(8)).at(0).kind, DueKind::kRemind);
  EXPECT_EQ(dues(r.courses, person(1), day(5)).at(0).kind, DueKind::kPromise);
  EXPECT_EQ(r.step(id, StepKind::kKept, Part::kMaker, day(9)), "");
  EXPECT_EQ(dues(r.courses, kMe, day(9)).at(0).kind, DueKind::kThanks);
}

TEST(Ask, IsAnsweredAndThankedWhateverCameOfIt) {
  Recorder r;
  const auto id = r.open(
      make(ExchangeKind::kAsk,
           {{Part::kAsker, kMe}, {Part::kHelper, person(1)}, {Part::kTarget, person(2)}}, day(0)));
  EXPECT_EQ(r.step(id, StepKind::kAsked, Part::kHelper, day(0)), "");
  EXPECT_EQ(r.stage(id, day(31)), Stage::kExpired);
  EXPECT_EQ(r.step(id, StepKind::kYes, Part::kHelper, day(3)), "");
  EXPECT_EQ(r.step(id, StepKind::kYes, Part::kHelper, day(4)), "they said yes already");
  EXPECT_EQ(r.step(id, StepKind::kLost, Part::kHelper, day(9)), "");
  EXPECT_EQ(dues(r.courses, kMe, day(9)).at(0).kind, DueKind::kThanks);
  EXPECT_EQ(r.step(id, StepKind::kThanked, Part::kHelper, day(9)), "");
  EXPECT_TRUE(dues(r.courses, kMe, day(40)).empty());
}

TEST(Watch, StandsUntilItIsClosed) {
  Recorder r;
  model::Exchange e = make(ExchangeKind::kAsk, {{Part::kAsker, kMe}}, day(0), "property managers");
  e.ask = model::AskKind::kWatch;
  const auto id = r.open(e);
  EXPECT_EQ(r.stage(id, day(400)), Stage::kOpen);
  EXPECT_EQ(r.step(id, StepKind::kFound, Part::kHelper, day(3)), "");
  EXPECT_EQ(r.stage(id, day(4)), Stage::kOpen);
  EXPECT_EQ(r.step(id, StepKind::kClosed, Part::kAsker, day(5)), "");
  EXPECT_EQ(r.step(id, StepKind::kFound, Part::kHelper, day(6)), "it was closed");
}

// Omar, 9, brought the member and somebody together: nobody's answers are in this book.
TEST(Introductions, ThatSomebodyElseMadeForTheMemberStandAtOnceAndAreThanked) {
  Recorder r;
  const auto id = r.open(make(
      ExchangeKind::kIntroduction,
      {{Part::kConnector, person(9)}, {Part::kFirst, kMe}, {Part::kSecond, person(2)}}, day(0)));
  EXPECT_EQ(r.step(id, StepKind::kMet, Part::kFirst, day(0)), "it is not made yet");
  EXPECT_EQ(r.step(id, StepKind::kMade, Part::kConnector, day(0)), "");
  const auto due = [&](int on) { return dues(*r.courses.find(id), kMe, day(on)); };
  EXPECT_TRUE(due(13).empty());
  ASSERT_EQ(due(14).size(), 1U) << "two weeks after, whatever came of it";
  EXPECT_EQ(due(14)[0].kind, DueKind::kThanks);
  EXPECT_EQ(due(14)[0].whom, person(9));
  EXPECT_EQ(r.step(id, StepKind::kMet, Part::kFirst, day(3)), "");
  EXPECT_EQ(due(3).size(), 1U) << "or when they met";
  ASSERT_EQ(dues(*r.courses.find(id), person(2), day(3)).size(), 1U) << "both of them owe it";
  EXPECT_EQ(r.step(id, StepKind::kThanked, Part::kConnector, day(4)), "");
  EXPECT_TRUE(due(40).empty());
  // Between three others both must say yes, whoever looks.
  const auto others = r.open(
      make(ExchangeKind::kIntroduction,
           {{Part::kConnector, person(9)}, {Part::kFirst, person(1)}, {Part::kSecond, person(2)}},
           day(0)));
  EXPECT_EQ(r.step(others, StepKind::kMade, Part::kConnector, day(1)), "both must say yes first");
}

TEST(Moves, AreWhatDecideTakes) {
  Recorder r;
  const auto id = r.open(introduction(1, 2, day(0)));
  r.step(id, StepKind::kAsked, Part::kFirst, day(0));
  const Course& c = *r.courses.find(id);
  for (const Move& m : moves(c, day(1))) {
    Step wanted;
    wanted.kind = m.kind;
    wanted.by = m.by;
    wanted.until = day(9);
    EXPECT_TRUE(decide(c, wanted, day(1))) << model::word(m.kind);
  }
}

TEST(Courses, ForgetWhatIsUndone) {
  Recorder r;
  const auto id = r.open(introduction(1, 2, day(0)));
  const std::uint64_t opened = r.last();
  r.step(id, StepKind::kAsked, Part::kFirst, day(0));
  EXPECT_TRUE(r.courses.apply(model::Undone{r.last()}));
  EXPECT_EQ(r.stage(id, day(1)), Stage::kDraft);
  EXPECT_TRUE(r.courses.apply(model::Undone{opened}));
  EXPECT_EQ(r.courses.find(id), nullptr);
  EXPECT_FALSE(r.courses.apply(model::Undone{opened}));
}

TEST(Openings, NeedTheirPartiesAndTheirWords) {
  EXPECT_FALSE(check(make(ExchangeKind::kIntroduction, {{Part::kConnector, kMe}}, day(0))));
  EXPECT_FALSE(check(make(
      ExchangeKind::kIntroduction,
      {{Part::kConnector, kMe}, {Part::kFirst, person(1)}, {Part::kSecond, person(1)}}, day(0))));
  EXPECT_FALSE(check(
      make(ExchangeKind::kPromise, {{Part::kMaker, kMe}, {Part::kTaker, person(1)}}, day(0), "")));
  model::Exchange e = received(1, day(0));
  e.effort = 6;
  EXPECT_FALSE(check(e));
}

}  // namespace
}  // namespace exchange
