// SPDX-License-Identifier: AGPL-3.0-or-later
#include "members/throttle.h"

#include <gtest/gtest.h>

namespace members {
namespace {

using namespace std::chrono_literals;

const base::Time kNow = *base::parse_time("2026-11-25T08:00:00Z");

// How many of `tries` were let through.
int passed(Throttle& throttle, const Throttle::Try& one, int tries, base::Time now) {
  int through = 0;
  for (int i = 0; i < tries; ++i) through += throttle.take(one, now).count() == 0;
  return through;
}

TEST(Throttle, ANetworkIsAnAddressOfIpv4OrTheFirstHalfOfOneOfIpv6) {
  EXPECT_EQ(network_of("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(network_of("::ffff:192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(network_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(network_of("2001:db8::1"), network_of("2001:db8:0:0:ffff::2"));
  EXPECT_NE(network_of("2001:db8::1"), network_of("2001:db8:0:1::1"));
  EXPECT_EQ(network_of("fe80::1%eth0"), network_of("fe80::2"));
}

TEST(Throttle, E2LetsAFewTriesThroughAndThenOneNowAndThen) {
  Throttle throttle;
  const Throttle::Try one{"192.0.2.7", "Ada", false};
  EXPECT_EQ(passed(throttle, one, 100, kNow), 10);
  EXPECT_EQ(throttle.take(one, kNow), 60s);
  EXPECT_EQ(throttle.take(one, kNow + 59s), 1s);
  EXPECT_EQ(throttle.take(one, kNow + 60s), 0s);
  EXPECT_GT(throttle.take(one, kNow + 60s), 0s);
}

TEST(Throttle, E2CountsANameWithoutCaseAndAccents) {
  Throttle throttle;
  EXPECT_EQ(passed(throttle, {"192.0.2.1", "Zoë", false}, 10, kNow), 10);
  EXPECT_EQ(passed(throttle, {"192.0.2.2", "ZOE", false}, 10, kNow), 0);
}

TEST(Throttle, E2StrangersFromEverywhereShareTheTriesAtOneMember) {
  Throttle throttle;
  int through = 0;
  for (int i = 0; i < 200; ++i)
    through += passed(throttle, {"192.0.2." + std::to_string(i), "ada", false}, 1, kNow);
  EXPECT_EQ(through, 10);
}

TEST(Throttle, E2StrangersDoNotLockAMemberOut) {
  Throttle throttle;
  for (int i = 0; i < 1000; ++i)
    (void)throttle.take({"198.51.100." + std::to_string(i % 250), "ada", false}, kNow);
  EXPECT_GT(throttle.take({"203.0.113.1", "ada", false}, kNow), 0s);
  EXPECT_EQ(throttle.take({"192.0.2.7", "ada", true}, kNow), 0s);
}

TEST(Throttle, E2ANetworkHasItsTriesWhicheverMembersItNames) {
  Throttle throttle;
  int through = 0;
  for (int i = 0; i < 100; ++i)
    through += passed(throttle, {"192.0.2.7", "member " + std::to_string(i), false}, 1, kNow);
  EXPECT_EQ(through, 20);
}

TEST(Throttle, E2AllStrangersTogetherHaveSoManyTriesASecond) {
  Throttle throttle;
  int through = 0;
  for (int i = 0; i < 1000; ++i) {
    const std::string n = std::to_string(i);
    through += passed(throttle, {"2001:db8:0:" + n + "::/64", "member " + n, false}, 1, kNow);
  }
  EXPECT_EQ(through, 300);
  EXPECT_EQ(throttle.take({"a", "b", false}, kNow + 1s), 0s);
}

TEST(Throttle, WhatWasRightDoesNotCount) {
  Throttle throttle;
  const Throttle::Try one{"192.0.2.7", "ada", true};
  for (int i = 0; i < 100; ++i) {
    ASSERT_EQ(throttle.take(one, kNow), 0s);
    throttle.give_back(one);
  }
  EXPECT_EQ(passed(throttle, one, 100, kNow), 10);
}

TEST(Throttle, AClockThatGoesBackGivesNothing) {
  Throttle throttle;
  const Throttle::Try one{"192.0.2.7", "ada", true};
  EXPECT_EQ(passed(throttle, one, 100, kNow), 10);
  EXPECT_GT(throttle.take(one, kNow - 24h), 0s);
}

// Half a day of the fastest that strangers get through: the table stays bounded, and one member's
// bucket is not pushed out before it is full again.
TEST(Throttle, TheTableIsBoundedAndForgetsNobodyTooEarly) {
  Throttle throttle;
  base::Time now = kNow;
  int at_ada = 0, others = 0;
  for (int second = 0; second < 6 * 3600; ++second, now += 1s) {
    for (int i = 0; i < 6; ++i) {
      const std::string n = std::to_string(others++);
      (void)throttle.take({n, "member " + n, false}, now);
    }
    at_ada += passed(throttle, {"x" + std::to_string(others), "ada", false}, 1, now);
    ASSERT_LE(throttle.size(), 8192U);
  }
  EXPECT_LE(at_ada, 10 + 6 * 60);
}

}  // namespace
}  // namespace members
