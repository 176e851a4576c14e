// Explain: what a score is made of, so that the parts add up to it.
// Shape:  five factors, each against the owner's median tie: median z + the differences = z. The
//         memory of a direction is the sum of its events' shares.
// Cost:   the report O(ties of the owner); the shares O(events of the pair).
// Source: docs/ties.md, "Explanation adds up".
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <span>
#include <vector>

#include "graph/strength.h"

namespace graph {

struct FactorReport {
  Strength strength;
  Strength median;  // of the owner's mutual ties, by z; this very tie where there is no other
  std::array<double, 5> differences{};  // strength.factors − median.factors
  std::array<std::size_t, 5> order{};   // the largest |difference| first
};
FactorReport explain(const Ties& ties, Node self, Node other, double day);

// For each event of one pair, in order of time: its share of the memory of its own direction.
std::vector<double> memory_shares(std::span<const Event> events, double day);

}  // namespace graph
