// SPDX-License-Identifier: AGPL-3.0-or-later
#include "exchange/wall.h"

#include <gtest/gtest.h>

#include "exchange/balance.h"
#include "exchange/dues.h"
#include "exchange/made_exchanges.h"

namespace exchange {
namespace {

using model::ExchangeKind;

constexpr const char* kWords = "Omar found us the roof.";
constexpr const char* kOthers = "Omar found us a roof in a week.";

class OfWall : public testing::Test {
 protected:
  // A promise that somebody kept, and was thanked for.
  void SetUp() override {
    id_ = r_.open(
        make(ExchangeKind::kPromise, {{Part::kMaker, person(1)}, {Part::kTaker, kMe}}, day(0)));
    r_.step(id_, StepKind::kKept, Part::kMaker, day(1));
    ASSERT_EQ(r_.step(id_, StepKind::kThanked, Part::kMaker, day(2), {}, kWords), "");
  }
  std::string ask(int n, const char* words = kWords) {
    return r_.step(id_, StepKind::kAskedToShow, Part::kMaker, day(n), {}, words);
  }
  std::string agree(int n, const char* words = kWords) {
    return r_.step(id_, StepKind::kShown, Part::kMaker, day(n), {}, words);
  }
  std::string hide(int n) { return r_.step(id_, StepKind::kHidden, Part::kMaker, day(n)); }
  std::string on_wall() const {
    const TakenStep* it = shown(course());
    return it == nullptr ? "" : it->step.words;
  }
  const Course& course() const { return *r_.courses.find(id_); }

  Recorder r_;
  model::ExchangeId id_;
};

TEST_F(OfWall, ShowsTheWordsThatWereAgreedToUntilANo) {
  EXPECT_EQ(ask(3), "");
  EXPECT_EQ(on_wall(), "") << "a question shows nothing";
  EXPECT_EQ(agree(4), "");
  EXPECT_EQ(on_wall(), kWords);
  EXPECT_EQ(agree(5), "they agreed to these words already");
  EXPECT_EQ(ask(5), "they agreed to these words already");
  EXPECT_EQ(hide(6), "");
  EXPECT_EQ(on_wall(), "");
  EXPECT_EQ(hide(7), "it is not shown");
}

TEST_F(OfWall, IsForWhoeverWasThankedAndNobodyElse) {
  EXPECT_EQ(r_.step(id_, StepKind::kShown, Part::kTaker, day(3), {}, kWords),
            "“shown” is no step of this");
  const auto kept = r_.open(
      make(ExchangeKind::kPromise, {{Part::kMaker, kMe}, {Part::kTaker, person(1)}}, day(0)));
  r_.step(kept, StepKind::kKept, Part::kMaker, day(1));
  EXPECT_EQ(r_.step(kept, StepKind::kShown, Part::kMaker, day(2), {}, kWords),
            "nobody was thanked in it yet");
  ASSERT_EQ(r_.step(kept, StepKind::kThanked, Part::kMaker, day(2)), "");
  EXPECT_EQ(r_.step(kept, StepKind::kShown, Part::kMaker, day(3), {}, kWords),
            "“shown” is no step of this")
      << "it is the member who was thanked";
}

TEST_F(OfWall, NeedsTheWords) {
  const std::string why = "say which words: nobody agrees to more than these";
  EXPECT_EQ(ask(3, ""), why);
  EXPECT_EQ(agree(3, ""), why);
}

TEST_F(OfWall, AsksTheSameAgainAfterAWhileAndOtherWordsAtOnce) {
  EXPECT_EQ(ask(3), "");
  EXPECT_EQ(ask(16), "they were asked already");
  EXPECT_EQ(ask(4, kOthers), "");
  EXPECT_EQ(ask(5), "they were asked already") << "both questions are open";
  EXPECT_EQ(ask(17), "");
}

TEST_F(OfWall, AsksAnewForOtherWordsAndShowsTheOldOnesUntilThen) {
  agree(3);
  EXPECT_EQ(ask(4, kOthers), "");
  EXPECT_EQ(on_wall(), kWords);
  EXPECT_EQ(agree(5, kOthers), "");
  EXPECT_EQ(on_wall(), kOthers);
}

TEST_F(OfWall, ARefusalEndsTheAskingWhateverTheWords) {
  EXPECT_EQ(hide(3), "nobody was asked yet, and nothing is shown");
  ask(3);
  EXPECT_EQ(hide(4), "");
  EXPECT_EQ(ask(90), "it is not to be shown: they are asked no more");
  EXPECT_EQ(ask(90, kOthers), "it is not to be shown: they are asked no more");
  EXPECT_EQ(agree(90), "") << "they may still say otherwise by themselves";
}

TEST_F(OfWall, WhatIsTakenBackTakesItDown) {
  agree(3);
  const std::uint64_t agreed = r_.last();
  ASSERT_TRUE(r_.courses.apply(model::Undone{agreed}));
  EXPECT_EQ(on_wall(), "");
  agree(4);
  ASSERT_EQ(on_wall(), kWords);
  ASSERT_TRUE(r_.courses.apply(model::Undone{agreed - 1}));  // the thanks
  EXPECT_EQ(on_wall(), "") << "nothing to be said aloud";
}

TEST_F(OfWall, ChangesNoStageNoDueAndNoBalance) {
  const auto told = [&] {
    std::string all = word(r_.stage(id_, day(9)));
    all += " " + std::to_string(dues(r_.courses, kMe, day(9)).size());
    return all + " " + std::to_string(balance(deeds_in(r_.courses, kMe, day(9)), day(9)));
  };
  const std::string before = told();
  for (const auto& step : {ask(3), agree(4), hide(5)}) {
    EXPECT_EQ(step, "");
    EXPECT_EQ(told(), before);
  }
}

TEST_F(OfWall, OffersWhatDecideTakes) {
  const auto offered = [&](int n) {
    std::string all;
    for (const Move& m : moves(course(), day(n))) {
      Step wanted;
      wanted.kind = m.kind;
      wanted.by = m.by;
      wanted.words = words_to_show(course());
      EXPECT_TRUE(decide(course(), wanted, day(n))) << model::word(m.kind);
      if (is_of_wall(m.kind)) all += std::string(model::word(m.kind)) + ", ";
    }
    return all;
  };
  EXPECT_EQ(offered(3), "asked to show, shown, ");
  ask(3);
  EXPECT_EQ(offered(4), "shown, hidden, ");
  EXPECT_EQ(offered(20), "asked to show, shown, hidden, ");
  agree(20);
  EXPECT_EQ(offered(21), "hidden, ");
  hide(21);
  EXPECT_EQ(offered(22), "shown, ");
}

}  // namespace
}  // namespace exchange
