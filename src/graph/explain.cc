// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/explain.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace graph {

FactorReport explain(const Ties& ties, Node self, Node other, double day) {
  FactorReport report;
  report.strength = strength(ties, self, other, day);
  std::vector<Strength> all;
  for (const Neighbour& n : ties.neighbours(self)) {
    if (mutual(ties, n.pair)) all.push_back(strength(ties, self, n.other, day));
  }
  report.median = report.strength;
  if (!all.empty()) {
    const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
    std::nth_element(all.begin(), middle, all.end(), [](const Strength& a, const Strength& b) {
      return a.z != b.z ? a.z < b.z : a.factors < b.factors;
    });
    report.median = *middle;
  }
  for (std::size_t i = 0; i < 5; ++i) {
    report.differences[i] = report.strength.factors[i] - report.median.factors[i];
  }
  std::iota(report.order.begin(), report.order.end(), std::size_t{0});
  std::stable_sort(report.order.begin(), report.order.end(), [&](std::size_t a, std::size_t b) {
    return std::abs(report.differences[a]) > std::abs(report.differences[b]);
  });
  return report;
}

std::vector<double> memory_shares(std::span<const Event> events, double day) {
  // Each event alone in a fresh memory, with what it put in behind the one before it.
  std::vector<double> shares;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const Event& e = events[i];
    std::uint32_t last_s = 0;
    for (std::size_t j = i; last_s == 0 && j-- > 0;) {
      if (events[j].from == e.from) last_s = events[j].at_s;
    }
    const auto x = static_cast<double>(entering(e, last_s));
    shares.push_back(Memory{.c = {x, x, x}, .at_s = e.at_s}.value(day));
  }
  return shares;
}

}  // namespace graph
