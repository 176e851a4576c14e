// Introduction: two people, and who brings them together. Both must say yes before either learns
// who the other is; a no cannot be told from a silence.
// Shape:  draft → asked → one yes → agreed → made → met → thanked. Declined, for the connector's eyes
//         only; later; expired, so many days after the first was asked, whoever said what.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "exchange/course.h"

namespace exchange {

inline constexpr std::chrono::days kPatience(14);  // with whoever was asked

// When an introduction ends by itself; none: nobody was asked yet.
std::optional<base::Time> expiry_of(const Course& introduction);

// By somebody else, and the member is one of the two: whose answers are no business of this book. It is noted
// when it is made, and lives on as "met" and "thanked"; thanks are due to the connector from both.
bool made_for_member(const Course& introduction);

// What one of the two may know of it: whether they may still answer, that they did, that it was made, or
// that its time is over. Nothing in it depends on what the other one answered until both said yes. Who
// asked for time may still answer.
enum class Glimpse : std::uint8_t { kNothing, kAskedYou, kWaiting, kMade, kOver };
Glimpse seen_by(const Course& introduction, Part part, base::Time now);

}  // namespace exchange
