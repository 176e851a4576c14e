// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/access.h"

#include <gtest/gtest.h>

#include <atomic>
#include <shared_mutex>
#include <thread>
#include <vector>

#include "app/handover.h"

namespace app {
namespace {

TEST(Access, KeepsTheWriterAloneAndLetsEverybodyHaveTheirTurn) {
  Access access;
  int first = 0, second = 0;  // equal, but while the writer is at it
  std::atomic<bool> done = false;
  std::atomic<int> looks = 0;
  std::vector<std::thread> queries;
  for (int t = 0; t < 4; ++t) {
    queries.emplace_back([&] {
      while (!done) {
        const std::shared_lock look(access);
        EXPECT_EQ(first, second);
        ++looks;
      }
    });
  }
  for (int i = 0; i < 2000; ++i) {
    const std::unique_lock alone(access);
    ++first;
    ++second;
  }
  while (looks < 100) std::this_thread::yield();
  done = true;
  for (std::thread& query : queries) query.join();
  EXPECT_EQ(first, 2000);
}

TEST(Access, AWriterComesInThoughQueriesNeverLeaveItEmpty) {
  Access access;
  std::atomic<int> holders = 0;
  std::atomic<bool> wrote = false;
  std::vector<std::thread> queries;
  for (int t = 0; t < 2; ++t) {
    queries.emplace_back([&] {
      while (!wrote) {
        const std::shared_lock look(access);
        ++holders;
        // Goes only when another one has come, for as long as one may.
        for (int i = 0; i < 1000 && holders < 2 && !wrote; ++i) std::this_thread::yield();
        --holders;
      }
    });
  }
  {
    const std::unique_lock alone(access);
    EXPECT_EQ(holders, 0);
    wrote = true;
  }
  for (std::thread& query : queries) query.join();
}

TEST(Handover, GivesInOrderAndThrowsAwayWhatIsNotWantedAnyMore) {
  Handover<int> handover(2);
  std::thread giver([&] {
    for (int i = 0; handover.give(int{i}); ++i) {
    }
    handover.end();
  });
  for (int i = 0; i < 100; ++i) {
    const std::optional<int> one = handover.take(std::chrono::seconds(60));
    ASSERT_TRUE(one.has_value());
    EXPECT_EQ(*one, i);
  }
  handover.drop();
  giver.join();
  EXPECT_TRUE(handover.ended());
  EXPECT_FALSE(handover.take(std::chrono::seconds(60)).has_value());
}

}  // namespace
}  // namespace app
