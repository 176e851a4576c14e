// Balance: what two people did for each other, and who vanished after a favour.
// Unit:   a small deed weighs 1, a real one 3, one above and beyond 9; half of it is left after three
//         years. Positive: the member gave more.
// Shape:  private to the member; shown beside each deed that it is made of, never alone.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "exchange/course.h"
#include "model/profile.h"

namespace exchange {

double weight(const model::Deed& deed);                  // of the day it was done
double weight(const model::Deed& deed, base::Time now);  // of it, now
double balance(std::span<const model::Deed> deeds, base::Time now);

// What exchanges have done for people, each as the deed that it is: a referral, an introduction made,
// a promise kept, an ask that was heard. By `me` or for `me`.
std::vector<model::Deed> deeds_in(const Courses& courses, const model::IdentityId& me,
                                  base::Time now);

// How two stand, from their deeds in order of time and the last word of each to the other.
struct Standing {
  double balance = 0;
  bool i_owe = false;          // they did at least a small deed more, as it weighs now
  bool they_vanished = false;  // after the one favour the member did them
  bool i_vanished = false;     // … they did the member
};
Standing standing(std::span<const model::Deed> deeds, base::Time last_from_them,
                  base::Time last_from_me, base::Time now);

}  // namespace exchange
