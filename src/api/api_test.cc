// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/api.h"

#include <set>
#include <thread>

#include "api/schema.h"
#include "api/test_site.h"

namespace api {

formats::Json openapi();

namespace {

TEST_F(OnASite, KeepsAnAnswerUntilTheMomentOrTheBookMoves) {
  const net::Request people = asking(net::Method::kGet, "/api/v1/people", owner_);
  EXPECT_EQ(api_->at_once(people), nullptr);
  const net::ResponseRef made = api_->work(people);
  ASSERT_EQ(made->status, 200);
  EXPECT_EQ(api_->at_once(people), made);
  const base::Time before = app_->moment.at;
  clock_.at += std::chrono::seconds(61);
  EXPECT_EQ(api_->at_once(people), nullptr);
  EXPECT_EQ(api_->work(people)->status, 200);
  EXPECT_EQ(app_->moment.at, clock_.at);
  EXPECT_GT(app_->moment.at, before);
  EXPECT_NE(api_->at_once(people), nullptr);
  EXPECT_EQ(
      answer(asking(net::Method::kPut, "/api/v1/me", owner_, R"({"handles":["ada@made.example"]})"))
          ->status,
      200);
  EXPECT_EQ(api_->at_once(people), nullptr);
}

TEST_F(OnASite, ABookThatTurnsOutToBeAnArchiveIsSeenAsOfItsLastWordAtOnce) {
  const auto letter = [](const char* from, const char* to, const char* day) {
    return "From x Mon Jan  1 00:00:00 2001\nFrom: " + std::string(from) +
           "@made.example\nTo: " + to + "@made.example\nDate: " + day +
           " Mar 2001 09:00:00 +0000\nMessage-ID: <" + day + from +
           "@made.example>\nSubject: the lease\n\nHello.\n\n";
  };
  const std::string mail = letter("ada", "imre", "1") + letter("imre", "ada", "2") +
                           letter("ada", "imre", "9") + letter("imre", "ada", "10");
  app::ImportJobs& jobs = shelf_->owners()->imports();
  const auto id = jobs.begin({{"mail.mbox", mail.size(), 0}});
  ASSERT_TRUE(id && jobs.put(*id, 0, 0, mail) && jobs.start(*id));
  for (int i = 0; i < 1000 && jobs.find(*id)->state != app::JobState::kDone; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  ASSERT_EQ(
      answer(asking(net::Method::kPut, "/api/v1/me", owner_, R"({"handles":["ada@made.example"]})"))
          ->status,
      200);
  clock_.at += std::chrono::seconds(1);
  const net::ResponseRef count = get("/api/v1/count");
  EXPECT_NE(count->body.find("\"as_of\":\"2001-03-10"), std::string::npos) << count->body;
  EXPECT_NE(count->body.find("\"archive\":true"), std::string::npos) << count->body;
}

// What is short is answered on the connection's thread; what is not, or would wait, on the pool.
TEST_F(OnASite, AShortQuestionIsAnsweredWithoutTheWayToThePool) {
  std::string mail;
  for (const char* friends : {"imre", "marta", "yuki", "leo"}) {
    for (int day = 10; day < 16; ++day) {
      const bool back = day % 2 == 0;
      mail += std::string("From x Mon Jan  1 00:00:00 2001\nFrom: ") + (back ? "ada" : friends) +
              "@made.example\nTo: " + (back ? friends : "ada") +
              "@made.example\nDate: " + std::to_string(day) +
              " Mar 2001 09:00:00 +0000\nMessage-ID: <" + friends + std::to_string(day) +
              "@made.example>\nSubject: the lease\n\nHello.\n\n";
    }
  }
  app::ImportJobs& jobs = shelf_->owners()->imports();
  const auto id = jobs.begin({{"mail.mbox", mail.size(), 0}});
  ASSERT_TRUE(id && jobs.put(*id, 0, 0, mail) && jobs.start(*id));
  for (int i = 0; i < 1000 && jobs.find(*id)->state != app::JobState::kDone; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  ASSERT_EQ(
      answer(asking(net::Method::kPut, "/api/v1/me", owner_, R"({"handles":["ada@made.example"]})"))
          ->status,
      200);
  clock_.at += std::chrono::seconds(1);
  const auto list = formats::parse_json(get("/api/v1/people")->body);
  ASSERT_TRUE(list);
  std::vector<std::string> ids;
  for (const formats::Json& one : formats::list_in(*list, "people"))
    ids.push_back(formats::text_in(one, "id"));
  ASSERT_GE(ids.size(), 4U);
  const auto to = [&](const std::string& whom) {
    return asking(net::Method::kGet, "/api/v1/paths?to=" + whom, owner_);
  };
  EXPECT_EQ(api_->at_once(to(ids[0])), nullptr);  // nobody has priced the ties
  EXPECT_EQ(api_->work(to(ids[0]))->status, 200);
  EXPECT_EQ(api_->at_once(to("leo")), nullptr);  // a name is looked for among all
  EXPECT_EQ(api_->at_once(asking(net::Method::kGet, "/api/v1/paths?company=x", owner_)), nullptr);
  {
    const std::unique_lock alone(app_->access);
    EXPECT_EQ(api_->at_once(to(ids[1])), nullptr);
  }
  app_->search_budget = 1;
  EXPECT_EQ(api_->at_once(to(ids[1])), nullptr);
  EXPECT_NE(api_->work(to(ids[1]))->body.find("\"partial\":true"), std::string::npos);
  app_->search_budget = 1'000'000;
  const net::ResponseRef said = api_->at_once(to(ids[2]));
  ASSERT_NE(said, nullptr);
  EXPECT_EQ(said->status, 200);
  EXPECT_EQ(said->body, api_->work(to(ids[2]))->body);
  const net::ResponseRef nobody = api_->at_once(to(std::string(32, '0')));
  EXPECT_TRUE(nobody == nullptr || nobody->status == 404);
}

TEST_F(OnASite, KeepsAnswersApartByWhatWasAskedAndHowItMayCome) {
  const net::Request a = asking(net::Method::kGet, "/api/v1/people", owner_);
  net::Request b = asking(net::Method::kGet, "/api/v1/people?q=x", owner_), packed = a;
  packed.headers.push_back({"Accept-Encoding", "gzip"});
  api_->work(a);
  EXPECT_NE(api_->at_once(a), nullptr);
  EXPECT_EQ(api_->at_once(b), nullptr);
  EXPECT_EQ(api_->at_once(packed), nullptr);
  const net::Field bob = invite("Bob");
  EXPECT_EQ(api_->at_once(asking(net::Method::kGet, "/api/v1/people", bob)), nullptr);
}

TEST_F(OnASite, SaysWhatTheBookDoesNotKnowYet) {
  const net::ResponseRef no = get("/api/v1/real");
  EXPECT_EQ(no->status, 400);
  EXPECT_NE(no->body.find("rapport me"), std::string::npos);
  EXPECT_EQ(*no->header("Content-Type"), "application/problem+json");
}

TEST_F(OnASite, L2EachFailureHasAnIdThatIsInTheLog) {
  log_.clear();
  for (const int status : {500, 503}) {
    const net::ResponseRef failed = api_->refuse(status);
    EXPECT_EQ(failed->status, status);
    ASSERT_FALSE(log_.empty());
    EXPECT_EQ(text(failed, "id"), *log_.back().find("id")->as_string());
    EXPECT_EQ(failed->header("Retry-After") != nullptr, status == 503);
  }
  EXPECT_EQ(log_.size(), 2U);
  api_->refuse(400);
  EXPECT_EQ(log_.size(), 2U);
}

TEST_F(OnASite, E12AnswersOnlyUnderItsOwnName) {
  net::Request request = asking(net::Method::kGet, "/api/v1/people", owner_);
  request.headers.push_back({"X-Forwarded-Host", "localhost"});
  request.headers[0].value = "rebound.example";
  EXPECT_EQ(answer(request)->status, 421);
  site_->origin = "https://rebound.example";
  EXPECT_EQ(answer(request)->status, 401) << "over https the cookie has another name";
}

TEST_F(OnASite, C3OneKeyHasOneEffectAndOneAnswerHoweverOftenItIsSent) {
  net::Request request =
      asking(net::Method::kPut, "/api/v1/me", owner_, R"({"handles":["ada@made.example"]})");
  request.headers.push_back({"Idempotency-Key", "one"});
  std::vector<net::ResponseRef> said(8);
  std::vector<std::thread> threads;
  for (net::ResponseRef& one : said) threads.emplace_back([&] { one = answer(request); });
  for (std::thread& thread : threads) thread.join();
  const std::uint64_t entries = app_->ledger->last_seq();
  for (const net::ResponseRef& one : said) {
    EXPECT_EQ(one->status, 200);
    EXPECT_EQ(one->body, said.front()->body);
  }
  // After a restart nothing is kept in memory, and the ledger knows it.
  api_.reset();
  site_.reset();
  shelf_ = std::make_unique<Shelf>(*app_, std::nullopt);
  site_.reset(new Site{*members_, *shelf_, clock_, *random_, "", "", [](const formats::Json&) {}});
  api_ = std::make_unique<Api>(*site_);
  EXPECT_EQ(answer(request)->body, said.front()->body);
  EXPECT_EQ(app_->ledger->last_seq(), entries);
  request.body = R"({"handles":["bea@made.example"]})";
  EXPECT_EQ(answer(request)->status, 422);
}

TEST_F(OnASite, C4OfTwoWhoChangeWhatTheySawOneIsToldToLookAgain) {
  const net::ResponseRef seen = get("/api/v1/settings");
  ASSERT_EQ(seen->status, 200) << seen->body;
  net::Request change = asking(net::Method::kPut, "/api/v1/settings", owner_, R"({"region":"DE"})");
  EXPECT_EQ(answer(change)->status, 428);
  change.headers.push_back({"If-Match", *seen->header("ETag")});
  const net::ResponseRef first = answer(change);
  EXPECT_EQ(first->status, 200) << first->body;
  EXPECT_EQ(answer(change)->status, 412);
  EXPECT_EQ(text(get("/api/v1/settings"), "region"), "DE");
  change.headers.back().value = *first->header("ETag");
  change.body = R"({"region":"d1"})";
  EXPECT_EQ(answer(change)->status, 400);
}

TEST_F(OnASite, I6WhatIsForgottenIsLeftInNoFileThatWasMadeToBeTakenAway) {
  const net::ResponseRef added = post("/api/v1/people", R"({"name":"Noor Haddad"})");
  ASSERT_EQ(added->status, 200) << added->body;
  const net::ResponseRef made = post("/api/v1/export", "");
  ASSERT_EQ(made->status, 200) << made->body;
  const std::string url = text(made, "url");
  EXPECT_EQ(get(url)->status, 200);
  const std::string path = "/api/v1/people/" + text(added, "id");
  EXPECT_EQ(answer(asking(net::Method::kDelete, path, owner_))->status, 204);
  EXPECT_EQ(get(url)->status, 404);
}

TEST_F(OnASite, E11WhatARouteDoesNotKnowIsRefused) {
  EXPECT_NE(post("/api/v1/undo", R"({"entry":"1"})")->body.find("entry: takes an integer"),
            std::string::npos);
  EXPECT_NE(post("/api/v1/undo", R"({"owner":true})")->body.find("owner: is not known here"),
            std::string::npos);
  EXPECT_EQ(post("/api/v1/undo", "[]")->status, 400);
  EXPECT_EQ(post("/api/v1/undo", "{\"entry\":1")->status, 400);
  EXPECT_EQ(get("/api/v1/people?owner=1")->status, 400);
  EXPECT_EQ(get("/api/v1/people?q=a&q=b")->status, 400);
  EXPECT_EQ(get("/api/v1/people?limit=0")->status, 400);
  net::Request no_type = asking(net::Method::kPost, "/api/v1/undo", owner_, "{}");
  no_type.headers.back().value = "text/plain";
  EXPECT_EQ(answer(no_type)->status, 400);
}

TEST_F(OnASite, E6ASessionThatEndsIsOverAtOnceAlsoForWhoIsToldOfChanges) {
  const net::ResponseRef stream = get("/api/v1/events");
  ASSERT_NE(stream->pieces, nullptr);
  EXPECT_EQ(stream->pieces->next(), "retry: 2000\n\n");
  EXPECT_EQ(stream->pieces->next(), "");
  const net::ResponseRef out = answer(asking(net::Method::kDelete, "/api/v1/session", owner_));
  EXPECT_EQ(out->status, 204);
  EXPECT_NE(out->header("Clear-Site-Data"), nullptr);
  EXPECT_EQ(stream->pieces->next(), std::nullopt);
  EXPECT_EQ(get("/api/v1/today")->status, 401);
}

TEST_F(OnASite, E2TooManyTriesWaitAndTheOwnerComesInAllTheSame) {
  clock_.at += std::chrono::hours(1);
  int refused = 0;
  net::ResponseRef last;
  for (int i = 0; i < 40; ++i) {
    net::Request guess = asking(net::Method::kPost, "/api/v1/session", std::nullopt,
                                R"({"name":"Ada","password":"guess number"})");
    guess.peer = "203.0.113." + std::to_string(i % 3 + 1);
    last = answer(guess);
    if (last->status == 429) ++refused;
  }
  EXPECT_GE(refused, 25);
  ASSERT_NE(last->header("Retry-After"), nullptr);
  EXPECT_GT(std::stoi(*last->header("Retry-After")), 0);
  const net::ResponseRef in =
      post("/api/v1/session", R"({"name":"ada","password":"four quiet words here"})");
  EXPECT_EQ(in->status, 204) << in->body;
}

TEST_F(OnASite, E3NobodyAndAWrongPasswordAreTheSame) {
  const auto tried = [&](const std::string& name) {
    return post("/api/v1/session", R"({"name":")" + name + R"(","password":"guess number"})");
  };
  const net::ResponseRef wrong = tried("Ada"), nobody = tried("Nobody");
  EXPECT_EQ(wrong->status, 401);
  EXPECT_EQ(wrong->body, nobody->body);
  EXPECT_EQ(wrong->headers.size(), nobody->headers.size());
}

TEST_F(OnASite, L3SecurityEventsAreLoggedByIdAndNeverByName) {
  log_.clear();
  post("/api/v1/session", R"({"name":"Ada","password":"guess number"})");
  post("/api/v1/session", R"({"name":"Ada","password":"four quiet words here"})");
  post("/api/v1/recovery-codes", "");
  ASSERT_EQ(log_.size(), 3U);
  EXPECT_EQ(*log_[0].find("event"), "sign in refused");
  EXPECT_EQ(*log_[1].find("event"), "sign in");
  EXPECT_EQ(*log_[2].find("event"), "recovery codes made");
  for (const formats::Json& line : log_)
    EXPECT_EQ(formats::print_json(line).find("Ada"), std::string::npos);
}

// Every word of JSON Schema in the file is one that check() holds bodies to.
void only_known_words(const formats::Json& schema) {
  static const std::set<std::string> kKnown = {
      "$ref",          "type",          "enum",   "properties", "required", "additionalProperties",
      "minProperties", "maxProperties", "items",  "minItems",   "maxItems", "minLength",
      "maxLength",     "minimum",       "maximum"};
  for (const auto& [word, value] : *schema.as_object()) {
    EXPECT_TRUE(kKnown.contains(word)) << word;
    if (word == "items") only_known_words(value);
    if (word != "properties") continue;
    for (const auto& [name, one] : *value.as_object()) only_known_words(one);
  }
}

TEST(Schemas, UseOnlyWhatIsChecked) {
  for (const auto& [name, schema] : *components().find("schemas")->as_object())
    only_known_words(schema);
  for (const auto& [name, parameter] : *components().find("parameters")->as_object())
    only_known_words(*parameter.find("schema"));
}

TEST(Schemas, AreThereForEveryRoute) {
  const formats::Json& schemas = *components().find("schemas");
  for (const Route& route : routes()) {
    for (const std::string_view name : {route.takes, route.gives}) {
      EXPECT_TRUE(name.empty() || schemas.find(name) != nullptr) << name;
    }
    for (const std::string_view name : base::split(route.query, ' ')) {
      EXPECT_TRUE(name.empty() || components().find("parameters")->find(name) != nullptr) << name;
    }
  }
  EXPECT_EQ(*openapi().find("openapi"), "3.1.0");
}

TEST(Schemas, SayWhatIsWrongAndWhere) {
  const auto said = [](std::string_view schema, std::string_view text) {
    const auto checked = check(schema, *formats::parse_json(text));
    return checked ? std::string("fine") : checked.error().message;
  };
  EXPECT_EQ(said("NewImport", R"({"files":[{"path":"a","size":1}]})"), "fine");
  EXPECT_EQ(said("NewImport", R"({"files":[{"path":"a","size":-1}]})"),
            "files[0].size: takes a number from 0 to 1099511627776");
  EXPECT_EQ(said("NewImport", R"({"files":[]})"), "files: takes at least 1 of them");
  EXPECT_EQ(said("NewImport", "{}"), "files: is missing");
  EXPECT_EQ(said("Judgement", R"({"same":["a","b"],"apart":["a","b"]})"),
            "the body takes at most 1 members");
  EXPECT_EQ(said("NewFact", R"({"kind":"need","value":1})"), "value: takes a text");
}

}  // namespace
}  // namespace api
