// Strength, reach, reply, rhythm: what a tie is worth at a moment, computed from its state.
// Shape:  people u, v; a moment in days since 1970; every function is const and symmetric where its
//         name is.
// Unit:   probabilities in [0, 1]; z in log-odds before scaling; gaps in days.
// Cost:   O(1): some logarithms and exponentials, 1.6 µs for a pair that is not in the cache.
// Source: docs/ties.md, formulas 2 to 5; constants found there on eleven networks.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <span>

#include "graph/ties.h"

namespace graph {

// The five factors of strength, in this order.
inline constexpr std::array<const char*, 5> kFactors = {"memory", "first moves", "activity", "idle",
                                                        "rhythm"};

struct Strength {
  double z = 0;  // the sum of the factors
  std::array<double, 5> factors{};
  double probability = 0;  // that both are in contact in the next window: what the bands cut
};
Strength strength(const Ties& ties, Node u, Node v, double day);
double probability_of_strength(double z);
// The same probability of all pairs, by their numbers: what belongs to a person is worked out once.
void strengths(const Ties& ties, double day, std::span<double> probability);
int shown(double probability);  // 0–100, as a page prints it

struct Reach {
  double z = 0, probability = 0;
};
// How likely v comes to u unasked.
Reach reach(const Ties& ties, Node v, Node u, double day);

struct Reply {
  double z = 0, probability = 0;
};
// How likely v answers within seven days when u writes to n people now.
Reply reply(const Ties& ties, Node u, Node v, double day, double n);

struct Rhythm {
  double contact = 0;  // probability of contact within the window
  double overdue = 0;  // how unusual the silence is: due at .8, overdue at .9, dormant at .95
  double usual_gap_days = 0;
  double silence_days = 0;  // since the last contact
};
Rhythm rhythm(const Ties& ties, Node u, Node v, double day, double window_days);

enum class Band { kFaint, kLoose, kSteady, kStrong };
Band band_of(double probability);
// No band is lost before it has been out for a week.
Band band(const Ties& ties, Node u, Node v, double day);

// ln of how much more u does than v; within ±.7 is balanced.
double balance(const Ties& ties, Node u, Node v, double day);
double first_move_share(const Ties& ties, Node u, Node v, double day);  // of u, in [0, 1]
bool rising(const Ties& ties, Node u, Node v, double day);

// What trust rests on: its parts, not a number.
struct Trust {
  double tenure_days = 0;  // since the first contact
  double answers = 0;      // share of u's reach-outs that v answered, shrunk towards what is usual
  double asked = 0;        // … out of this many, fading
};
Trust trust(const Ties& ties, Node u, Node v, double day);

bool mutual(const Ties& ties, PairIndex pair);  // words went both ways

}  // namespace graph
