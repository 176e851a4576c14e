// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/introductions.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>

namespace graph {
namespace {

constexpr double kLeast = 1e-6;  // a broker whose contacts have all faded

double score_of(const ContactWeights& w, double ways, Node a, Node b) {
  return std::log(.001 + ways) + .15 * (w.alive[a] + w.alive[b]);
}

}  // namespace

ContactWeights contact_weights(const Ties& ties, double day) {
  ContactWeights w;
  w.day = day;
  w.pair.reserve(ties.pairs());
  w.node.resize(ties.nodes());
  w.alive.resize(ties.nodes());
  for (PairIndex i = 0; i < ties.pairs(); ++i) {
    const Pair& p = ties.pair(i);
    const double x = std::sqrt(p.memory_at(0, day) + p.memory_at(1, day));
    w.pair.push_back(x);
    w.node[p.lo] += x;
    w.node[p.hi] += x;
  }
  for (Node n = 0; n < ties.nodes(); ++n) {
    const Person& p = ties.person(n);
    w.alive[n] = std::log(.01 + p.out.value(day)) + std::log(.01 + p.in.value(day));
  }
  return w;
}

std::vector<Introduction> introductions(const Ties& ties, const ContactWeights& w, Node who,
                                        std::size_t want) {
  struct Ways {
    double sum = 0, best = -1;
    Node broker = 0;
    std::size_t brokers = 0;
  };
  std::unordered_map<Node, Ways> found;
  for (const Neighbour& k : ties.neighbours(who)) {
    const double reach = w.pair[k.pair] / std::max(kLeast, w.node[k.other]);
    for (const Neighbour& b : ties.neighbours(k.other)) {
      if (b.other == who || ties.find(who, b.other) != kNoPair) continue;
      Ways& ways = found[b.other];
      const double way = reach * w.pair[b.pair];
      ways.sum += way;
      ++ways.brokers;
      if (way > ways.best || (way == ways.best && k.other < ways.broker)) {
        ways.best = way;
        ways.broker = k.other;
      }
    }
  }
  std::vector<Introduction> all;
  for (const auto& [b, ways] : found) {
    all.push_back({b, score_of(w, ways.sum, who, b), ways.broker, ways.best, ways.brokers});
  }
  std::sort(all.begin(), all.end(), [](const Introduction& a, const Introduction& b) {
    return std::tuple(-a.score, a.who) < std::tuple(-b.score, b.who);
  });
  if (all.size() > want) all.resize(want);
  return all;
}

double introduction_score(const Ties& ties, const ContactWeights& w, Node a, Node b) {
  if (ties.neighbours(b).size() < ties.neighbours(a).size()) std::swap(a, b);
  double ways = 0;
  for (const Neighbour& k : ties.neighbours(a)) {
    const PairIndex i = ties.find(k.other, b);
    if (i != kNoPair) ways += w.pair[k.pair] * w.pair[i] / std::max(kLeast, w.node[k.other]);
  }
  return score_of(w, ways, a, b);
}

}  // namespace graph
