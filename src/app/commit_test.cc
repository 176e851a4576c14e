// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/commit.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <set>
#include <shared_mutex>
#include <thread>

#include "app/import_files.h"
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

// Queries while a table is imported: how long each waited to come in.
class Queries {
 public:
  explicit Queries(App& app) : app_(app) {
    for (int t = 0; t < 2; ++t) threads_.emplace_back([this] { ask(); });
    threads_.emplace_back([this] { compare(); });
  }
  std::vector<std::chrono::microseconds> end() {
    done_ = true;
    for (std::thread& thread : threads_) thread.join();
    std::sort(waits_.begin(), waits_.end());
    return waits_;
  }
  std::atomic<int> inside_groups = 0;  // queries that saw a group half folded

 private:
  void ask() {
    std::vector<std::chrono::microseconds> mine;
    while (!done_) {
      const auto before = std::chrono::steady_clock::now();
      std::shared_lock look(app_.access);
      mine.push_back(std::chrono::duration_cast<std::chrono::microseconds>(
          std::chrono::steady_clock::now() - before));
      const State& state = app_.state;
      std::size_t contacts = 0;
      for (graph::Node n = 0; n < std::min<std::size_t>(50, state.ties.nodes()); ++n)
        contacts += state.ties.neighbours(n).size();
      EXPECT_LE(contacts, 100 * state.people.size());
      look.unlock();
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
    const std::lock_guard lock(waits_access_);
    waits_.insert(waits_.end(), mine.begin(), mine.end());
  }

  // What is seen is durable: of a group that is being written there is nothing in the folds.
  void compare() {
    while (!done_) {
      const std::shared_lock look(app_.access);
      const std::uint64_t folded = app_.state.seq, durable = ledger_of(app_)->last_seq();
      EXPECT_LE(folded, durable);
      if (folded < durable) ++inside_groups;
    }
  }

  App& app_;
  std::atomic<bool> done_ = false;
  std::vector<std::thread> threads_;
  std::mutex waits_access_;
  std::vector<std::chrono::microseconds> waits_;
};

TEST_F(Commit, QueriesComeInWhileALargeTableIsImported) {
  constexpr int kRows = 20'000;
  const std::string file = folder_ / "table.csv";
  std::ofstream table(file);
  table << "id,time,from,to\n";
  for (int i = 0; i < kRows; ++i) {
    table << i << "," << 1'600'000'000 + 61 * i << ",p" << i % 701 << "@made.example,p"
          << (i * 7 + 1) % 701 << "@made.example\n";
  }
  table.close();
  Queries queries(*app_);
  ImportReport report;
  const std::vector<std::string> paths = {file};
  const auto imported = import_files(*app_, paths, {}, report);
  const std::vector<std::chrono::microseconds> waits = queries.end();
  ASSERT_TRUE(imported.has_value()) << imported.error().message;
  EXPECT_EQ(report.total().imported, std::uint64_t{kRows});
  EXPECT_EQ(app_->state.interactions, std::uint64_t{kRows});
  EXPECT_EQ(app_->state.seq, app_->ledger->last_seq());
  EXPECT_GT(queries.inside_groups, 0);
  ASSERT_GT(waits.size(), 10U);
  std::printf("%zu queries waited at most %ld us, 99 in 100 at most %ld us\n", waits.size(),
              static_cast<long>(waits.back().count()),
              static_cast<long>(waits[waits.size() * 99 / 100].count()));
  // A machine with other work may put anybody to sleep; but not most of them.
  EXPECT_LT(waits[waits.size() / 2], std::chrono::milliseconds(5));
}

TEST_F(Commit, WritersBesideABulkGroupAreDecidedOnWhatItDid) {
  constexpr int kEach = 30;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        const auto entries = commit(
            *app_,
            [&](const Known& known) -> base::Result<Facts> {
              // Everybody writes the next number, so that one who had not seen would write it twice.
              const std::string name = std::to_string(known.state.people.size());
              const model::NewEntry entry = seen(known, name);
              EXPECT_FALSE(
                  known.state.people.knows(std::get<model::IdentitySeen>(entry.fact).identity, ""));
              return Facts{entry};
            },
            t == 0 ? Size::kBulk : Size::kSmall);
        EXPECT_TRUE(entries.has_value());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(app_->state.people.size(), std::size_t{4 * kEach});
  EXPECT_EQ(app_->ledger->last_seq(), std::uint64_t{4 * kEach});
}

}  // namespace
}  // namespace app
