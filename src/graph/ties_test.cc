// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/ties.h"

#include <gtest/gtest.h>

#include <cmath>

#include "graph/explain.h"
#include "graph/made_networks.h"
#include "graph/strength.h"
#include "graph/weights.h"

namespace graph {
namespace {

constexpr std::uint32_t kDay = 86'400;
constexpr std::uint32_t kThen = 1'700'000'000;
double day_of(std::uint32_t s) { return s / kSecondsADay; }

// Two people who answer each other every `gap` days.
Ties conversation(int rounds, double gap) {
  Ties ties;
  for (int i = 0; i < rounds; ++i) {
    const auto at = kThen + static_cast<std::uint32_t>(i * gap * kDay);
    ties.apply({at, 0, 1, 1, 1});
    ties.apply({at + kDay / 4, 1, 0, 1, 1});
  }
  return ties;
}

TEST(Strength, FadesWithSilence) {
  const Ties ties = conversation(20, 7);
  const double end = day_of(kThen) + 140;
  EXPECT_GT(strength(ties, 0, 1, end).probability, .15);
  EXPECT_GT(strength(ties, 0, 1, end).z, strength(ties, 0, 1, end + 60).z);
  EXPECT_GT(strength(ties, 0, 1, end + 60).z, strength(ties, 0, 1, end + 600).z);
}

TEST(Strength, IsTheSameFromBothSides) {
  const Ties ties = made::ties(made::events(made::Shape::kRandom, 12, 400, 3));
  for (Node u = 0; u < 12; ++u) {
    for (Node v = 0; v < 12; ++v)
      EXPECT_EQ(strength(ties, u, v, 13'000).z, strength(ties, v, u, 13'000).z);
  }
}

TEST(Strength, OneWayMailComesToNothing) {
  Ties ties;
  for (std::uint32_t i = 0; i < 500; ++i) ties.apply({kThen + i * kDay, 0, 1, 1, 1});
  const PairIndex pair = ties.find(0, 1);
  EXPECT_FALSE(mutual(ties, pair));
  EXPECT_LT(strength(ties, 0, 1, day_of(kThen) + 500).probability,
            strength(conversation(5, 7), 0, 1, day_of(kThen) + 35).probability);
}

TEST(Strength, RicherChannelsWeighMore) {
  Ties mails, meetings;
  for (Ties* t : {&mails, &meetings}) {
    const float w = t == &mails ? weight(model::Kind::kMessage) : weight(model::Kind::kMeeting);
    t->apply({kThen, 0, 1, 1, w});
    t->apply({kThen + 1, 1, 0, 1, w});
  }
  const double day = day_of(kThen) + 1;
  EXPECT_NEAR(meetings.pair(0).memory_at(0, day), 3 * mails.pair(0).memory_at(0, day), 1e-12);
}

TEST(Strength, GroupMailIsDivided) {
  Ties ties;
  ties.apply({kThen, 0, 1, 16, 1});
  EXPECT_NEAR(ties.pair(0).memory[0][0], .5, 1e-12);  // 16^-1/4
}

TEST(Ties, TheSameSecondTwiceCountsOnce) {
  Ties once, twice;
  once.apply({kThen, 0, 1, 1, 1});
  twice.apply({kThen, 0, 1, 1, 1});
  twice.apply({kThen, 0, 1, 1, 1});
  EXPECT_EQ(once.pair(0).memory[0], twice.pair(0).memory[0]);
}

TEST(Ties, SelfLoopsAndWeightlessEventsEnterNothing) {
  Ties ties;
  ties.apply({kThen, 4, 4, 1, 1});
  ties.apply({kThen, 4, 5, 1, weight(model::Kind::kConnection)});
  EXPECT_EQ(ties.pairs(), 0U);
}

TEST(Ties, AnOldStrongTieSleepsRatherThanDies) {
  const Ties ties = conversation(60, 3);
  const double last = day_of(kThen) + 180;
  EXPECT_GE(rhythm(ties, 0, 1, last + 200, 30).overdue, .95);
  EXPECT_GT(strength(ties, 0, 1, last).probability, .5);
}

TEST(Strength, IsANumberAtAnyMoment) {
  const Ties ties = made::ties(made::events(made::Shape::kHubs, 9, 2000, 4));
  for (const double day : {0.0, 11'574.0, 12'000.0, 13'000.0, 30'000.0}) {
    for (Node v = 1; v < 9; ++v) {
      EXPECT_TRUE(std::isfinite(strength(ties, 0, v, day).z));
      EXPECT_TRUE(std::isfinite(reach(ties, 0, v, day).z));
      EXPECT_TRUE(std::isfinite(reply(ties, 0, v, day, 1).z));
      EXPECT_LE(strength(ties, 0, v, day).probability, 1);
    }
  }
}

TEST(Band, IsNotLostBeforeItHasBeenOutForAWeek) {
  const Ties ties = conversation(30, 4);
  const double last = day_of(ties.pair(0).latest_s());
  double day = last;
  while (band_of(strength(ties, 0, 1, day).probability) == Band::kStrong) day += .25;
  EXPECT_EQ(band(ties, 0, 1, day), Band::kStrong);
  EXPECT_EQ(band(ties, 0, 1, day + 6), Band::kStrong);
  EXPECT_LT(band(ties, 0, 1, day + 8), Band::kStrong);
}

TEST(Ties, ComeBackFromTheirBytes) {
  const Ties ties = made::ties(made::events(made::Shape::kHubs, 50, 3000, 9));
  const auto again = Ties::load(made::bytes_of(ties));
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(made::bytes_of(ties), made::bytes_of(*again));
  for (Node v = 1; v < 50; ++v)
    EXPECT_EQ(strength(ties, 0, v, 16'000).z, strength(*again, 0, v, 16'000).z);
}

TEST(Ties, RefuseBytesThatAreNotTheirs) {
  const std::string bytes =
      made::bytes_of(made::ties(made::events(made::Shape::kRandom, 9, 60, 1)));
  for (std::size_t n = 0; n < bytes.size(); n += 7)
    EXPECT_FALSE(Ties::load(bytes.substr(0, n)).has_value());
  EXPECT_FALSE(Ties::load(std::string(64, '\xff')).has_value());
}

TEST(Explain, FactorsAddUpToTheScore) {
  const Ties ties = made::ties(made::events(made::Shape::kRandom, 20, 2000, 5));
  const FactorReport report = explain(ties, 0, 1, 13'000);
  double sum = report.median.z;
  for (const double d : report.differences) sum += d;
  EXPECT_NEAR(sum, report.strength.z, 1e-9);
}

TEST(Explain, SharesAddUpToTheMemory) {
  std::vector<Event> between;
  for (const Event& e : made::events(made::Shape::kRandom, 3, 600, 8)) {
    if ((e.from == 0 && e.to == 1) || (e.from == 1 && e.to == 0)) between.push_back(e);
  }
  const Ties ties = made::ties(between);
  const double day = day_of(between.back().at_s) + 3;
  const std::vector<double> shares = memory_shares(between, day);
  double sum[2] = {0, 0};
  for (std::size_t i = 0; i < shares.size(); ++i) sum[between[i].from] += shares[i];
  EXPECT_NEAR(sum[0] / ties.pair(0).memory_at(0, day), 1, 1e-9);
  EXPECT_NEAR(sum[1] / ties.pair(0).memory_at(1, day), 1, 1e-9);
}

// Formula 1 written out once more, over the whole list of events: the memory and the first moves.
TEST(Ties, AgreeWithARecomputationFromAllEvents) {
  const std::vector<Event> all = made::events(made::Shape::kHubs, 15, 4000, 21);
  const Ties ties = made::ties(all);
  const double day = day_of(all.back().at_s) + 10;
  for (PairIndex i = 0; i < ties.pairs(); ++i) {
    const Pair& pair = ties.pair(i);
    for (const int side : {0, 1}) {
      const Node u = side == 0 ? pair.lo : pair.hi, v = side == 0 ? pair.hi : pair.lo;
      double memory = 0, moves = 0, last = -1e9, either = -1e9;
      for (const Event& e : all) {
        const double t = day_of(e.at_s);
        const bool forward = e.from == u && e.to == v, backward = e.from == v && e.to == u;
        if (!forward && !backward) continue;
        const double share = std::pow(e.recipients, -.25);
        if (forward) {
          const double x =
              (1 - std::exp2(-std::min(1e6, t - last))) * share * static_cast<double>(e.weight);
          for (const double h : kHalfLives) memory += x * std::exp2(-(day - t) / h) / h;
          if (t - either > 1) moves += share * std::exp2(-(day - t) / 120);
          last = t;
        }
        either = t;
      }
      EXPECT_NEAR(pair.memory_at(side, day), memory, 1e-6);
      EXPECT_NEAR(pair.first_moves_at(side, day), moves, 1e-6);
    }
  }
}

}  // namespace
}  // namespace graph
