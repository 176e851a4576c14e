// Promise: promised → kept, or let go; late from the day after its own on.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "exchange/stages.h"

namespace exchange {

Stage stage_of_promise(const Course& c, base::Time now) {
  if (c.last(StepKind::kThanked) != nullptr) return Stage::kThanked;
  if (c.last(StepKind::kKept) != nullptr) return Stage::kKept;
  if (c.last(StepKind::kClosed) != nullptr) return Stage::kClosed;
  const bool late = c.what.due != base::Time{} && now >= c.what.due + std::chrono::days(1);
  return late ? Stage::kLate : Stage::kPromised;
}

}  // namespace exchange
