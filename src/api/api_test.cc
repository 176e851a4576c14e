// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/api.h"

#include <gtest/gtest.h>

#include "base/scratch_folder.h"

namespace api {
namespace {

class HandClock final : public base::Clock {
 public:
  base::Time now() override { return at; }
  base::Time at = *base::parse_time("2026-11-25T08:00:00Z");
};

class OverAnEmptyBook : public testing::Test {
 protected:
  void SetUp() override {
    auto app = app::open({folder_.path(), std::nullopt, true, std::nullopt}, clock_, *random_);
    ASSERT_TRUE(app) << app.error().message;
    app_ = std::move(*app);
    api_ = std::make_unique<Api>(
        *app_, Settings{std::string(64, 'a'), std::nullopt,
                        [this](const formats::Json& line) { log_.push_back(line); }});
  }

  static net::Request asking(std::vector<std::string> segments) {
    net::Request request;
    request.segments = std::move(segments);
    request.headers = {{"Host", "localhost"}, {"authorization", "bearer " + std::string(64, 'a')}};
    return request;
  }

  HandClock clock_;
  base::ScratchFolder folder_;
  std::unique_ptr<base::Random> random_ = base::seeded_random(7);
  std::unique_ptr<app::App> app_;
  std::unique_ptr<Api> api_;
  std::vector<formats::Json> log_;
};

TEST_F(OverAnEmptyBook, KeepsAnAnswerUntilTheMomentMoves) {
  const net::Request people = asking({"api", "v1", "people"});
  EXPECT_EQ(api_->at_once(people), nullptr);
  const net::ResponseRef made = api_->work(people);
  ASSERT_EQ(made->status, 200);
  EXPECT_EQ(made->body, "{\"total\":0,\"people\":[]}\n");
  EXPECT_EQ(api_->at_once(people), made);
  const base::Time before = app_->moment.at;
  clock_.at += std::chrono::seconds(61);
  EXPECT_EQ(api_->at_once(people), nullptr);
  EXPECT_EQ(api_->work(people)->status, 200);
  EXPECT_EQ(app_->moment.at, clock_.at);
  EXPECT_GT(app_->moment.at, before);
}

TEST_F(OverAnEmptyBook, KeepsAnswersApartByWhatWasAskedAndHowItMayCome) {
  net::Request a = asking({"api", "v1", "people"}), b = a, packed = a;
  b.parameters = {{"q", "x"}};
  packed.headers.push_back({"Accept-Encoding", "gzip"});
  api_->work(a);
  EXPECT_NE(api_->at_once(a), nullptr);
  EXPECT_EQ(api_->at_once(b), nullptr);
  EXPECT_EQ(api_->at_once(packed), nullptr);
}

TEST_F(OverAnEmptyBook, SaysWhatTheBookDoesNotKnowYet) {
  const net::ResponseRef no = api_->work(asking({"api", "v1", "real"}));
  EXPECT_EQ(no->status, 400);
  EXPECT_NE(no->body.find("rapport me"), std::string::npos);
  EXPECT_EQ(*no->header("Content-Type"), "application/problem+json");
  EXPECT_TRUE(log_.empty());
}

TEST_F(OverAnEmptyBook, EachFailureHasAnIdThatIsInTheLog) {
  for (const int status : {500, 503}) {
    const net::ResponseRef failed = api_->refuse(status);
    EXPECT_EQ(failed->status, status);
    const auto json = formats::parse_json(failed->body);
    ASSERT_TRUE(json);
    ASSERT_FALSE(log_.empty());
    EXPECT_EQ(*json->find("id"), *log_.back().find("id"));
    EXPECT_EQ(failed->header("Retry-After") != nullptr, status == 503);
  }
  EXPECT_EQ(log_.size(), 2U);
  api_->refuse(400);
  EXPECT_EQ(log_.size(), 2U);
}

TEST_F(OverAnEmptyBook, WantsTheWholeTokenAndALoopbackName) {
  net::Request request = asking({"api", "v1", "people"});
  request.headers[0].value = "rebound.example";
  EXPECT_EQ(api_->at_once(request)->status, 421);
  request = asking({"api", "v1", "people"});
  request.headers[1].value.pop_back();
  EXPECT_EQ(api_->at_once(request)->status, 401);
  request.headers.pop_back();
  const net::ResponseRef there = api_->at_once(request);
  request.segments = {"nothing"};
  EXPECT_EQ(api_->at_once(request), there);
}

}  // namespace
}  // namespace api
