// Aging: what was said of somebody and may no longer be so: a need, a goal, an offer that nobody has
// spoken of for half a year.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "model/profile.h"

namespace suggest {

inline constexpr std::chrono::days kStillSoFor(180);

inline bool ages(model::StatementKind kind) {
  return kind == model::StatementKind::kNeed || kind == model::StatementKind::kGoal ||
         kind == model::StatementKind::kOffer;
}
// `said`: when it was last; none: nobody knows, and nothing is asked.
inline bool is_aged(model::StatementKind kind, base::Time said, base::Time now) {
  return ages(kind) && said != base::Time{} && now - said > kStillSoFor;
}

}  // namespace suggest
