// SPDX-License-Identifier: AGPL-3.0-or-later
#include "exchange/balance.h"

#include <gtest/gtest.h>

#include <map>

#include "exchange/gate.h"
#include "exchange/gauge.h"
#include "exchange/made_exchanges.h"

namespace exchange {
namespace {

model::Deed deed(int whose, bool given, int at, model::DeedSize size = model::DeedSize::kReal) {
  model::Deed d;
  d.at = day(at);
  d.given = given;
  d.other = person(whose);
  d.size = size;
  return d;
}

TEST(Balance, HalfOfADeedIsLeftAfterThreeYears) {
  const model::Deed d = deed(1, true, 0, model::DeedSize::kBeyond);
  EXPECT_DOUBLE_EQ(weight(d, day(0)), 9);
  EXPECT_NEAR(weight(d, day(1096)), 4.5, 0.01);
}

// Sixty deeds with thirty people: whom I owe, who vanished after a favour, on whom I vanished.
TEST(Balance, FindsExactlyWhomIOweAndWhoVanished) {
  constexpr int kNow = 400;
  std::map<int, std::vector<model::Deed>> deeds;
  std::map<int, std::pair<int, int>> words;  // last from them, last from me
  int who = 0, made = 0;
  const auto add = [&](const model::Deed& d) {
    deeds[who].push_back(d);
    ++made;
  };
  for (int i = 0; i < 7;
       ++i) {  // 7 I owe: two deeds for me, at most a small one back; we still talk
    ++who;
    add(deed(who, false, 100 + i));
    add(deed(who, false, 200 + i));
    if (i % 2 == 0) add(deed(who, true, 150, model::DeedSize::kSmall));
    words[who] = {390, 391};
  }
  for (int i = 0; i < 5; ++i) {  // 5 vanished: one favour from me, and after their thanks nothing
    ++who;
    add(deed(who, true, 200 + i));
    words[who] = {203 + i, 250};
  }
  for (int i = 0; i < 3; ++i) {  // 3 on whom I vanished; what they did was long ago, and small
    ++who;
    add(deed(who, false, -1400, model::DeedSize::kSmall));
    words[who] = {300, -1395};
  }
  for (int i = 0; i < 12; ++i) {  // the others are even, and talk
    ++who;
    add(deed(who, true, 100 + i));
    add(deed(who, false, 110 + i));
    words[who] = {380, 381};
  }
  while (made < 60) {  // those to whom I gave more than once, and who still talk
    ++who;
    add(deed(who, true, 50));
    if (made < 60) add(deed(who, true, 150));
    words[who] = {395, 396};
  }
  int owed = 0, they = 0, i_did = 0;
  for (const auto& [n, list] : deeds) {
    const Standing s = standing(list, day(words[n].first), day(words[n].second), day(kNow));
    EXPECT_EQ(s.i_owe, n <= 7) << n << " " << s.balance;
    EXPECT_EQ(s.they_vanished, n > 7 && n <= 12) << n;
    EXPECT_EQ(s.i_vanished, n > 12 && n <= 15) << n;
    owed += s.i_owe;
    they += s.they_vanished;
    i_did += s.i_vanished;
  }
  EXPECT_EQ(made, 60);
  EXPECT_EQ(owed, 7);
  EXPECT_EQ(they, 5);
  EXPECT_EQ(i_did, 3);
}

TEST(Balance, CountsWhatExchangesDid) {
  Recorder r;
  r.open(make(model::ExchangeKind::kReferral, {{Part::kGiver, kMe}, {Part::kReceiver, person(1)}},
              day(0)));
  const auto intro = r.open(make(
      model::ExchangeKind::kIntroduction,
      {{Part::kConnector, person(3)}, {Part::kFirst, kMe}, {Part::kSecond, person(2)}}, day(0)));
  EXPECT_EQ(deeds_in(r.courses, kMe, day(1)).size(), 1U)
      << "an introduction that is not made is none";
  for (const Part p : {Part::kFirst, Part::kSecond}) {
    r.step(intro, StepKind::kAsked, p, day(1));
    r.step(intro, StepKind::kYes, p, day(1));
  }
  r.step(intro, StepKind::kMade, Part::kConnector, day(2));
  const auto deeds = deeds_in(r.courses, kMe, day(3));
  ASSERT_EQ(deeds.size(), 2U);
  EXPECT_TRUE(deeds[0].given);
  EXPECT_FALSE(deeds[1].given);
  EXPECT_EQ(deeds[1].other, person(3));
}

TEST(Gate, StopsATestimonialRightAfterConnectingWithThreeReasons) {
  Asking a;
  a.name = "Tom";
  a.connected = day(0);
  const Verdict v = ask_gate(a, day(2));
  ASSERT_EQ(v.reasons.size(), 3U);
  EXPECT_STREQ(v.reasons[0].name, "just connected");
  EXPECT_STREQ(v.reasons[1].name, "no exchange");
  EXPECT_STREQ(v.reasons[2].name, "nothing given");
  EXPECT_FALSE(v.final) << "the member may have a reason of their own";
}

TEST(Gate, LetsADirectAskWithAnOfferPass) {
  Asking a;
  a.name = "Sofia";
  a.connected = day(-200);
  a.to_me = 4;
  a.to_them = 5;
  a.offers = true;
  EXPECT_TRUE(ask_gate(a, day(0)).open());
}

TEST(Gate, RefusesTheSixthCopyForGood) {
  Asking a;
  a.name = "Ben";
  a.connected = day(-200);
  a.to_me = a.to_them = 9;
  a.offers = true;
  a.alike = 4;
  EXPECT_TRUE(ask_gate(a, day(0)).open()) << "the fifth";
  a.alike = 5;
  const Verdict sixth = ask_gate(a, day(0));
  EXPECT_FALSE(sixth.open());
  EXPECT_TRUE(sixth.final);
}

TEST(Gate, NamesADebtAndAnAskThatWaits) {
  Asking a;
  a.name = "Omar";
  a.connected = day(-900);
  a.to_me = a.to_them = 9;
  a.last_give = day(-20);
  a.balance = -6;
  a.last_ask = day(-3);
  const Verdict v = ask_gate(a, day(0));
  ASSERT_EQ(v.reasons.size(), 2U);
  EXPECT_STREQ(v.reasons[0].name, "owing");
  EXPECT_STREQ(v.reasons[1].name, "asked lately");
}

TEST(Gauge, WarnsBeforeTheStall) {
  Turns turns;
  auto& meetings = turns[static_cast<std::size_t>(Turn::kOneToOne)];
  auto& thanks = turns[static_cast<std::size_t>(Turn::kThanks)];
  for (int d = -196; d < 0; d += 7) meetings.push_back(day(d));  // four a span
  for (int d = -190; d < -28; d += 14) thanks.push_back(day(d));
  const Gauge running = gauge(turns, day(0));
  EXPECT_NEAR(running.usual[static_cast<std::size_t>(Turn::kOneToOne)], 4, 0.2);
  EXPECT_FALSE(running.slowing);
  ASSERT_TRUE(running.push);
  EXPECT_EQ(*running.push, Turn::kThanks);
  // Three quiet weeks: one of the four meetings is left, and the machine is about to stop.
  const Gauge later = gauge(turns, day(14));
  EXPECT_TRUE(later.slowing);
  ASSERT_TRUE(later.stall);
  EXPECT_LT(*later.stall, day(21));
  EXPECT_FALSE(gauge({}, day(0)).stall) << "what never ran does not stall";
}

}  // namespace
}  // namespace exchange
