// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/layout.h"

#include <gtest/gtest.h>

#include <cmath>
#include <ctime>
#include <random>

namespace graph {
namespace {

double between(const Place& a, const Place& b) { return std::hypot(a.x - b.x, a.y - b.y); }

struct Made {
  std::vector<WeightedTie> ties;
  std::vector<std::uint32_t> group;
};
Made made(std::uint32_t groups, std::uint32_t size, std::uint32_t ties_each, std::uint64_t seed) {
  std::mt19937_64 dice(seed);
  Made m;
  for (std::uint32_t u = 0; u < groups * size; ++u) {
    const std::uint32_t first = u / size * size;
    for (std::uint32_t i = 0; i < ties_each; ++i)
      m.ties.push_back({u, first + static_cast<std::uint32_t>(dice() % size), .5});
    if (dice() % 5 == 0)
      m.ties.push_back({u, static_cast<std::uint32_t>(dice() % (groups * size)), .1});
  }
  m.group = communities(groups * size, m.ties);
  return m;
}

TEST(Layout, PutsThoseWhoAreTiedTogether) {
  const Made m = made(6, 40, 4, 5);
  const std::vector<Place> places = layout(m.ties, m.group);
  double tied = 0, any = 0;
  for (const WeightedTie& t : m.ties) tied += between(places[t.a], places[t.b]);
  std::mt19937_64 dice(8);
  for (std::size_t i = 0; i < m.ties.size(); ++i)
    any += between(places[dice() % places.size()], places[dice() % places.size()]);
  EXPECT_LT(tied, .6 * any);
}

TEST(Layout, KeepsAllInTheCircleAndNobodyOnAnother) {
  const Made m = made(5, 30, 3, 6);
  const std::vector<Place> places = layout(m.ties, m.group);
  for (std::size_t i = 0; i < places.size(); ++i) {
    EXPECT_LE(std::hypot(places[i].x, places[i].y), 1 + 1e-9);
    for (std::size_t j = 0; j < i; ++j) EXPECT_GT(between(places[i], places[j]), 1e-6);
  }
}

TEST(Layout, IsTheSameEachTime) {
  const Made m = made(4, 25, 3, 7);
  const std::vector<Place> one = layout(m.ties, m.group), two = layout(m.ties, m.group);
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].x, two[i].x);
    EXPECT_EQ(one[i].y, two[i].y);
  }
  EXPECT_TRUE(layout({}, {}).empty());
}

TEST(Layout, OfTenThousandPeopleTakesAFewSeconds) {
  const Made m = made(100, 100, 8, 9);
  const std::clock_t start = std::clock();  // the processor's time: others may be at work, too
  const std::vector<Place> places = layout(m.ties, m.group);
  EXPECT_LT(std::clock() - start, 5 * CLOCKS_PER_SEC);
  EXPECT_EQ(places.size(), 10'000U);
}

// A star's rays all pull at one: the grid's crowded squares must not make it slow or endless.
TEST(Layout, OfAStarEnds) {
  std::vector<WeightedTie> ties;
  for (std::uint32_t u = 1; u < 3000; ++u) ties.push_back({0, u, 1});
  const std::vector<Place> places = layout(ties, communities(3000, ties));
  for (const Place& p : places) EXPECT_TRUE(std::isfinite(p.x) && std::isfinite(p.y));
}

}  // namespace
}  // namespace graph
