// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/adjacency.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <random>
#include <thread>

namespace graph {
namespace {

using Words = std::vector<std::uint64_t>;

Words words_of(const Adjacency& all, Node u) {
  const Adjacency::Row row = all.row(u);
  Words words;
  for (std::size_t i = 0; !row.ends(i); ++i) words.push_back(row[i]);
  EXPECT_TRUE(all.unchanged(u, row));
  return words;
}

// What the rows should be, kept the slow way.
struct Plain {
  std::map<std::pair<Node, Node>, std::pair<std::uint16_t, std::uint16_t>> ties;

  void set(const Adjacency::Tie& t) {
    ties[{t.a, t.b}] = {t.cost, t.day};
    ties[{t.b, t.a}] = {t.cost, t.day};
  }
  void erase(Node a, Node b) {
    ties.erase({a, b});
    ties.erase({b, a});
  }
  Words row(Node u) const {
    Words words;
    for (const auto& [ends, tie] : ties) {
      if (ends.first == u) words.push_back(Edge::word(ends.second, tie.first, tie.second));
    }
    std::sort(words.begin(), words.end());
    return words;
  }
};

class Random {
 public:
  explicit Random(std::uint64_t seed) : dice_(seed) {}
  Adjacency::Tie tie(Node people) {
    Adjacency::Tie t{below(people), below(people - 1), 0, static_cast<std::uint16_t>(below(65536))};
    if (t.b >= t.a) ++t.b;
    t.cost = static_cast<std::uint16_t>(1 + below(50));
    return t;
  }
  Node below(Node n) { return static_cast<Node>(dice_() % n); }

 private:
  std::mt19937_64 dice_;
};

TEST(Adjacency, KeepsRowsAsAPlainTableWould) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    Random random(seed);
    const Node people = seed % 2 == 0 ? 6 : 60;
    Plain plain;
    for (Node i = 0; i < people; ++i) plain.set(random.tie(people));
    std::vector<Adjacency::Tie> ties;
    for (const auto& [ends, tie] : plain.ties) {
      if (ends.first < ends.second)
        ties.push_back({ends.first, ends.second, tie.first, tie.second});
    }
    const auto all = Adjacency::build(people, 20'000, [&](const Adjacency::Visit& visit) {
      visit(std::span(ties).first(ties.size() / 2));
      visit(std::span(ties).subspan(ties.size() / 2));
    });
    for (int i = 0; i < 3000; ++i) {
      const Adjacency::Tie tie = random.tie(people);
      if (random.below(4) == 0) {
        all->erase(tie.a, tie.b);
        plain.erase(tie.a, tie.b);
      } else {
        ASSERT_TRUE(all->set(tie));
        plain.set(tie);
      }
      if (i % 50 != 0) continue;
      for (Node u = 0; u < people; ++u) ASSERT_EQ(words_of(*all, u), plain.row(u));
    }
    for (Node u = 0; u < people; ++u) {
      const Words row = plain.row(u);
      EXPECT_EQ(all->row(u).least(), row.empty() ? 0xFFFFU : cost_of(row[0]));
    }
  }
}

TEST(Adjacency, SaysWhenThereIsNoRoomAndStaysWhole) {
  Adjacency all(40'000, 0);
  Node made = 0;
  while (made + 1 < all.people() && all.set({0, made + 1, 5, 5})) ++made;
  Node other = 1;
  while (other + 1 < all.people() && all.set({other, other + 1, 5, 5})) ++other;
  ASSERT_LT(made + other, 2 * all.people() - 2) << "it never filled";
  EXPECT_EQ(words_of(all, 0).size(), made);
  EXPECT_EQ(words_of(all, 1).size(), made > 0 ? 2U : 1U);
}

TEST(Adjacency, NoticesEveryChangeOfARow) {
  Adjacency all(4, 100);
  ASSERT_TRUE(all.set({0, 1, 7, 1}));
  const Adjacency::Row before = all.row(0);
  ASSERT_TRUE(all.set({2, 3, 7, 1}));
  EXPECT_TRUE(all.unchanged(0, before));
  ASSERT_TRUE(all.set({0, 1, 7, 2}));
  EXPECT_FALSE(all.unchanged(0, before));
}

// A writer moves the ties of a wheel; every row that a reader finds unchanged is one that was there:
// sorted, nobody twice, and nobody missing who is tied all the while.
TEST(Adjacency, IsReadWholeWhileAWriterWorks) {
  constexpr Node kPeople = 40;
  Adjacency all(kPeople, 10'000);
  for (Node u = 1; u < kPeople; ++u) ASSERT_TRUE(all.set({0, u, static_cast<std::uint16_t>(u), 0}));
  std::atomic<bool> stop{false};
  std::atomic<int> whole{0};
  std::thread writer([&] {
    // On a busy machine all writes may be over before the reader has its first turn: the writer goes
    // on until a row was read beside it, for ten seconds at most, and leaves room between its changes.
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    Random random(3);
    for (int i = 0; i < 30'000 || (whole == 0 && std::chrono::steady_clock::now() < end); ++i) {
      if (i >= 30'000) std::this_thread::sleep_for(std::chrono::microseconds(100));
      Adjacency::Tie tie = random.tie(kPeople);
      if (tie.a == 0 || tie.b == 0 || random.below(3) > 0) {
        ASSERT_TRUE(all.set({0, 1 + random.below(kPeople - 1), tie.cost, tie.day}));
      } else if (random.below(2) == 0) {
        ASSERT_TRUE(all.set(tie));
      } else {
        all.erase(tie.a, tie.b);
      }
    }
    stop = true;
  });
  while (!stop) {
    const Adjacency::Row row = all.row(0);
    Words words;
    for (std::size_t i = 0; !row.ends(i) && i < 2 * kPeople; ++i) words.push_back(row[i]);
    if (!all.unchanged(0, row)) continue;
    ++whole;
    ASSERT_TRUE(std::is_sorted(words.begin(), words.end()));
    std::vector<Node> others;
    for (const std::uint64_t word : words) others.push_back(other_of(word));
    std::sort(others.begin(), others.end());
    ASSERT_EQ(std::unique(others.begin(), others.end()), others.end());
    ASSERT_EQ(others.size(), kPeople - 1);
  }
  writer.join();
  EXPECT_GT(whole, 0);
}

}  // namespace
}  // namespace graph
