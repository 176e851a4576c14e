// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/paths.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>

namespace graph {
namespace {

constexpr std::size_t kKeep = 2;  // beyond `want`: halves that may collide with the other half

struct Half {
  double warmth = 0;
  Node via = 0;  // the person between the end and the middle; unused for one tie
  double first = 0, second = 0;
};

// From one end: the tie to each neighbour, and the best ways by one person to everybody at two
// ties.
struct Halves {
  std::unordered_map<Node, double> one;
  std::unordered_map<Node, std::vector<Half>> two;
};

class Search {
 public:
  Search(const Ties& ties, double day, const PathOptions& options, std::span<const Node> goals)
      : ties_(ties), day_(day), options_(options), goals_(goals) {}

  Paths run(Node from, Node to) {
    from_ = from;
    to_ = to;
    Paths paths;
    if (from == to) return paths;
    const Halves a = halves(from, to), b = halves(to, from);
    if (const auto direct = a.one.find(to); direct != a.one.end())
      add({from, to}, {direct->second});
    for (const auto& [m, p] : a.one) {
      if (!may_pass(m)) continue;
      if (const auto q = b.one.find(m); q != b.one.end()) add({from, m, to}, {p, q->second});
    }
    // Three ties: one on this side, two on the other. Four: two on each.
    for (const auto& [m, p] : a.one) {
      const auto rest = b.two.find(m);
      if (!may_pass(m) || rest == b.two.end()) continue;
      for (const Half& h : rest->second) {
        if (h.via != from) add({from, m, h.via, to}, {p, h.second, h.first});
      }
    }
    for (const auto& [m, ways] : a.two) {
      const auto rest = b.two.find(m);
      if (!may_pass(m) || rest == b.two.end()) continue;
      for (const Half& g : ways) {
        for (const Half& h : rest->second) {
          if (g.via != h.via)
            add({from, g.via, m, h.via, to}, {g.first, g.second, h.second, h.first});
        }
      }
    }
    paths.list = std::move(best_);
    std::sort(paths.list.begin(), paths.list.end(), warmer);
    paths.partial = spent_ > options_.budget;
    best_.clear();
    return paths;
  }

 private:
  bool may_pass(Node n) const {
    return n != from_ && n != to_ && !std::binary_search(goals_.begin(), goals_.end(), n);
  }

  double tie(Node u, const Neighbour& n) {
    const auto [at, fresh] = strengths_.try_emplace(n.pair, 0.0);
    if (fresh && mutual(ties_, n.pair) && (!options_.visible || options_.visible(n.pair))) {
      at->second = strength(ties_, u, n.other, day_).probability;
    }
    return at->second;
  }

  Halves halves(Node end, Node other_end) {
    Halves h;
    for (const Neighbour& n : ties_.neighbours(end)) {
      if (++spent_ > options_.budget) return h;
      if (const double p = tie(end, n); p > 0) h.one.emplace(n.other, p);
    }
    for (const Neighbour& n : ties_.neighbours(end)) {
      const auto first = h.one.find(n.other);
      if (first == h.one.end() || n.other == other_end || !may_pass(n.other)) continue;
      for (const Neighbour& m : ties_.neighbours(n.other)) {
        if (++spent_ > options_.budget) return h;
        if (m.other == end || m.other == other_end) continue;
        if (const double p = tie(n.other, m); p > 0)
          keep(h.two[m.other], {first->second * p, n.other, first->second, p});
      }
    }
    return h;
  }

  void keep(std::vector<Half>& ways, const Half& half) const {
    const auto better = [](const Half& a, const Half& b) {
      return std::tuple(-a.warmth, a.via) < std::tuple(-b.warmth, b.via);
    };
    ways.insert(std::upper_bound(ways.begin(), ways.end(), half, better), half);
    if (ways.size() > options_.want + kKeep) ways.pop_back();
  }

  void add(std::vector<Node> nodes, std::vector<double> strengths) {
    Path path{std::move(nodes), std::move(strengths), 1, 0};
    for (std::size_t i = 0; i < path.strengths.size(); ++i) {
      path.warmth *= path.strengths[i];
      if (path.strengths[i] < path.strengths[path.weakest]) path.weakest = i;
    }
    if (best_.size() == options_.want && !warmer(path, best_.front())) return;
    best_.push_back(std::move(path));
    std::push_heap(best_.begin(), best_.end(), warmer);
    if (best_.size() > options_.want) {
      std::pop_heap(best_.begin(), best_.end(), warmer);
      best_.pop_back();
    }
  }

  const Ties& ties_;
  double day_;
  const PathOptions& options_;
  std::span<const Node> goals_;
  Node from_ = 0, to_ = 0;
  std::size_t spent_ = 0;
  std::unordered_map<PairIndex, double> strengths_;
  std::vector<Path> best_;  // a heap with the coldest on top
};

}  // namespace

bool warmer(const Path& a, const Path& b) {
  const bool a_direct = a.strengths.size() == 1, b_direct = b.strengths.size() == 1;
  if (a_direct != b_direct) return a_direct;
  if (a.warmth != b.warmth) return a.warmth > b.warmth;
  if (a.nodes.size() != b.nodes.size()) return a.nodes.size() < b.nodes.size();
  return a.nodes < b.nodes;
}

Paths find_paths(const Ties& ties, Node from, Node to, double day, const PathOptions& options) {
  return Search(ties, day, options, {}).run(from, to);
}

Paths find_paths_to_any(const Ties& ties, Node from, std::span<const Node> goals, double day,
                        const PathOptions& options) {
  Paths all;
  Search search(ties, day, options, goals);
  for (const Node goal : goals) {
    Paths some = search.run(from, goal);
    all.partial = some.partial;
    all.list.insert(all.list.end(), some.list.begin(), some.list.end());
  }
  std::sort(all.list.begin(), all.list.end(), warmer);
  if (all.list.size() > options.want) all.list.resize(options.want);
  return all;
}

}  // namespace graph
