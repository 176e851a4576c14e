// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/paths.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "graph/costs.h"
#include "graph/introductions.h"
#include "graph/made_networks.h"

namespace graph {
namespace {

constexpr double kDay = 14'000;

// Every simple path of up to four ties, by trying all: the oracle.
void walk_all(const Ties& ties, std::vector<Node>& nodes, std::vector<double>& strengths, Node to,
              std::vector<Path>& out) {
  const Node here = nodes.back();
  if (here == to) {
    Path path{nodes, strengths, 1, 0};
    for (const double s : strengths) path.warmth *= s;
    out.push_back(std::move(path));
    return;
  }
  if (strengths.size() == 4) return;
  for (const Neighbour& n : ties.neighbours(here)) {
    if (!mutual(ties, n.pair) || std::find(nodes.begin(), nodes.end(), n.other) != nodes.end())
      continue;
    nodes.push_back(n.other);
    strengths.push_back(strength(ties, here, n.other, kDay).probability);
    walk_all(ties, nodes, strengths, to, out);
    nodes.pop_back();
    strengths.pop_back();
  }
}

Paths find(const Ties& ties, Node from, std::span<const Node> goals,
           std::uint64_t budget = 1 << 20) {
  const auto priced = price(ties, kDay);
  PathSearch search(*priced);
  return find_paths(search, ties, kDay, {.from = from, .to = goals, .budget = budget});
}
Paths find(const Ties& ties, Node from, Node to, std::uint64_t budget = 1 << 20) {
  return find(ties, from, std::span<const Node>(&to, 1), budget);
}

std::vector<Path> slow_paths(const Ties& ties, Node from, Node to) {
  std::vector<Path> all;
  std::vector<Node> nodes = {from};
  std::vector<double> strengths;
  walk_all(ties, nodes, strengths, to, all);
  std::sort(all.begin(), all.end(), warmer);
  if (all.size() > 5) all.resize(5);
  return all;
}

TEST(Paths, AreThoseOfASearchThatTriesAll) {
  using enum made::Shape;
  for (const made::Shape shape : {kRandom, kStar, kClique, kChain, kHubs, kEqual}) {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
      const Node people = shape == kClique ? 8 : 14;
      const Ties ties = made::ties(made::events(shape, people, 160, seed));
      for (Node to = 1; to < people; ++to) {
        const std::vector<Path> fast = find(ties, 0, to).list;
        const std::vector<Path> slow = slow_paths(ties, 0, to);
        ASSERT_EQ(fast.size(), slow.size());
        for (std::size_t i = 0; i < fast.size(); ++i) {
          // Costs are rounded to .07 % a tie, and so may two paths change places.
          EXPECT_NEAR(fast[i].warmth / slow[i].warmth, 1, 3e-3)
              << "shape " << int(shape) << " seed " << seed;
          EXPECT_EQ(std::set<Node>(fast[i].nodes.begin(), fast[i].nodes.end()).size(),
                    fast[i].nodes.size());
        }
      }
    }
  }
}

TEST(Paths, PutADirectTieFirstAndNameTheWeakest) {
  Ties ties;
  const auto talk = [&](Node a, Node b, int times) {
    for (int i = 0; i < times; ++i) {
      const auto at = static_cast<std::uint32_t>((kDay - 30 + i) * kSecondsADay);
      ties.apply({at, a, b, 1, 1});
      ties.apply({at + 3600, b, a, 1, 1});
    }
  };
  talk(0, 1, 25);
  talk(1, 2, 25);
  talk(0, 2, 1);
  const std::vector<Path> paths = find(ties, 0, 2).list;
  ASSERT_EQ(paths.size(), 2U);
  EXPECT_EQ(paths[0].nodes, (std::vector<Node>{0, 2}));
  EXPECT_EQ(paths[1].nodes, (std::vector<Node>{0, 1, 2}));
  EXPECT_GT(paths[1].warmth, paths[0].warmth);
  const auto weakest = std::min_element(paths[1].strengths.begin(), paths[1].strengths.end());
  EXPECT_EQ(paths[1].weakest, static_cast<std::size_t>(weakest - paths[1].strengths.begin()));
}

TEST(Paths, LeadOnlyOverTiesInWhichWordsWentBothWays) {
  Ties ties;
  ties.apply({1'000'000'000, 0, 1, 1, 1});
  EXPECT_TRUE(find(ties, 0, 1).list.empty());
}

TEST(Paths, SayWhenTheBudgetEndedThem) {
  const Ties ties = made::ties(made::events(made::Shape::kClique, 40, 4000, 2));
  EXPECT_TRUE(find(ties, 0, 1, 50).partial);
  EXPECT_FALSE(find(ties, 0, 1).partial);
}

TEST(Paths, ToAnyOfSeveralPassNoneOfThem) {
  const Ties ties = made::ties(made::events(made::Shape::kRandom, 14, 200, 6));
  const std::vector<Node> goals = {5, 9};
  for (const Path& path : find(ties, 0, goals).list) {
    EXPECT_TRUE(path.nodes.back() == 5 || path.nodes.back() == 9);
    for (std::size_t i = 0; i + 1 < path.nodes.size(); ++i)
      EXPECT_TRUE(path.nodes[i] != 5 && path.nodes[i] != 9);
  }
}

TEST(Introductions, AreThoseOfTheFormulaTriedOnEverybody) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const Ties ties = made::ties(made::events(made::Shape::kHubs, 30, 260, seed));
    const ContactWeights weights = contact_weights(ties, kDay);
    for (Node who = 0; who < 30; ++who) {
      std::vector<double> slow;
      for (Node other = 0; other < 30; ++other) {
        if (other == who || ties.find(who, other) != kNoPair) continue;
        double common = 0;
        for (Node k = 0; k < 30; ++k)
          common += ties.find(who, k) != kNoPair && ties.find(k, other) != kNoPair ? 1 : 0;
        if (common > 0) slow.push_back(introduction(ties, weights, who, other).score);
      }
      std::sort(slow.rbegin(), slow.rend());
      const std::vector<Introduction> fast = Introducing(ties, weights).best(who, 100);
      ASSERT_EQ(fast.size(), slow.size());
      for (std::size_t i = 0; i < fast.size(); ++i) EXPECT_NEAR(fast[i].score, slow[i], 1e-9);
    }
  }
}

}  // namespace
}  // namespace graph
