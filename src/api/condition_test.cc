// Health, ready, and what the pages are told of it, with a disk that fails at will.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/condition.h"

#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "api/schema.h"
#include "api/test_site.h"

namespace api {
namespace {

using How = Condition::How;
using Troubles = Condition::Troubles;
using std::chrono::seconds;

class Watched : public OnASite {
 protected:
  void SetUp() override {
    OnASite::SetUp();
    condition_ = std::make_unique<Condition>(Condition::Parts{
        [this](How how) {
          ++(how == How::kWrite ? writes_ : looks_);
          return how == How::kWrite ? on_write_ : on_look_;
        },
        [this](const Troubles& troubles) { told_.push_back(troubles); }, [this] { return now_; }});
    site_->condition = condition_.get();
  }
  std::string health() {
    const net::ResponseRef said = answer(asking(net::Method::kGet, "/api/v1/health", std::nullopt));
    EXPECT_EQ(said->status, 200);
    return said->body;
  }
  // As the thread does, every two seconds.
  void pass(int count) {
    for (int i = 0; i < count; i += 2) {
      now_ += seconds(2);
      condition_->step();
    }
  }

  Condition::Instant now_ = Condition::Instant() + std::chrono::hours(1);
  Troubles on_look_, on_write_;
  int looks_ = 0, writes_ = 0;
  std::vector<Troubles> told_;
  std::unique_ptr<Condition> condition_;
};

constexpr const char* kOk = "{\"health\":\"ok\"}\n";

TEST_F(Watched, L1SaysWithinFiveSecondsThatNothingIsKeptAndThatItIsAgain) {
  EXPECT_EQ(health(), kOk);
  for (const char* trouble : {"disk_full", "read_only", "cannot_write", "restart_needed"}) {
    on_write_ = {trouble};
    now_ += seconds(5);
    EXPECT_EQ(health(),
              "{\"health\":\"degraded\",\"reasons\":[\"" + std::string(trouble) + "\"]}\n");
    EXPECT_TRUE(check("Health", *formats::parse_json(health())));
    on_write_ = {};
    now_ += seconds(5);
    EXPECT_EQ(health(), kOk);
  }
  EXPECT_EQ(told_.size(), 8U);
}

TEST_F(Watched, L1AFullDiskIsSeenWithoutAnybodyAskingAndWithoutAWrite) {
  pass(60);
  EXPECT_EQ(writes_, 0);
  on_look_ = {"disk_full"};
  on_write_ = on_look_;
  pass(4);
  EXPECT_EQ(condition_->at_hand(), on_look_);
  on_look_ = on_write_ = {};
  pass(4);
  EXPECT_EQ(condition_->at_hand(), Troubles());
  EXPECT_EQ(told_.size(), 2U);
}

// A look sees no bad sector: what a write found is over when a write lasts.
TEST_F(Watched, L1OnlyAWriteThatLastedShowsThatItIsOver) {
  on_write_ = {"cannot_write"};
  condition_->doubt();
  pass(2);
  EXPECT_EQ(condition_->at_hand(), on_write_);
  condition_->step();
  condition_->step();
  EXPECT_EQ(condition_->at_hand(), on_write_);
  on_write_ = {};
  pass(2);
  EXPECT_EQ(condition_->at_hand(), Troubles());
}

TEST_F(Watched, L1AskingDoesNotMakeTheDiskWork) {
  for (int i = 0; i < 10'000; ++i) {
    now_ += std::chrono::milliseconds(2);
    health();
    if (i % 100 == 0) condition_->doubt();
    condition_->step();
  }
  EXPECT_LE(writes_, 11);  // 20 seconds
}

TEST_F(Watched, L1AWriteThatTheDiskRefusesIsLookedInto) {
  on_write_ = {"disk_full"};
  // Where the new file is to be written a folder stands: the change cannot be kept.
  const std::string path = folder_.path() + "/members.json.new";
  ASSERT_EQ(::mkdir(path.c_str(), 0700), 0);
  EXPECT_EQ(post("/api/v1/recovery-codes", "")->status, 503);
  pass(2);
  EXPECT_EQ(condition_->at_hand(), on_write_);
  ASSERT_EQ(::rmdir(path.c_str()), 0);
}

TEST_F(Watched, L1PagesAreToldWhenItIsOtherwise) {
  const net::ResponseRef stream = get("/api/v1/events");
  ASSERT_NE(stream->pieces, nullptr);
  EXPECT_EQ(stream->pieces->next(), "retry: 2000\n\n");
  on_look_ = on_write_ = {"disk_full"};
  pass(2);
  std::optional<std::string> said;
  do {
    said = stream->pieces->next();  // at most one word each half second
  } while (said && said->empty());
  ASSERT_TRUE(said);
  EXPECT_NE(said->find("event: condition\n"), std::string::npos);
}

TEST_F(Watched, L1ADiskThatDoesNotAnswerIsTroubleAndKeepsNobodyWaiting) {
  std::atomic<bool> hang = true;
  std::atomic<bool> there = false;
  std::atomic<int> seconds_on = 0;
  Condition stuck(Condition::Parts{[&](How how) {
                                     if (how == How::kWrite) {
                                       there = true;
                                       while (hang) std::this_thread::yield();
                                     }
                                     return Troubles();
                                   },
                                   {},
                                   [&] { return now_ + seconds(seconds_on); }});
  stuck.start();
  stuck.doubt();
  while (!there) std::this_thread::yield();
  EXPECT_EQ(stuck.at_hand(), Troubles());
  seconds_on = 5;
  EXPECT_FALSE(stuck.is_fresh());
  EXPECT_EQ(stuck.look(), Troubles{"cannot_write"});
  hang = false;
  EXPECT_EQ(stuck.look(), Troubles());
}

TEST_F(Watched, L1ReadyIsHonestUnderOverload) {
  net::Counters counters;
  counters.most_waiting = 256;
  site_->counters = &counters;
  const auto ready = [&] {
    return answer(asking(net::Method::kGet, "/api/v1/ready", std::nullopt));
  };
  EXPECT_EQ(ready()->status, 200);
  counters.waiting = 256;
  EXPECT_EQ(ready()->status, 503);
  EXPECT_NE(ready()->header("Retry-After"), nullptr);
  counters.waiting = 3;
  EXPECT_EQ(ready()->status, 200);
  const auto now = [] {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
  };
  counters.overloaded_at = now();
  EXPECT_EQ(ready()->status, 503) << "requests were refused a moment ago";
  counters.overloaded_at = now() - 3000;
  EXPECT_EQ(ready()->status, 200);
}

}  // namespace
}  // namespace api
