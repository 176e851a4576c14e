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
  // Each event is put alone into a fresh memory, with the x it had behind the one before it: what
  // apply() does.
  std::vector<double> shares;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const Event& e = events[i];
    double burst = 1;
    for (std::size_t j = i; j-- > 0;) {
      if (events[j].from != e.from) continue;
      const double gap = (static_cast<double>(e.at_s) - events[j].at_s) / kSecondsADay;
      burst = 1 - std::exp2(-gap);
      break;
    }
    Memory alone;
    alone.at_s = e.at_s;
    alone.add(e.at_s,
              burst * std::pow(std::max(1U, e.recipients), -.25) * static_cast<double>(e.weight));
    shares.push_back(alone.value(day));
  }
  return shares;
}

}  // namespace graph
