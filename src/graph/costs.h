// Costs: the network as of a moment, ready to be searched: what each tie costs on a path.
// Shape:  the cost of a tie is −1000 log2 of its strength P; ties in which words went one way only
//         lead nowhere and are left out. The costs of a path add up as its strengths multiply.
// Unit:   thousandths of a bit: a step is .07 % of a strength.
// Cost:   all ties 0.3 µs each; reprice() 1 µs.
// Source: docs/ties.md, formula 2 and "Paths".
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>

#include "graph/adjacency.h"
#include "graph/ties.h"

namespace graph {

std::uint16_t cost_of_strength(double probability);  // at least 1

std::unique_ptr<Adjacency> price(const Ties& ties, double day);

// After something happened between the two. The others' ties are left as of the moment of price():
// that two people spoke moves their further ties by little, and a day's pricing takes it in. False:
// there is no room, or somebody is new: price anew.
bool reprice(Adjacency& priced, const Ties& ties, Node u, Node v, double day);

}  // namespace graph
