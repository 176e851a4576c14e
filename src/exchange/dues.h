// Dues: what somebody owes in the exchanges that they are part of, as of now.
// Shape:  the heaviest first, and of one kind the longest due: thanks, and of these for what failed
//         before what came to something; what one has to say of a referral; what one promised; what to
//         clarify; whom to bring together, and to ask how it went; what was promised to one.
// Cost:   one look at each course.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "exchange/course.h"

namespace exchange {

enum class DueKind : std::uint8_t {
  kThanks,     // to whoever passed on, brought together, helped, kept a promise
  kWord,       // as receiver of a referral: how it goes
  kPromise,    // … as its maker: its day has come
  kClarify,    // … what would have fitted better
  kMake,       // as connector: both said yes
  kAskAgain,   // as connector or asker: their "later" has come
  kHowItWent,  // as connector, two weeks after
  kRemind      // as taker: the day of a promise to one has passed
};
const char* word(DueKind kind);  // "thanks"

struct Due {
  DueKind kind{};
  const Course* course = nullptr;
  model::IdentityId whom;  // to whom it is due
  base::Time since{};
};

// The step that settles it; none: only a word does.
struct Settling {
  StepKind kind{};
  Part by{};
};
std::optional<Settling> settling(const Due& due);

// What stands open for `me`: an id of zeros is the member whose book it is.
std::vector<Due> dues(const Courses& courses, const model::IdentityId& me, base::Time now);
std::vector<Due> dues(const Course& course, const model::IdentityId& me, base::Time now);

}  // namespace exchange
