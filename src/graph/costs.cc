// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/costs.h"

#include <algorithm>
#include <cmath>

#include "graph/strength.h"

namespace graph {
namespace {

constexpr std::size_t kNewPeople = 1024;

Adjacency::Tie priced_tie(const Pair& pair, double probability) {
  return {pair.lo, pair.hi, cost_of_strength(probability), day_after(pair.latest_s())};
}

}  // namespace

std::uint16_t cost_of_strength(double probability) {
  const double cost = std::round(-1000 * std::log2(std::max(probability, 1e-300)));
  return static_cast<std::uint16_t>(std::clamp(cost, 1.0, double{kMaxCost}));
}

std::unique_ptr<Adjacency> price(const Ties& ties, double day) {
  std::vector<double> probability(ties.pairs());
  strengths(ties, day, probability);
  std::vector<Adjacency::Tie> all;
  for (PairIndex i = 0; i < ties.pairs(); ++i) {
    if (mutual(ties, i)) all.push_back(priced_tie(ties.pair(i), probability[i]));
  }
  return Adjacency::build(ties.nodes() + kNewPeople, all.size() / 4,
                          [&](const Adjacency::Visit& visit) { visit(all); });
}

bool reprice(Adjacency& priced, const Ties& ties, Node u, Node v, double day) {
  const PairIndex i = ties.find(u, v);
  if (i == kNoPair || !mutual(ties, i)) return true;
  if (std::max(u, v) >= priced.people()) return false;
  return priced.set(priced_tie(ties.pair(i), strength(ties, u, v, day).probability));
}

}  // namespace graph
