// Who is who of whoever is new: they stand alone at first, and nobody who writes waits for the rest.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <thread>

#include "app/commit.h"
#include "app/met.h"
#include "app/visit.h"
#include "app/warm.h"
#include "app/who_is_who.h"
#include "base/scratch_folder.h"
#include "identity/resolve.h"

namespace app {
namespace {

class Settling : public testing::Test {
 protected:
  void SetUp() override { open_book(); }
  void open_book() {
    auto opened = open({folder_ / "book", std::nullopt, true, std::nullopt}, *clock_, *random_);
    ASSERT_TRUE(opened) << opened.error().message;
    app_ = std::move(*opened);
  }
  // Somebody known by a mail address, and called so.
  void see(const std::string& address, const std::string& name) {
    ASSERT_TRUE(commit(*app_, [&](const Known& known) -> base::Result<Facts> {
      const model::Handle handle{model::HandleKind::kMail, address};
      return Facts{
          {known.random.id<model::EntryTag>(),
           model::IdentitySeen{ledger::identity_id(known.ledger.key(), handle), handle, name}}};
    }));
  }
  std::size_t questions_now() {
    const auto all = questions(*app_, kMostQuestions, false);
    return all ? all->list.size() : 99;
  }

  base::ScratchFolder folder_;
  std::unique_ptr<base::Clock> clock_ = base::system_clock();
  std::unique_ptr<base::Random> random_ = base::system_random();
  std::unique_ptr<App> app_;
};

TEST_F(Settling, ANewcomerIsThereAtOnceAndAskedAboutAfterATurnWithoutChange) {
  std::uint64_t turn = 0;
  see("ben@made.example", "Ben Ode");
  const auto met = add_person(*app_, "Ben Ode");
  ASSERT_TRUE(met);
  EXPECT_EQ(app_->state.people.name(*met), "Ben Ode");
  EXPECT_EQ(questions_now(), 0U);
  ASSERT_TRUE(settle_beside(*app_, turn));
  EXPECT_EQ(questions_now(), 0U) << "somebody may still be writing";
  ASSERT_TRUE(settle_beside(*app_, turn));
  EXPECT_EQ(questions_now(), 1U);
  EXPECT_EQ(app_->state.unresolved, 0U);
}

TEST_F(Settling, WhatTheServerDidNotComeToIsDoneWhenTheBookIsClosed) {
  see("ben@made.example", "Ben Ode");
  ASSERT_TRUE(add_person(*app_, "Ben Ode"));
  close(*app_);
  app_.reset();
  open_book();
  EXPECT_EQ(questions_now(), 1U);
}

TEST_F(Settling, OnesTurnsBesideWritersEndWithWhatAllOfItSays) {
  std::atomic<bool> done = false;
  std::thread turns([&] {
    std::uint64_t turn = 0;
    while (!done) ASSERT_TRUE(settle_beside(*app_, turn));
  });
  std::vector<std::thread> writers;
  for (int w = 0; w < 3; ++w) {
    writers.emplace_back([&, w] {
      for (int i = 0; i < 40; ++i) {
        static constexpr std::array kGiven = {"Ben", "Noor", "Imre", "Ada", "Tom"};
        static constexpr std::array kFamily = {"Ode", "Haddad", "Halasz", "Brenner"};
        const std::string n = std::to_string(i % 20),
                          name = std::string(kGiven[i % 5]) + " " + kFamily[i % 20 / 5];
        if (w == 0) {
          const Visit visit(*app_);
          ASSERT_TRUE(add_person(*app_, name));
        } else {
          see("p" + n + "@firm" + std::to_string(w) + ".example", w == 1 ? name : name + "son");
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(i % 3));
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  done = true;
  turns.join();
  std::uint64_t turn = 0;
  ASSERT_TRUE(settle_beside(*app_, turn));
  ASSERT_TRUE(settle_beside(*app_, turn));
  EXPECT_EQ(app_->state.unresolved, 0U);
  EXPECT_EQ(app_->state.people.size(), 60U);
  EXPECT_EQ(app_->state.people.persons(),
            identity::resolve_persons(app_->state.people, app_->state.profiles));
  EXPECT_GE(questions_now(), 10U) << "each name stands there twice";
}

TEST_F(Settling, AQuietBookIsMadeReadyForTheFirstPath) {
  std::uint64_t turn = 0;
  const double day = base::days_since_epoch(app_->moment.at);
  see("ben@made.example", "Ben Ode");
  warm(*app_, turn);
  EXPECT_EQ(app_->network.at_hand(day), nullptr) << "somebody may still be writing";
  warm(*app_, turn);
  EXPECT_NE(app_->network.at_hand(day), nullptr);
  app_->network.drop();
  warm(*app_, turn);
  EXPECT_NE(app_->network.at_hand(day), nullptr);
}

}  // namespace
}  // namespace app
