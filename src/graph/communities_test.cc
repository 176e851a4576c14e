// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/communities.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <set>

namespace graph {
namespace {

// `groups` of `size` people each, dense inside and with a few ties between.
std::vector<WeightedTie> planted(std::uint32_t groups, std::uint32_t size, double inside,
                                 std::uint32_t between, std::uint64_t seed) {
  std::mt19937_64 dice(seed);
  std::vector<WeightedTie> ties;
  for (std::uint32_t g = 0; g < groups; ++g) {
    for (std::uint32_t a = 0; a < size; ++a) {
      for (std::uint32_t b = a + 1; b < size; ++b) {
        if (static_cast<double>(dice() % 1000) < 1000 * inside)
          ties.push_back({g * size + a, g * size + b, .1 + static_cast<double>(dice() % 90) / 100});
      }
    }
  }
  for (std::uint32_t i = 0; i < between; ++i) {
    ties.push_back({static_cast<std::uint32_t>(dice() % (groups * size)),
                    static_cast<std::uint32_t>(dice() % (groups * size)), .2});
  }
  return ties;
}

bool hangs_together(std::uint32_t group, const std::vector<std::uint32_t>& of,
                    const std::vector<WeightedTie>& ties) {
  std::set<std::uint32_t> members, reached;
  for (std::uint32_t u = 0; u < of.size(); ++u) {
    if (of[u] == group) members.insert(u);
  }
  reached.insert(*members.begin());
  for (bool more = true; more;) {
    more = false;
    for (const WeightedTie& t : ties) {
      if (of[t.a] != group || of[t.b] != group || reached.contains(t.a) == reached.contains(t.b))
        continue;
      reached.insert(t.a);
      reached.insert(t.b);
      more = true;
    }
  }
  return reached == members;
}

TEST(Communities, ThatWerePlantedAreFound) {
  const auto ties = planted(8, 25, .5, 60, 3);
  const auto group = communities(200, ties);
  for (std::uint32_t g = 0; g < 8; ++g) {
    for (std::uint32_t i = 0; i < 25; ++i) EXPECT_EQ(group[g * 25 + i], group[g * 25]) << g;
  }
  EXPECT_EQ(std::set<std::uint32_t>(group.begin(), group.end()).size(), 8U);
}

TEST(Communities, AreTheSameEachTimeAndNumberedBySize) {
  const auto ties = planted(5, 30, .2, 120, 4);
  const auto group = communities(160, ties);  // ten of them have no tie at all
  EXPECT_EQ(group, communities(160, ties));
  std::vector<std::size_t> sizes(*std::max_element(group.begin(), group.end()) + 1);
  for (const std::uint32_t g : group) ++sizes[g];
  EXPECT_TRUE(std::is_sorted(sizes.rbegin(), sizes.rend()));
  EXPECT_GT(sizes.back(), 0U);
  for (std::uint32_t u = 150; u < 160; ++u) EXPECT_EQ(sizes[group[u]], 1U);
}

TEST(Communities, HangTogetherAndAreNoWorseThanWhatWasPlanted) {
  for (std::uint64_t seed = 1; seed < 12; ++seed) {
    const auto ties = planted(6, 20, .25, 150, seed);
    const auto group = communities(120, ties);
    std::vector<std::uint32_t> planted_groups(120);
    for (std::uint32_t u = 0; u < 120; ++u) planted_groups[u] = u / 20;
    EXPECT_GE(modularity(120, ties, group), modularity(120, ties, planted_groups) - .02) << seed;
    const std::uint32_t count = *std::max_element(group.begin(), group.end()) + 1;
    for (std::uint32_t g = 0; g < count; ++g) EXPECT_TRUE(hangs_together(g, group, ties)) << seed;
  }
}

TEST(Communities, OfNobodyAndOfTiesToOneselfAreNone) {
  EXPECT_TRUE(communities(0, {}).empty());
  const std::vector<WeightedTie> to_oneself = {{1, 1, 5}};
  EXPECT_EQ(communities(3, to_oneself), (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(modularity(3, to_oneself, std::vector<std::uint32_t>{0, 1, 2}), 0);
}

TEST(Communities, OfTenThousandTakeNoSecond) {
  const auto ties = planted(200, 50, .2, 20'000, 9);
  const auto start = std::chrono::steady_clock::now();
  const auto group = communities(10'000, ties);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));  // a busy machine
  EXPECT_GT(modularity(10'000, ties, group), .5);
}

}  // namespace
}  // namespace graph
