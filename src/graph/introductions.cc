// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/introductions.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace graph {
namespace {

constexpr double kLeast = 1e-6;  // a broker whose contacts have all faded

double score_of(const ContactWeights& w, double ways, Node a, Node b) {
  return std::log(.001 + ways) + .15 * (w.alive[a] + w.alive[b]);
}

double weight_of(const Pair& p, double day) {
  return std::sqrt(p.memory_at(0, day) + p.memory_at(1, day));
}

double alive_of(const Person& p, double day) {
  return std::log(.01 + p.out.value(day)) + std::log(.01 + p.in.value(day));
}

}  // namespace

ContactRows::ContactRows(const Ties& ties, const std::vector<double>& weight_by_pair)
    : starts_(ties.nodes() + 1) {
  for (Node u = 0; u < ties.nodes(); ++u) starts_[u + 1] = starts_[u] + ties.neighbours(u).size();
  contacts_.reserve(starts_.back());
  for (Node u = 0; u < ties.nodes(); ++u) {
    for (const Neighbour& n : ties.neighbours(u))
      contacts_.push_back({n.other, static_cast<float>(weight_by_pair[n.pair])});
  }
}

ContactWeights contact_weights(const Ties& ties, double day) {
  ContactWeights w;
  w.day = day;
  w.pair.reserve(ties.pairs());
  w.node.resize(ties.nodes());
  w.alive.resize(ties.nodes());
  w.pair.reserve(ties.pairs());
  for (PairIndex i = 0; i < ties.pairs(); ++i) {
    const Pair& p = ties.pair(i);
    const double x = weight_of(p, day);
    w.pair.push_back(x);
    w.node[p.lo] += x;
    w.node[p.hi] += x;
  }
  for (Node n = 0; n < ties.nodes(); ++n) w.alive[n] = alive_of(ties.person(n), day);
  w.rows = ContactRows(ties, w.pair);
  return w;
}

void reweigh(ContactWeights& w, const Ties& ties,
             std::span<const std::pair<Node, Node>> in_contact) {
  std::set<Node> touched;
  const auto weigh = [&](PairIndex i) {
    const Pair& p = ties.pair(i);
    w.pair[i] = weight_of(p, w.day);
    touched.insert({p.lo, p.hi});
  };
  for (std::size_t n = w.node.size(); n < ties.nodes(); ++n) touched.insert(static_cast<Node>(n));
  w.node.resize(ties.nodes());
  w.alive.resize(ties.nodes());
  w.rows.make_room(ties.nodes());
  const std::size_t before = w.pair.size();
  w.pair.resize(ties.pairs());
  for (std::size_t i = before; i < ties.pairs(); ++i) weigh(static_cast<PairIndex>(i));
  for (const auto& [u, v] : in_contact) {
    if (const PairIndex i = ties.find(u, v); i != kNoPair) weigh(i);
    touched.insert({u, v});
  }
  for (const Node n : touched) {
    std::vector<ContactRows::Contact> row;
    w.node[n] = 0;
    for (const Neighbour& k : ties.neighbours(n)) {
      w.node[n] += w.pair[k.pair];
      row.push_back({k.other, static_cast<float>(w.pair[k.pair])});
    }
    w.alive[n] = alive_of(ties.person(n), w.day);
    w.rows.set(n, std::move(row));
  }
}

// The sums of floats tell who is worth a closer look; the answer is computed in full precision.
std::vector<Introduction> Introducing::best(Node who, std::size_t want) {
  std::vector<Introduction> all;
  if (who >= ties_.nodes()) return all;
  constexpr std::size_t kCloserLook = 16;
  const auto first = [&](Node k, const ContactRows::Contact& contact) {
    // Not 0, so that a faded contact stays a contact.
    return std::max(contact.weight / static_cast<float>(std::max(kLeast, weights_.node[k])),
                    1e-30F);
  };
  const auto second = [](const ContactRows::Contact& contact) {
    return std::max(contact.weight, 1e-6F);
  };
  const auto score = [&](Node b, float ways) {
    return score_of(weights_, static_cast<double>(ways), who, b);
  };
  for (const auto& found : two_steps_.best(who, want + kCloserLook, first, second, score))
    all.push_back(introduction(ties_, weights_, who, found.who));
  std::sort(all.begin(), all.end(), [](const Introduction& a, const Introduction& b) {
    return std::tuple(-a.score, a.who) < std::tuple(-b.score, b.who);
  });
  if (all.size() > want) all.resize(want);
  return all;
}

Introduction introduction(const Ties& ties, const ContactWeights& w, Node a, Node b) {
  Introduction it{b, 0, 0, -1, 0};
  const bool over_a = ties.neighbours(a).size() <= ties.neighbours(b).size();
  const Node here = over_a ? a : b, there = over_a ? b : a;
  double ways = 0;
  for (const Neighbour& k : ties.neighbours(here)) {
    const PairIndex i = ties.find(k.other, there);
    if (i == kNoPair) continue;
    const double way = w.pair[k.pair] * w.pair[i] / std::max(kLeast, w.node[k.other]);
    ways += way;
    ++it.brokers;
    if (way > it.broker_share || (way == it.broker_share && k.other < it.broker)) {
      it.broker_share = way;
      it.broker = k.other;
    }
  }
  it.score = score_of(w, ways, a, b);
  return it;
}

}  // namespace graph
