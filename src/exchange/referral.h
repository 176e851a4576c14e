// Referral: a person or a piece of business passed on by a giver to a receiver.
// Shape:  given → accepted → contacted → met → won, lost, poor fit or no answer; then the giver is
//         thanked, whatever the end was. Steps may be left out, and are not taken backwards.
//         Silence is the receiver's to break, and nobody else's.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "exchange/course.h"

namespace exchange {

bool is_end(StepKind kind);  // of a referral: won, lost, poor fit, no answer
// It came to nothing, or was an ask that did: whom to thank for that is forgotten first.
bool failed(const Course& course);
// The step that ended it; nullptr: it is under way.
const Step* end_of(const Course& referral);
// From when on the receiver should say how it goes; none: it has ended.
std::optional<base::Time> word_due(const Course& referral);

}  // namespace exchange
