// Wall: thanks that may be said aloud: whether the one who was thanked agreed, and to which words.
// Shape:  three kinds of step about whoever was thanked: asked to show, shown, hidden. An agreement is to the
//         words of its step and to no others; the last of shown and hidden holds. No stage, no due
//         and no balance hangs on any of them.
// Errors: a step of the wall is refused as any other (moves.h).
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "exchange/course.h"

namespace exchange {

inline constexpr std::chrono::days kAskToShowAgain(14);  // after a question with the same words

bool is_of_wall(StepKind kind);

// What stands on the wall; nullptr: nothing.
const TakenStep* shown(const Course& course);
// The last step of the wall, if it is a question: nothing was said to it since.
const Step* asked_to_show(const Course& course);
// What the question would quote: the words last asked for or agreed to, else those of the thanks; may be empty.
std::string words_to_show(const Course& course);

// Of a step of the wall, about whoever was thanked; "": it may be taken now.
std::string objection_to_wall(const Course& course, const Step& wanted);

}  // namespace exchange
