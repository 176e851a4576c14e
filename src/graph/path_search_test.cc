// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/path_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <random>
#include <set>
#include <thread>

#include "graph/long_silences.h"
#include "graph/two_steps.h"

namespace graph {
namespace {

enum class Shape { kRandom, kStar, kClique, kChain, kHubs, kEqual, kRing, kSparse };
constexpr std::array kShapes = {Shape::kRandom, Shape::kStar,  Shape::kClique, Shape::kChain,
                                Shape::kHubs,   Shape::kEqual, Shape::kRing,   Shape::kSparse};

std::unique_ptr<Adjacency> made(Shape shape, Node people, std::uint64_t seed) {
  std::mt19937_64 dice(seed);
  auto all = std::make_unique<Adjacency>(people, 200'000);
  const auto below = [&](Node n) { return static_cast<Node>(dice() % n); };
  const auto tie = [&](Node a, Node b) {
    if (a == b) return;
    const auto cost = static_cast<std::uint16_t>(shape == Shape::kEqual ? 700 : 1 + below(3000));
    EXPECT_TRUE(all->set({a, b, cost, static_cast<std::uint16_t>(20'000 + below(90))}));
  };
  const Node ties = shape == Shape::kSparse ? people / 2 : people * 4;
  for (Node i = 0; i < ties; ++i) {
    const Node a = below(people), b = below(people);
    if (shape == Shape::kStar) tie(0, b);
    if (shape == Shape::kClique) tie(i % people, (i + i / people + 1) % people);
    if (shape == Shape::kChain) tie(a, std::min(a + 1, people - 1));
    if (shape == Shape::kRing) tie(a, (a + 1 + below(2)) % people);
    if (shape == Shape::kHubs) tie(below(3), b);
    if (shape == Shape::kRandom || shape == Shape::kEqual || shape == Shape::kSparse) tie(a, b);
  }
  return all;
}

// Every simple path of up to four ties, by trying all: the oracle.
struct Slow {
  const Adjacency& all;
  const PathQuestion& question;
  std::vector<PricedPath> found;

  bool is_goal(Node n) const {
    return std::find(question.to.begin(), question.to.end(), n) != question.to.end();
  }
  void walk(PricedPath path) {
    const Node here = path.nodes[path.ties];
    if (path.ties > 0 && is_goal(here)) {
      found.push_back(path);
      return;
    }
    if (path.ties == 4) return;
    const Adjacency::Row row = all.row(here);
    for (std::size_t i = 0; !row.ends(i); ++i) {
      const auto end = path.nodes.begin() + path.ties + 1;
      if (std::find(path.nodes.begin(), end, row.other(i)) != end) continue;
      if (question.visible != nullptr && !question.visible->tie(here, row.other(i))) continue;
      PricedPath next = path;
      next.nodes[++next.ties] = row.other(i);
      next.cost += cost_of(row[i]);
      walk(next);
    }
  }
  std::vector<PricedPath> best() {
    walk({0, 0, {question.from}});
    std::sort(found.begin(), found.end(), cheaper);
    if (found.size() > question.want) found.resize(question.want);
    return found;
  }
};

void expect_equal(const std::vector<PricedPath>& fast, const std::vector<PricedPath>& slow) {
  ASSERT_EQ(fast.size(), slow.size());
  for (std::size_t i = 0; i < fast.size(); ++i) {
    ASSERT_EQ(fast[i].cost, slow[i].cost) << "rank " << i;
    ASSERT_EQ(fast[i].ties, slow[i].ties) << "rank " << i;
    ASSERT_EQ(fast[i].nodes, slow[i].nodes) << "rank " << i;
  }
}

TEST(PathSearch, FindsWhatASearchThatTriesAllFinds) {
  for (const Shape shape : kShapes) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      const Node people = seed % 3 == 0 ? 60 : 14;
      const auto all = made(shape, people, seed);
      PathSearch search(*all);
      for (Node to = 1; to < std::min<Node>(people, 24); ++to) {
        const PathQuestion question{.from = 0, .to = {&to, 1}, .want = 1 + to % 6};
        SCOPED_TRACE(testing::Message()
                     << "shape " << int(shape) << " seed " << seed << " to " << to);
        expect_equal(search.find(question).list, Slow{*all, question, {}}.best());
      }
    }
  }
}

TEST(PathSearch, LeadsToAnybodyOfAGroupAndPassesNoneOfThem) {
  for (const Shape shape : kShapes) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      const Node people = 40;
      const auto all = made(shape, people, seed);
      PathSearch search(*all);
      for (const std::size_t size : {2, 7, 25}) {
        std::vector<Node> group;
        for (std::size_t i = 0; i < size; ++i) group.push_back(static_cast<Node>(40 - 1 - i));
        std::sort(group.begin(), group.end());
        const PathQuestion question{.from = static_cast<Node>(seed), .to = group};
        SCOPED_TRACE(testing::Message() << "shape " << int(shape) << " seed " << seed);
        expect_equal(search.find(question).list, Slow{*all, question, {}}.best());
      }
    }
  }
}

TEST(PathSearch, SeesOnlyTiesThatItsAskerMaySee) {
  for (const Shape shape : kShapes) {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
      const Node people = 30;
      const auto all = made(shape, people, seed);
      PathSearch search(*all);
      Visibility visible(people);
      for (Node n = 0; n < people; ++n) {
        if ((n * seed) % 3 == 0) visible.show(n);
      }
      for (Node to = 1; to < people; ++to) {
        const PathQuestion question{.from = 0, .to = {&to, 1}, .visible = &visible};
        expect_equal(search.find(question).list, Slow{*all, question, {}}.best());
      }
    }
  }
}

TEST(PathSearch, EndsAtItsBudgetAndSaysSo) {
  const auto all = made(Shape::kRandom, 2000, 5);
  PathSearch search(*all);
  const Node to = 7;
  PathQuestion question{.from = 3, .to = {&to, 1}, .budget = 40};
  const PricedPaths some = search.find(question);
  EXPECT_TRUE(some.partial);
  EXPECT_LT(some.looked, 40U + 100);
  question.budget = 1'000'000;
  EXPECT_FALSE(search.find(question).partial);
}

TEST(PathSearch, FindsNothingWhereNothingLeads) {
  Adjacency all(5, 100);
  PathSearch search(all);
  const Node to = 4;
  EXPECT_TRUE(search.find({.from = 0, .to = {&to, 1}}).list.empty());
  ASSERT_TRUE(all.set({0, 1, 5, 0}));
  EXPECT_TRUE(search.find({.from = 0, .to = {&to, 1}}).list.empty());
  EXPECT_TRUE(search.find({.from = 0, .to = {}}).list.empty());
}

// People who were never in contact have numbers beyond the rows'.
TEST(PathSearch, KnowsNoWayToOrFromSomebodyBeyondItsRows) {
  const auto all = made(Shape::kRandom, 12, 2);
  PathSearch search(*all);
  const Node stranger = 12 + (1U << 30), known = 5;
  EXPECT_TRUE(search.find({.from = 0, .to = {&stranger, 1}}).list.empty());
  EXPECT_TRUE(search.find({.from = stranger, .to = {&known, 1}}).list.empty());
  const std::array<Node, 2> group = {known, stranger};
  const PathQuestion alone{.from = 0, .to = {&known, 1}};
  expect_equal(search.find({.from = 0, .to = group}).list, search.find(alone).list);
}

// A writer changes ties that no answer rests on, in rows that every search reads: the answers stay.
TEST(PathSearch, AnswersTheSameWhileAWriterWorks) {
  const Node people = 300;
  const auto all = made(Shape::kRandom, people, 9);
  PathSearch before(*all);
  std::vector<std::vector<PricedPath>> answers;
  for (Node to = 1; to <= 40; ++to)
    answers.push_back(before.find({.from = 0, .to = {&to, 1}}).list);
  std::atomic<bool> stop{false};
  std::thread writer([&] {
    std::mt19937_64 dice(1);
    while (!stop) {
      const auto a = static_cast<Node>(dice() % people), b = static_cast<Node>(dice() % people);
      const Adjacency::Row row = all->row(a);
      bool tied = a == b;
      for (std::size_t i = 0; !row.ends(i); ++i) tied = tied || row.other(i) == b;
      if (tied) continue;
      ASSERT_TRUE(all->set({a, b, kMaxCost, static_cast<std::uint16_t>(dice() % 9)}));
      all->erase(a, b);
    }
  });
  for (int round = 0; round < 20; ++round) {
    PathSearch search(*all);
    for (Node to = 1; to <= 40; ++to)
      expect_equal(search.find({.from = 0, .to = {&to, 1}}).list, answers[to - 1]);
  }
  stop = true;
  writer.join();
}

TEST(TwoSteps, SumsWhatAPlainTableSums) {
  for (const Shape shape : kShapes) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      const Node people = 50;
      const auto all = made(shape, people, seed);
      TwoSteps<std::uint64_t> two_steps(*all);
      const auto first = [](Node x, std::uint64_t word) -> std::uint64_t {
        return x % 7 == 3 ? 0 : 1 + cost_of(word);
      };
      const auto second = [](std::uint64_t word) { return std::uint64_t{day_of(word)}; };
      for (Node p = 0; p < people; ++p) {
        std::vector<std::uint64_t> sums(people);
        const Adjacency::Row row = all->row(p);
        for (std::size_t i = 0; !row.ends(i); ++i) {
          const Adjacency::Row next = all->row(row.other(i));
          for (std::size_t k = 0; !next.ends(k); ++k)
            sums[next.other(k)] += first(row.other(i), row[i]) * second(next[k]);
        }
        sums[p] = 0;
        for (std::size_t i = 0; !row.ends(i); ++i) sums[row.other(i)] = 0;
        std::vector<std::pair<std::uint64_t, Node>> slow;
        for (Node c = 0; c < people; ++c) {
          if (sums[c] > 0) slow.emplace_back(~sums[c], c);
        }
        std::sort(slow.begin(), slow.end());
        const auto fast =
            two_steps.best(p, 10, first, second, [](Node, std::uint64_t sum) { return sum; });
        ASSERT_EQ(fast.size(), std::min<std::size_t>(10, slow.size()));
        for (std::size_t i = 0; i < fast.size(); ++i) {
          EXPECT_EQ(fast[i].score, ~slow[i].first);
          EXPECT_EQ(fast[i].who, slow[i].second);
        }
      }
    }
  }
}

TEST(LongSilences, AreThoseOfASortOfAllTies) {
  constexpr std::uint32_t kToday = 20'050;
  const auto weight = [](std::uint32_t cost) { return std::uint64_t{70'000 - cost * 20}; };
  for (const Shape shape : kShapes) {
    const auto all = made(shape, 200, 4);
    for (Node p = 0; p < 200; ++p) {
      std::vector<std::uint64_t> slow;
      const Adjacency::Row row = all->row(p);
      for (std::size_t i = 0; !row.ends(i); ++i) {
        const std::uint64_t days = day_of(row[i]) < kToday ? kToday - day_of(row[i]) : 0;
        slow.push_back(silence_key(weight(cost_of(row[i])) * days, row.other(i)));
      }
      std::sort(slow.rbegin(), slow.rend());
      std::array<std::uint64_t, 20> best{};
      const std::size_t n = long_silences(*all, p, kToday, weight, best);
      ASSERT_EQ(n, std::min<std::size_t>(20, slow.size()));
      for (std::size_t i = 0; i < n; ++i) ASSERT_EQ(best[i], slow[i]);
    }
  }
}

}  // namespace
}  // namespace graph
