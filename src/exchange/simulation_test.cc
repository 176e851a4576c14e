// Thirty members pass one another business for a year; every fifth is lazy and does half of what
// is due to be done, whenever. What must hold: no referral dies silently.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "exchange/dues.h"
#include "exchange/made_exchanges.h"
#include "exchange/referral.h"

namespace exchange {
namespace {

constexpr int kMembers = 30, kDays = 365;

class Chapter {
 public:
  explicit Chapter(std::uint64_t seed) : dice_(seed) {}

  void live_through(int today) {
    for (int m = 1; m <= kMembers; ++m) {
      if (below(7) == 0) refer(m, today);
      do_what_is_due(m, today);
    }
  }

  Recorder record;
  std::map<std::string, std::vector<int>> thanked_on;  // day of each thanks, by how it ended

 private:
  std::uint64_t below(std::uint64_t n) { return dice_() % n; }
  static bool lazy(int member) { return member % 5 == 0; }

  void refer(int giver, int today) {
    const int receiver = 1 + static_cast<int>(below(kMembers));
    if (receiver == giver) return;
    record.open(make(model::ExchangeKind::kReferral,
                     {{Part::kGiver, person(giver)}, {Part::kReceiver, person(receiver)}},
                     day(today), "business"));
  }

  void do_what_is_due(int member, int today) {
    const base::Time now = day(today);
    for (const Due& due : dues(record.courses, person(member), now)) {
      if (lazy(member) && below(2) == 0) continue;
      const model::ExchangeId id = due.course->id;
      if (due.kind == DueKind::kWord) {
        record.step(id, next_step(*due.course), Part::kReceiver, now);
      } else if (const auto settled = settling(due)) {
        if (due.kind == DueKind::kThanks)
          thanked_on[word(stage_of(*due.course, now))].push_back(today);
        record.step(id, settled->kind, settled->by, now);
      }
    }
  }

  StepKind next_step(const Course& course) {
    switch (stage_of(course, course.touched())) {
      case Stage::kGiven:
        return below(6) == 0 ? StepKind::kPoorFit : StepKind::kAccepted;
      case Stage::kAccepted:
        return StepKind::kContacted;
      case Stage::kContacted:
        return below(3) == 0 ? StepKind::kNoAnswer : StepKind::kMet;
      default:
        return below(2) == 0 ? StepKind::kWon : StepKind::kLost;
    }
  }

  std::mt19937_64 dice_;
};

class Seeds : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Seeds, NoReferralDiesSilently) {
  Chapter chapter(GetParam());
  for (int today = 0; today < kDays; ++today) {
    chapter.live_through(today);
    const base::Time now = day(today);
    std::map<model::ExchangeId, DueKind> open;
    for (int m = 1; m <= kMembers; ++m) {
      std::size_t place = 0, first_won = 1000, last_failed = 0;
      for (const Due& due : dues(chapter.record.courses, person(m), now)) {
        ++place;
        open[due.course->id] = due.kind;
        EXPECT_NE(due.course->who(Part::kGiver), person(m)) << "a giver is never nudged";
        if (due.kind != DueKind::kThanks) continue;
        const bool won = due.course->last(StepKind::kWon) != nullptr;
        if (won) first_won = std::min(first_won, place);
        if (!won) last_failed = place;
      }
      EXPECT_LT(last_failed, first_won) << "thanks for what failed are offered first";
    }
    for (const Course& c : chapter.record.courses.all()) {
      if (now - c.what.at < std::chrono::days(21)) continue;
      EXPECT_TRUE(end_of(c) != nullptr || open.contains(c.id)) << base::print(c.id);
    }
  }
  const auto& all = chapter.record.courses.all();
  EXPECT_GT(all.size(), 300U);
  // Every giver learnt each outcome unasked: what ended is in the record that they see, and nearly
  // all of it was thanked for.
  std::size_t ended = 0, thanked = 0;
  for (const Course& c : all) {
    if (end_of(c) == nullptr) continue;
    ++ended;
    thanked += c.last(StepKind::kThanked) != nullptr;
  }
  EXPECT_GT(ended, all.size() / 2);
  EXPECT_GT(thanked * 10, ended * 9);
}

INSTANTIATE_TEST_SUITE_P(Chapters, Seeds, testing::Values(1, 2, 3));

}  // namespace
}  // namespace exchange
