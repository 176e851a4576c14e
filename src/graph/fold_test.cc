// All ties at once against event by event, and both against a plain reckoning of formula 1.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "graph/bulk_fold.h"
#include "graph/made_networks.h"
#include "graph/strength.h"

namespace graph {
namespace {

using made::Shape;

constexpr Shape kShapes[] = {Shape::kRandom, Shape::kStar, Shape::kClique,
                             Shape::kChain,  Shape::kHubs, Shape::kEqual};

// Self-loops, weightless events, the same second twice, second 0, crowds, and one a little late.
std::vector<Event> odd_events(Shape shape, std::uint64_t seed, std::size_t count) {
  std::vector<Event> all = made::events(shape, static_cast<Node>(3 + seed % 60), count, seed);
  std::mt19937_64 dice(seed ^ 77);
  for (std::size_t i = 0; i < all.size(); ++i) {
    switch (dice() % 16) {
      case 0:
        all[i].to = all[i].from;
        break;
      case 1:
        all[i].weight = 0;
        break;
      case 2:
        if (i > 0) all[i] = all[i - 1];
        break;
      case 3:
        if (i > 0) all[i].at_s = all[i - 1].at_s;
        break;
      case 4:
        all[i].recipients = static_cast<std::uint32_t>(dice() % 200);
        break;
      case 5:
        if (i + 1 < all.size()) std::swap(all[i].at_s, all[i + 1].at_s);
        break;
      default:
        break;
    }
  }
  if (seed % 4 == 0 && !all.empty()) all[0].at_s = 0;
  return all;
}

std::string one_by_one(const std::vector<Event>& events) {
  return made::bytes_of(made::ties(events));
}

TEST(Fold, IsTheSameToTheLastBitInBulkAndOneByOne) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const std::vector<Event> events = odd_events(kShapes[seed % 6], seed, 40 * seed);
    const std::string bytes = one_by_one(events);
    EXPECT_EQ(bytes, made::bytes_of(Ties::fold(events, 1))) << seed;
    EXPECT_EQ(bytes, made::bytes_of(Ties::fold(events, 2))) << seed;
    EXPECT_EQ(bytes, made::bytes_of(Ties::fold(events, 5))) << seed;
    Ties ahead;
    ahead.apply(events);
    EXPECT_EQ(bytes, made::bytes_of(ahead)) << seed;
  }
}

// Enough for many parts, and for tables that grow.
TEST(Fold, IsTheSameWithManyParts) {
  std::vector<Event> events = made::events(Shape::kRandom, 2'000, 150'000, 5);
  for (Event& e : events) e.at_s = e.at_s / 1'000 + 1'000'000'000;
  const std::string bytes = one_by_one(events);
  EXPECT_EQ(bytes, made::bytes_of(Ties::fold(events, 1)));
  EXPECT_EQ(bytes, made::bytes_of(Ties::fold(events, 2)));
}

TEST(Fold, GivesTheSameNeighboursAndFindsTheSamePairs) {
  for (const Shape shape : kShapes) {
    const std::vector<Event> events = odd_events(shape, 31, 3'000);
    const Ties one = made::ties(events), bulk = Ties::fold(events, 2);
    ASSERT_EQ(one.nodes(), bulk.nodes());
    for (Node u = 0; u < one.nodes(); ++u) {
      const auto a = one.neighbours(u), b = bulk.neighbours(u);
      ASSERT_EQ(a.size(), b.size());
      for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_EQ(a[i].other, b[i].other);
        EXPECT_EQ(a[i].pair, b[i].pair);
        EXPECT_EQ(bulk.find(u, a[i].other), a[i].pair);
        EXPECT_EQ(bulk.find(a[i].other, u), a[i].pair);
      }
      EXPECT_EQ(bulk.find(u, u), kNoPair);
      EXPECT_EQ(bulk.find(u, 1'000'000), kNoPair);
    }
  }
}

TEST(Fold, GoesOnAfterwardsAsIfOneByOne) {
  const std::vector<Event> events = odd_events(Shape::kHubs, 12, 4'000);
  Ties ties = Ties::fold(std::span(events).first(2'500), 2);
  for (const Event& e : std::span(events).subspan(2'500)) ties.apply(e);
  EXPECT_EQ(one_by_one(events), made::bytes_of(ties));
}

// Formula 1 once more, in doubles, each number with a clock of its own.
struct PlainSide {
  double c[3] = {0, 0, 0}, moves = 0, asked = 0, answered = 0;
  double last = -1, moves_at = 0, closed = 0, open = -1;
};
struct PlainPair {
  std::map<Node, PlainSide> sides;
  double gaps[3] = {0, 0, 0};
};

class Plain {
 public:
  std::map<std::pair<Node, Node>, PlainPair> pairs;
  double gap_count = 0, gap_sum = 0;

  void apply(const Event& e) {
    PlainPair& pair = pairs[std::minmax(e.from, e.to)];
    PlainSide &uv = pair.sides[e.from], &vu = pair.sides[e.to];
    const double t = e.at_s / kSecondsADay;
    for (PlainSide* s : {&uv, &vu}) {
      if (s->open >= 0 && t >= s->open + 7) close(*s, s->open + 7, 0);
    }
    const double before = std::max(uv.last, vu.last), since = before < 0 ? 1e9 : t - before;
    if (vu.open >= 0 && t > vu.open) close(vu, t, 1);
    const double share = std::pow(std::max(1U, e.recipients), -.25);
    if (since > 1) {
      if (uv.open < 0) uv.open = t;
      uv.moves = uv.moves * std::exp2(-(t - uv.moves_at) / 120) + share;
      uv.moves_at = t;
    }
    if (since >= .5 && since < 1e9) {
      const double l = std::log(since);
      pair.gaps[0] = pair.gaps[0] * .8 + 1;
      pair.gaps[1] = pair.gaps[1] * .8 + l;
      pair.gaps[2] = pair.gaps[2] * .8 + l * l;
      gap_count += 1;
      gap_sum += l;
    }
    const double x =
        (uv.last < 0 ? 1 : 1 - std::exp2(-(t - uv.last))) * share * static_cast<double>(e.weight);
    for (int k = 0; k < 3; ++k)
      uv.c[k] = uv.c[k] * std::exp2(-(t - std::max(0.0, uv.last)) / kHalfLives[k]) + x;
    uv.last = t;
  }

 private:
  static void close(PlainSide& s, double t, double ok) {
    const double f = std::exp2(-(t - s.closed) / 180);
    s.asked = s.asked * f + 1;
    s.answered = s.answered * f + ok;
    s.closed = t;
    s.open = -1;
  }
};

TEST(Fold, AgreesWithAPlainReckoningOfEveryNumber) {
  for (const Shape shape : kShapes) {
    std::vector<Event> events = made::events(shape, 20, 20'000, 9);
    std::erase_if(events, [](const Event& e) { return e.from == e.to; });
    if (shape != Shape::kEqual) {  // half of them close together, as in a chat
      for (std::size_t i = 1; i < events.size(); ++i)
        events[i].at_s = events[i - 1].at_s + (events[i].at_s - events[0].at_s) % 9'001;
    }
    Plain plain;
    for (const Event& e : events) plain.apply(e);
    const Ties ties = Ties::fold(events, 2);
    const double day = events.back().at_s / kSecondsADay + 2;
    ASSERT_EQ(ties.pairs(), plain.pairs.size());
    if (plain.gap_count > 50) {
      EXPECT_NEAR(ties.mean_log_gap(), plain.gap_sum / plain.gap_count, 1e-7);
    }
    for (auto& [people, p] : plain.pairs) {
      const Pair& pair = ties.pair(ties.find(people.first, people.second));
      const auto gaps = pair.rhythm();
      for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(gaps[k], p.gaps[k], 1e-6);
      for (const int way : {0, 1}) {
        const PlainSide& s = p.sides[way == 0 ? people.first : people.second];
        double memory = 0;
        for (std::size_t k = 0; k < 3; ++k)
          memory += s.c[k] * std::exp2(-(day - s.last) / kHalfLives[k]) / kHalfLives[k];
        EXPECT_NEAR(pair.memory_at(way, day) / (memory + 1e-12), memory > 0 ? 1 : 0, 1e-6);
        const double moves = s.moves * std::exp2(-(day - s.moves_at) / 120);
        EXPECT_NEAR(pair.first_moves_at(way, day), moves, 1e-6);
        const double fade_plain = std::exp2(-(day - s.closed) / 180);
        const double fade_ours = std::exp2(-(day - pair.closed_at_s / kSecondsADay) / 180);
        EXPECT_NEAR(pair.asked[way] * kReplyUnit * fade_ours, s.asked * fade_plain, 1e-6);
        EXPECT_NEAR(pair.answered[way] * kReplyUnit * fade_ours, s.answered * fade_plain, 1e-6);
        EXPECT_EQ(pair.open_since_s[way] != 0, s.open >= 0);
      }
    }
  }
}

TEST(Fold, AllStrengthsAreThoseOfTheSinglePairs) {
  for (const Shape shape : kShapes) {
    const Ties ties = Ties::fold(odd_events(shape, 6, 5'000), 1);
    for (const double day : {11'500.0, 12'000.0, 20'000.0}) {
      std::vector<double> all(ties.pairs());
      strengths(ties, day, all);
      for (PairIndex i = 0; i < ties.pairs(); ++i) {
        const Pair& p = ties.pair(i);
        EXPECT_NEAR(all[i], strength(ties, p.lo, p.hi, day).probability, 1e-9);
        EXPECT_NEAR(all[i], strength(ties, p.hi, p.lo, day).probability, 1e-9);
      }
    }
  }
}

TEST(Fade, IsThePowerOfTwo) {
  EXPECT_EQ(fade(0), 1);
  EXPECT_EQ(fade(1), .5);
  EXPECT_EQ(fade(40), std::exp2(-40));
  EXPECT_LT(fade(1e9), 1e-300);
  double worst = 0;
  for (double x = 0; x < 60; x += .000'37)
    worst = std::max(worst, std::abs(fade(x) / std::exp2(-x) - 1));
  EXPECT_LT(worst, 3e-15);
}

// The kernel with the simplest of states: how many, in which order, and which came first.
struct Count {
  Node lo = 0, hi = 0;
  std::uint32_t n = 0, last = 0;
  bool in_order = true;
};
struct CountJob {
  std::map<std::pair<Node, Node>, std::pair<std::uint32_t, std::uint32_t>> found;  // first, n
  std::vector<std::vector<std::pair<Count, std::uint32_t>>> made;

  void ahead(const Touch&) const {}
  void take_in(unsigned, Count& c, const Touch& t, bool backward) const {
    c.in_order = c.in_order && (c.n == 0 || c.last < t.index) && backward == (t.from != c.lo);
    ++c.n;
    c.last = t.index;
  }
  void done(unsigned thread, PartFold<Count>& part) {
    for (std::size_t i = 0; i < part.states().size(); ++i)
      made[thread].emplace_back(part.states()[i], part.firsts()[i]);
  }
};

TEST(BulkFold, FoldsEveryPairInTheOrderOfReading) {
  PartedTouches<> parted;  // used again and again, larger and smaller
  for (const std::size_t count : {0UL, 1UL, 3UL, 5'000UL, 300'000UL, 70'000UL}) {
    for (const unsigned threads : {1U, 2U, 3U}) {
      std::mt19937_64 dice(count + threads);
      std::vector<Touch> all;
      std::map<std::pair<Node, Node>, std::pair<std::uint32_t, std::uint32_t>> oracle;
      for (std::uint32_t i = 0; i < count; ++i) {
        const auto a = static_cast<Node>(dice() % 300), b = static_cast<Node>(dice() % 300);
        all.push_back({a, b, i, i});
        if (a == b) continue;
        const auto [at, fresh] = oracle.try_emplace(std::minmax(a, b), i, 0);
        ++at->second.second;
      }
      parted.part(count, threads, [&](std::size_t i) { return all[i]; });
      CountJob job;
      job.made.resize(threads);
      fold_parts<Count>(parted, threads, job);
      for (const auto& mine : job.made) {
        for (const auto& [state, first] : mine) {
          EXPECT_TRUE(state.in_order);
          EXPECT_TRUE(job.found.try_emplace({state.lo, state.hi}, first, state.n).second);
        }
      }
      EXPECT_EQ(job.found, oracle);
    }
  }
}

TEST(StreamStore, CopiesALineAsThePlainCopyDoes) {
  struct alignas(kLine) Line {
    std::array<unsigned char, kLine> bytes{};
  };
  Line from, streamed, copied;
  for (std::size_t i = 0; i < kLine; ++i) from.bytes[i] = static_cast<unsigned char>(i * 7);
  stream_line(&streamed, &from);
  stream_fence();
  copy_line(&copied, &from);
  EXPECT_EQ(streamed.bytes, from.bytes);
  EXPECT_EQ(copied.bytes, from.bytes);
}

}  // namespace
}  // namespace graph
