// Ask: draft → asked → yes, later, no, or a silence that expires → what came of it. A watch is open
// until it is closed, or its day has come.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "exchange/stages.h"

namespace exchange {
namespace {

constexpr std::chrono::days kPatience(30);  // with whoever was asked

Stage stage_of_watch(const Course& c, base::Time now) {
  if (c.last(StepKind::kClosed) != nullptr) return Stage::kClosed;
  return c.what.due != base::Time{} && now >= c.what.due ? Stage::kExpired : Stage::kOpen;
}

}  // namespace

Stage stage_of_ask(const Course& c, base::Time now) {
  if (c.what.ask == model::AskKind::kWatch) return stage_of_watch(c, now);
  if (c.last(StepKind::kThanked) != nullptr) return Stage::kThanked;
  if (c.last(StepKind::kWon) != nullptr) return Stage::kWon;
  if (c.last(StepKind::kLost) != nullptr) return Stage::kLost;
  if (c.last(StepKind::kClosed) != nullptr) return Stage::kClosed;
  // The last answer counts: a no may follow a later, and a yes a no.
  for (auto s = c.steps.rbegin(); s != c.steps.rend(); ++s) {
    switch (s->step.kind) {
      case StepKind::kYes:
        return Stage::kYes;
      case StepKind::kNo:
        return Stage::kDeclined;
      case StepKind::kLater:
        return s->step.until > now ? Stage::kLater : Stage::kAsked;
      case StepKind::kAsked:
        return now >= s->step.at + kPatience ? Stage::kExpired : Stage::kAsked;
      default:
        break;
    }
  }
  return Stage::kDraft;
}

}  // namespace exchange
