// SPDX-License-Identifier: AGPL-3.0-or-later
#include "exchange/referral.h"

#include <algorithm>

#include "exchange/stages.h"

namespace exchange {
namespace {

// From the day it was given: then a word is due, whatever was said.
constexpr std::chrono::days kLongest(21);

// How long the receiver may be silent: in all less than three weeks up to the first meeting.
std::chrono::days patience(Stage stage) {
  switch (stage) {
    case Stage::kGiven:
    case Stage::kAccepted:
      return std::chrono::days(3);
    case Stage::kContacted:
      return std::chrono::days(7);
    default:
      return std::chrono::days(14);
  }
}

}  // namespace

bool is_end(StepKind kind) {
  return kind == StepKind::kWon || kind == StepKind::kLost || kind == StepKind::kPoorFit ||
         kind == StepKind::kNoAnswer;
}

bool failed(const Course& course) {
  return course.last(StepKind::kLost) != nullptr || course.last(StepKind::kPoorFit) != nullptr ||
         course.last(StepKind::kNoAnswer) != nullptr;
}

const Step* end_of(const Course& referral) {
  for (auto s = referral.steps.rbegin(); s != referral.steps.rend(); ++s) {
    if (is_end(s->step.kind)) return &s->step;
  }
  return nullptr;
}

Stage stage_of_referral(const Course& c) {
  if (const Step* end = end_of(c)) {
    switch (end->kind) {
      case StepKind::kWon:
        return Stage::kWon;
      case StepKind::kLost:
        return Stage::kLost;
      case StepKind::kPoorFit:
        return Stage::kPoorFit;
      default:
        return Stage::kNoAnswer;
    }
  }
  if (c.last(StepKind::kClosed) != nullptr) return Stage::kClosed;
  if (c.last(StepKind::kMet) != nullptr) return Stage::kMeeting;
  if (c.last(StepKind::kContacted) != nullptr) return Stage::kContacted;
  return c.last(StepKind::kAccepted) != nullptr ? Stage::kAccepted : Stage::kGiven;
}

std::optional<base::Time> word_due(const Course& referral) {
  const Stage stage = stage_of_referral(referral);
  if (is_over(stage)) return std::nullopt;
  return std::min(referral.touched() + patience(stage), referral.what.at + kLongest);
}

}  // namespace exchange
