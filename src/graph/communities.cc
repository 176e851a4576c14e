// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/communities.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace graph {
namespace {

using Group = std::uint32_t;

constexpr double kLeastGain = 1e-12;  // of all weight: a smaller one is a rounding
constexpr int kMostRounds = 50;

// The ties as rows; `inside`: the weight that lies within a node, which was several, both ways.
struct Rows {
  std::vector<std::size_t> starts;
  std::vector<std::pair<std::uint32_t, double>> ends;
  std::vector<double> degree, inside;
  double all = 0;  // of all degrees

  std::size_t size() const { return degree.size(); }
};

Rows rows_of(std::size_t people, std::span<const WeightedTie> ties, std::vector<double> inside) {
  Rows rows;
  rows.inside = std::move(inside);
  rows.degree = rows.inside;
  rows.starts.assign(people + 1, 0);
  for (const WeightedTie& t : ties) {
    if (t.a == t.b) continue;
    ++rows.starts[t.a + 1];
    ++rows.starts[t.b + 1];
    rows.degree[t.a] += t.weight;
    rows.degree[t.b] += t.weight;
  }
  std::partial_sum(rows.starts.begin(), rows.starts.end(), rows.starts.begin());
  rows.ends.resize(rows.starts.back());
  std::vector<std::size_t> at(rows.starts.begin(), rows.starts.end() - 1);
  for (const WeightedTie& t : ties) {
    if (t.a == t.b) continue;
    rows.ends[at[t.a]++] = {t.b, t.weight};
    rows.ends[at[t.b]++] = {t.a, t.weight};
  }
  rows.all = std::accumulate(rows.degree.begin(), rows.degree.end(), 0.0);
  return rows;
}

// Local moving; true where anybody moved.
bool move_all(const Rows& rows, std::vector<Group>& group) {
  const auto n = static_cast<std::uint32_t>(rows.size());
  std::vector<double> total = rows.degree;  // of each group: everybody begins alone
  std::vector<double> to(n, 0);             // weight from the node that moves to each group
  std::vector<Group> near;
  std::vector<bool> waits(n, true);
  bool moved = false;
  for (int round = 0; round < kMostRounds; ++round) {
    bool any = false;
    for (std::uint32_t u = 0; u < n; ++u) {
      if (!waits[u]) continue;
      waits[u] = false;
      near.clear();
      for (std::size_t i = rows.starts[u]; i < rows.starts[u + 1]; ++i) {
        const Group g = group[rows.ends[i].first];
        if (to[g] == 0) near.push_back(g);
        to[g] += rows.ends[i].second;
      }
      const Group home = group[u];
      total[home] -= rows.degree[u];
      const double share = rows.degree[u] / rows.all;
      Group best = home;
      double most = to[home] - share * total[home] + kLeastGain * rows.all;
      for (const Group g : near) {
        const double gain = to[g] - share * total[g];
        if (gain > most || (gain == most && best != home && g < best)) {
          most = gain;
          best = g;
        }
      }
      for (const Group g : near) to[g] = 0;
      total[best] += rows.degree[u];
      if (best == home) continue;
      group[u] = best;
      any = moved = true;
      for (std::size_t i = rows.starts[u]; i < rows.starts[u + 1]; ++i) {
        if (group[rows.ends[i].first] != best) waits[rows.ends[i].first] = true;
      }
    }
    if (!any) break;
  }
  return moved;
}

// Numbers from 0 without a gap, in order of first appearance; how many.
std::size_t renumber(std::vector<Group>& group, std::size_t bound) {
  std::vector<Group> fresh(bound, ~Group{0});
  Group next = 0;
  for (Group& g : group) {
    if (fresh[g] == ~Group{0}) fresh[g] = next++;
    g = fresh[g];
  }
  return next;
}

// Each group becomes a node.
Rows merge(const Rows& rows, const std::vector<Group>& group, std::size_t groups) {
  std::vector<double> inside(groups, 0);
  std::vector<std::tuple<Group, Group, double>> between;
  for (std::uint32_t u = 0; u < rows.size(); ++u) {
    inside[group[u]] += rows.inside[u];
    for (std::size_t i = rows.starts[u]; i < rows.starts[u + 1]; ++i) {
      const auto [v, weight] = rows.ends[i];
      if (group[u] == group[v]) {
        inside[group[u]] += weight;  // seen from both ends
      } else if (group[u] < group[v]) {
        between.emplace_back(group[u], group[v], weight);
      }
    }
  }
  std::stable_sort(between.begin(), between.end(), [](const auto& x, const auto& y) {
    return std::tie(std::get<0>(x), std::get<1>(x)) < std::tie(std::get<0>(y), std::get<1>(y));
  });
  std::vector<WeightedTie> ties;
  for (const auto& [a, b, weight] : between) {
    if (!ties.empty() && ties.back().a == a && ties.back().b == b) {
      ties.back().weight += weight;
    } else {
      ties.push_back({a, b, weight});
    }
  }
  return rows_of(groups, ties, std::move(inside));
}

// What of one group hangs together is one; numbered by size.
std::vector<Group> connected_parts(const Rows& rows, const std::vector<Group>& group) {
  constexpr Group kNone = ~Group{0};
  std::vector<Group> part(rows.size(), kNone);
  std::vector<std::size_t> sizes;
  std::vector<std::uint32_t> open;
  for (std::uint32_t first = 0; first < rows.size(); ++first) {
    if (part[first] != kNone) continue;
    const auto number = static_cast<Group>(sizes.size());
    sizes.push_back(0);
    part[first] = number;
    open.push_back(first);
    while (!open.empty()) {
      const std::uint32_t u = open.back();
      open.pop_back();
      ++sizes[number];
      for (std::size_t i = rows.starts[u]; i < rows.starts[u + 1]; ++i) {
        const std::uint32_t v = rows.ends[i].first;
        if (part[v] != kNone || group[v] != group[u]) continue;
        part[v] = number;
        open.push_back(v);
      }
    }
  }
  std::vector<Group> order(sizes.size()), rank(sizes.size());
  std::iota(order.begin(), order.end(), Group{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](Group x, Group y) { return sizes[x] > sizes[y]; });
  for (Group i = 0; i < order.size(); ++i) rank[order[i]] = i;
  for (Group& p : part) p = rank[p];
  return part;
}

}  // namespace

std::vector<std::uint32_t> communities(std::size_t people, std::span<const WeightedTie> ties) {
  const Rows all = rows_of(people, ties, std::vector<double>(people, 0));
  std::vector<Group> group(people);
  std::iota(group.begin(), group.end(), Group{0});
  if (all.all > 0) {
    Rows level = all;
    for (;;) {
      std::vector<Group> moved(level.size());
      std::iota(moved.begin(), moved.end(), Group{0});
      if (!move_all(level, moved)) break;
      const std::size_t groups = renumber(moved, moved.size());
      for (Group& g : group) g = moved[g];
      if (groups == level.size()) break;
      level = merge(level, moved, groups);
    }
  }
  return connected_parts(all, group);
}

double modularity(std::size_t people, std::span<const WeightedTie> ties,
                  std::span<const std::uint32_t> group) {
  std::vector<double> total(people, 0);
  double inside = 0, all = 0;
  for (const WeightedTie& t : ties) {
    if (t.a == t.b) continue;
    total[group[t.a]] += t.weight;
    total[group[t.b]] += t.weight;
    all += 2 * t.weight;
    if (group[t.a] == group[t.b]) inside += 2 * t.weight;
  }
  if (all == 0) return 0;
  double by_chance = 0;
  for (const double t : total) by_chance += t / all * (t / all);
  return inside / all - by_chance;
}

}  // namespace graph
