// Paths: the warmest ways from one person to another, over people who have each other's ear.
// Shape:  simple paths of 1 to 4 mutual ties; warmth is the product of the ties' strengths P. A
//         direct tie comes first; then the warmer, then the shorter, then the smaller numbers.
// Approach:all half paths of up to two ties from either end, the seven best a middle and length
//         kept (at most two of those can collide with a given other half, so the five best stay
//         exact), then joined.
// Cost:   O(sum of the neighbours' degrees) at both ends; ends at its budget and says `partial`.
// Source: docs/ties.md, "Paths"; meet in the middle.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "graph/strength.h"

namespace graph {

struct Path {
  std::vector<Node> nodes;
  std::vector<double> strengths;  // P of each tie on the way
  double warmth = 0;
  std::size_t weakest = 0;  // which tie
};

struct Paths {
  std::vector<Path> list;
  bool partial = false;
};

struct PathOptions {
  std::size_t want = 5;
  std::size_t budget = 50'000'000;              // ties looked at
  std::function<bool(PairIndex)> visible = {};  // empty: all
};

Paths find_paths(const Ties& ties, Node from, Node to, double day, const PathOptions& options);

// To whoever of `goals` (sorted) can be reached; nobody of them stands in the middle.
Paths find_paths_to_any(const Ties& ties, Node from, std::span<const Node> goals, double day,
                        const PathOptions& options);

// Whether a comes before b in an answer.
bool warmer(const Path& a, const Path& b);

}  // namespace graph
