// A server without a socket, for tests: members, their books, a clock that stands still until it is
// moved, and requests as values.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "api/api.h"
#include "api/daily_letter.h"
#include "base/scratch_folder.h"
#include "formats/mime.h"
#include "mail/postman.h"

namespace api {

class HandClock final : public base::Clock {
 public:
  base::Time now() override { return at; }
  base::Time at = *base::parse_time("2026-11-25T08:00:00Z");
};

// What a hash costs here: what is tested is who may come in, not how long guessing takes.
inline constexpr members::Cost kCheap{1, std::size_t{8} << 10};
inline constexpr const char* kPassword = "four quiet words here";

class OnASite : public testing::Test {
 protected:
  void SetUp() override {
    open();
    if (HasFatalFailure()) return;
    owner_ = cookie_of(members_->welcome(members_->owner_code(), "Ada", kPassword, from()));
  }
  void TearDown() override { close(); }

  void open() {
    auto app = app::open({folder_.path(), std::nullopt, true, std::nullopt}, clock_, *random_);
    ASSERT_TRUE(app) << app.error().message;
    app_ = std::move(*app);
    auto members = members::Members::open(folder_.path(), *random_, kCheap);
    ASSERT_TRUE(members) << members.error().message;
    members_ = std::move(*members);
    shelf_ = std::make_unique<Shelf>(*app_, std::nullopt);
    site_.reset(new Site{*members_, *shelf_, clock_, *random_, "", "",
                         [this](const formats::Json& line) { log_.push_back(line); }});
    give_mail();
    api_ = std::make_unique<Api>(*site_);
  }
  // What is on disk is left.
  void close() {
    api_.reset();
    site_.reset();
    shelf_.reset();
    mailing_.reset();
    outbox_.reset();
    subscriptions_.reset();
    members_.reset();
    app_.reset();
  }

  // What waits in the outbox is sent, and given here.
  std::vector<formats::Mail> deliver() {
    std::vector<formats::Mail> mails;
    EXPECT_TRUE(mail::deliver_due(
        *outbox_,
        [&](const mail::Posted& letter) {
          sent_to_ = letter.to;
          last_bytes_ = letter.bytes;
          mails.push_back(formats::parse_mail(letter.bytes));
          return mail::Outcome{};
        },
        clock_));
    return mails;
  }

  // A server that sends mail, as soon as somebody delivers what is queued.
  void give_mail() {
    auto table = store::open_sqlite_table(mail::outbox_file(folder_.path()));
    ASSERT_TRUE(table) << table.error().message;
    const formats::Address server{formats::Address::Kind::kMail, "Rapport", "rapport@made.example"};
    auto outbox = mail::Outbox::open(std::move(*table), server, *random_);
    auto subscriptions = mail::Subscriptions::open(folder_.path(), *random_);
    ASSERT_TRUE(outbox && subscriptions);
    outbox_ = std::move(*outbox);
    subscriptions_ = std::move(*subscriptions);
    mailing_.reset(new Mailing{*subscriptions_, outbox_.get(), "https://rapport.example"});
    site_->mailing = mailing_.get();
    shelf_->on_forgetting([this](const std::string& member) {
      return outbox_->take_back(daily_letters_of(member), clock_.at);
    });
  }

  members::Visitor from() const { return {"127.0.0.1", "A test", clock_.at}; }
  static net::Field cookie_of(const base::Result<members::SignedIn>& in) {
    EXPECT_TRUE(in) << in.error().message;
    return {"Cookie", "rapport=" + (in ? in->token : "")};
  }
  // Somebody else with a book of their own.
  net::Field invite(const std::string& name) {
    const auto invited = members_->invite(name, clock_.at);
    EXPECT_TRUE(invited);
    return cookie_of(members_->welcome(invited->second, name, kPassword, from()));
  }
  net::Field token_of(const std::string& member, bool writes) {
    members::ApiToken token;
    token.member = member;
    token.name = "a program";
    token.writes = writes;
    token.until = clock_.at + std::chrono::days(30);
    const auto made = members_->new_token(token);
    EXPECT_TRUE(made);
    return {"Authorization", "Bearer " + made->first};
  }

  // "/api/v1/people?q=x", as a page of this server asks.
  net::Request asking(net::Method method, const std::string& target,
                      const std::optional<net::Field>& proof, const std::string& body = "") const {
    net::Request request;
    request.method = method;
    const std::size_t query = target.find('?');
    const std::string_view path = std::string_view(target).substr(1, query - 1);
    for (const std::string_view part : base::split(path, '/')) request.segments.emplace_back(part);
    if (query != std::string::npos) {
      for (const std::string_view p :
           base::split(std::string_view(target).substr(query + 1), '&')) {
        const std::size_t is = p.find('=');
        request.parameters.push_back({std::string(p.substr(0, is)), std::string(p.substr(is + 1))});
      }
    }
    request.headers = {{"Host", "localhost"}, {"Sec-Fetch-Site", "same-origin"}};
    if (proof) request.headers.push_back(*proof);
    if (!body.empty()) request.headers.push_back({"Content-Type", "application/json"});
    request.body = body;
    request.peer = "127.0.0.1";
    return request;
  }
  net::ResponseRef answer(const net::Request& request) {
    const net::ResponseRef at_once = api_->at_once(request);
    return at_once ? at_once : api_->work(request);
  }
  net::ResponseRef get(const std::string& target) {
    return answer(asking(net::Method::kGet, target, owner_));
  }
  net::ResponseRef post(const std::string& target, const std::string& body) {
    return answer(asking(net::Method::kPost, target, owner_, body));
  }
  static std::string text(const net::ResponseRef& response, const char* member) {
    const auto json = formats::parse_json(response->body);
    const formats::Json* value = json ? json->find(member) : nullptr;
    return value == nullptr || value->as_string() == nullptr ? "" : *value->as_string();
  }
  std::string members_file() const {
    std::ifstream in(folder_.path() + "/members.json", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  HandClock clock_;
  base::ScratchFolder folder_;
  std::unique_ptr<base::Random> random_ = base::seeded_random(7);
  std::unique_ptr<app::App> app_;
  std::unique_ptr<members::Members> members_;
  std::unique_ptr<Shelf> shelf_;
  std::unique_ptr<mail::Outbox> outbox_;
  std::vector<std::string> sent_to_;  // of the letter that was delivered last
  std::string last_bytes_;
  std::unique_ptr<mail::Subscriptions> subscriptions_;
  std::unique_ptr<Mailing> mailing_;
  std::unique_ptr<Site> site_;
  std::unique_ptr<Api> api_;
  net::Field owner_;
  std::vector<formats::Json> log_;
};

}  // namespace api
