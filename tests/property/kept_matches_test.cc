// What the matcher keeps between questions: whatever was said, taken back, imported and joined in
// between, the answer is that of an index made anew.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "app/commit.h"
#include "app/fields.h"
#include "app/matches.h"
#include "app/met.h"
#include "app/owner.h"
#include "app/who_is_who.h"
#include "base/scratch_folder.h"
#include "model/entry.h"

namespace tests {
namespace {

constexpr std::array kTrades = {"roofer",    "tax adviser", "web designer", "violin teacher",
                                "locksmith", "translator",  "notary",       "beekeeper"};
constexpr std::array kQuestions = {"somebody who repairs a roof", "help with the tax return",
                                   "a leaflet put into French", "honey from the region"};

class KeptMatches : public testing::TestWithParam<int> {
 protected:
  void SetUp() override {
    auto opened =
        app::open({folder_ / "book", std::nullopt, true, std::nullopt}, *clock_, *random_);
    ASSERT_TRUE(opened) << opened.error().message;
    app_ = std::move(*opened);
    ASSERT_TRUE(app::name_owner(*app_, std::vector<std::string>{"ada@made.example"}));
    for (int i = 0; i < 6; ++i) {
      const auto n = app::add_person(*app_, "Friend " + std::string(1, static_cast<char>('A' + i)));
      ASSERT_TRUE(n);
      people_.push_back(*n);
    }
  }
  identity::Number anybody() { return people_[dice_() % people_.size()]; }
  std::string trade() { return kTrades[dice_() % kTrades.size()]; }

  void say(model::StatementKind kind, const std::string& what) {
    app::Fields fields;
    fields.statements = {{kind, what, "", clock_->now()}};
    ASSERT_TRUE(app::record_fields(*app_, anybody(), fields));
  }
  // A card, or another version of one.
  void import_card() {
    ASSERT_TRUE(app::commit(*app_, [&](const app::Known& known) -> base::Result<app::Facts> {
      model::Profile card;
      card.id.bytes.fill(static_cast<unsigned char>(1 + dice_() % 4));
      card.source = "cards";
      card.as_of = known.now + std::chrono::seconds(++cards_);
      card.identities = {known.state.people.at(anybody()).id};
      card.statements = {{model::StatementKind::kSkill, trade(), "", card.as_of}};
      return app::Facts{{known.random.id<model::EntryTag>(), model::ProfileSeen{card}}};
    }));
    ASSERT_TRUE(app::settle(*app_));
  }
  void change() {
    switch (dice_() % 8) {
      case 0:
      case 1:
        return say(model::StatementKind::kOffer, trade());
      case 2:
        return say(model::StatementKind::kNeed, kQuestions[dice_() % kQuestions.size()]);
      case 3:
        return say(model::StatementKind::kNote, "a note");
      case 4:
        return import_card();
      case 5: {
        const identity::Number a = app_->state.people.person_of(anybody()),
                               b = app_->state.people.person_of(anybody());
        if (a != b && dice_() % 3 == 0) {
          ASSERT_TRUE(app::merge(*app_, a, b));
        }
        return;
      }
      default:
        (void)app::undo(*app_, std::nullopt);  // there may be nothing left to take back
    }
  }
  std::string answers() const {
    std::string all;
    const auto add = [&](const app::Fit& f) {
      all += std::to_string(f.person) + " " + f.need.value + " - " + f.offer.value + " " +
             std::to_string(f.score) + "\n";
    };
    for (const char* question : kQuestions) {
      for (const app::Fit& f : app::who_helps(*app_, question)) add(f);
    }
    for (const identity::Number person : people_) {
      const app::PersonMatches m = app::matches_of(*app_, app_->state.people.person_of(person));
      for (const app::Fit& f : m.helpers) add(f);
      for (const app::Fit& f : m.helped) add(f);
    }
    return all;
  }

  base::ScratchFolder folder_;
  std::unique_ptr<base::Clock> clock_ =
      base::fixed_clock(*base::parse_time("2026-12-01T08:00:00Z"));
  std::unique_ptr<base::Random> random_ = base::system_random();
  std::unique_ptr<app::App> app_;
  std::vector<identity::Number> people_;
  std::mt19937_64 dice_{static_cast<std::uint64_t>(GetParam())};
  int cards_ = 0;
};

TEST_P(KeptMatches, AreThoseOfAnIndexMadeAnew) {
  std::size_t answered = 0;
  for (int round = 0; round < 60; ++round) {
    for (std::uint64_t n = 1 + dice_() % 3; n > 0; --n) change();
    if (HasFatalFailure()) return;
    const std::string kept = answers();
    app_->matches.drop();
    app_->index.drop();
    ASSERT_EQ(kept, answers()) << "round " << round;
    answered += kept.empty() ? 0 : 1;
  }
  EXPECT_GT(answered, 30U) << "nothing was ever found, so nothing was compared";
}

INSTANTIATE_TEST_SUITE_P(Seeds, KeptMatches, testing::Range(1, 6));

}  // namespace
}  // namespace tests
