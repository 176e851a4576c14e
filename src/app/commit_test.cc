// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/commit.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "app/met.h"
#include "app/owner.h"
#include "base/scratch_folder.h"

namespace app {
namespace {

class Commit : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = open({folder_ / "book", std::nullopt, true, std::nullopt}, *clock_, *random_);
    ASSERT_TRUE(opened.has_value()) << opened.error().message;
    app_ = std::move(*opened);
  }
  base::ScratchFolder folder_;
  std::unique_ptr<base::Clock> clock_ = base::fixed_clock(*base::parse_time("2026-03-01"));
  std::unique_ptr<base::Random> random_ = base::seeded_random(1);
  std::unique_ptr<App> app_;
};

model::NewEntry seen(const Known& known, const std::string& name) {
  const model::Handle handle{model::HandleKind::kName, name};
  return {known.random.id<model::EntryTag>(),
          model::IdentitySeen{ledger::identity_id(known.ledger.key(), handle), handle, name}};
}

TEST_F(Commit, ManyThreadsWriteAndEveryOneFindsItsOwn) {
  constexpr int kThreads = 8, kEach = 25;
  std::vector<std::thread> threads;
  std::vector<std::set<std::uint64_t>> got(kThreads);
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        const std::string name = "n" + std::to_string(t) + "-" + std::to_string(i);
        const auto entries = commit(*app_, [&](const Known& known) -> base::Result<Facts> {
          return Facts{seen(known, name)};
        });
        ASSERT_TRUE(entries.has_value());
        ASSERT_EQ(entries->size(), 1U);
        got[static_cast<std::size_t>(t)].insert(entries->front().seq);
        const std::shared_lock reading(app_->access);
        EXPECT_GE(app_->state.seq, entries->front().seq);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<std::uint64_t> all;
  for (const auto& one : got) all.insert(one.begin(), one.end());
  EXPECT_EQ(all.size(), std::size_t{kThreads * kEach});
  EXPECT_EQ(app_->state.people.size(), std::size_t{kThreads * kEach});
  const auto verified = app_->ledger->verify();
  ASSERT_TRUE(verified.has_value()) << verified.error().message;
  EXPECT_EQ(verified->entries, std::uint64_t{kThreads * kEach});
}

TEST_F(Commit, ADecisionThatFailsChangesNothingAndTheRestGoesOn) {
  std::vector<std::thread> threads;
  std::atomic<int> failed = 0, done = 0;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 10; ++i) {
        const auto result = commit(*app_, [&](const Known& known) -> base::Result<Facts> {
          if (t % 2 == 1) return base::fail(base::Code::kInvalid, "not this one");
          return Facts{seen(known, std::to_string(t) + "." + std::to_string(i))};
        });
        ++(result ? done : failed);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(done, 40);
  EXPECT_EQ(failed, 40);
  EXPECT_EQ(app_->ledger->last_seq(), 40U);
}

TEST_F(Commit, SeesWhatTheOneBeforeItInTheGroupDecided) {
  std::vector<std::thread> threads;
  std::atomic<int> wrote = 0;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      const auto result = commit(*app_, [&](const Known& known) -> base::Result<Facts> {
        const model::NewEntry entry = seen(known, "the only one");
        const auto& fact = std::get<model::IdentitySeen>(entry.fact);
        if (known.state.people.knows(fact.identity, fact.name)) return Facts{};
        ++wrote;
        return Facts{entry};
      });
      EXPECT_TRUE(result.has_value());
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrote, 1);
}

}  // namespace
}  // namespace app
