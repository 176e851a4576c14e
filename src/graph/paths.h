// Paths: the warmest ways from one person to another, over people who have each other's ear.
// Shape:  simple paths of 1 to 4 mutual ties; warmth is the product of the ties' strengths P. A
//         direct tie comes first; then the warmer, then the shorter, then the smaller numbers.
// Unit:   warmth is compared in the steps of costs.h: .07 % of a tie's strength.
// Cost:   that of path_search.h, and 2 µs a tie of the answer.
// Source: docs/ties.md, "Paths".
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "graph/path_search.h"
#include "graph/ties.h"

namespace graph {

struct Path {
  std::vector<Node> nodes;
  std::vector<double> strengths;  // P of each tie on the way
  double warmth = 0;
  std::size_t weakest = 0;  // which tie
};

struct Paths {
  std::vector<Path> list;
  bool partial = false;  // the budget ended the search
};

// The warmest paths of one question; to whoever of several goals can be reached, none of whom
// stands in the middle. `search` is over the ties priced as of `day`.
Paths find_paths(PathSearch& search, const Ties& ties, double day, PathQuestion question);

// Whether a comes before b in an answer.
bool warmer(const Path& a, const Path& b);

}  // namespace graph
