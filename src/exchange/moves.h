// Moves: which step may be taken next in a course.
// Shape:  a pure decision on the course and the moment: the step as it is to be recorded, or why not.
//         What was entered by mistake is undone, not overwritten.
// Errors: kInvalid for what no such exchange could be; kConflict for a step whose time is not now,
//         in words for whoever wanted it.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "base/result.h"
#include "exchange/course.h"

namespace exchange {

// Whether it may be opened: its parties, its words, its effort.
base::Result<void> check(const model::Exchange& opening);

base::Result<Step> decide(const Course& course, Step wanted, base::Time now);

struct Move {
  StepKind kind{};
  Part by{};
};
// What decide() takes now, in the order in which it is mostly done.
std::vector<Move> moves(const Course& course, base::Time now);

}  // namespace exchange
