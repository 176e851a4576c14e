// Routes × callers: who may ask for what, tested whole. The list of routes is the only source of the
// rows; a route cannot be without its Needs.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <map>
#include <set>

#include "api/test_site.h"

namespace api {
namespace {

enum class Who {
  kStranger,
  kSuspended,       // a member's session, after they were suspended
  kSuspendedToken,  // … and token
  kEnded,           // a session that was signed out
  kReads,           // the owner's token that reads
  kWrites,          // … and writes
  kMember,
  kMemberConfirmed,
  kOwner,
  kOwnerConfirmed
};
constexpr int kCallers = 10;

// W: it is answered; S: 401; R: 403, this token only reads; C: 403, prove it again; N: 404, as if
// there were nothing. One letter a caller, in their order.
const std::map<Needs, const char*> kTable = {
    {Needs::kNothing, "WWWWWWWWWW"}, {Needs::kSecret, "WWWWWWWWWW"},
    {Needs::kRead, "SSSSWWWWWW"},    {Needs::kWrite, "SSSSRWWWWW"},
    {Needs::kSession, "SSSSNNWWWW"}, {Needs::kConfirmed, "SSSSNNCWCW"},
    {Needs::kOwner, "SSSSNNNNWW"},   {Needs::kOwnerConfirmed, "SSSSNNNNCW"}};

class Table : public OnASite {
 protected:
  void SetUp() override {
    OnASite::SetUp();
    const net::Field bob = invite("Bob"), eve = invite("Eve");
    const std::string ada = id_of("Ada"), suspended = id_of("Eve");
    proofs_ = {std::nullopt,
               eve,
               token_of(suspended, true),
               owner_,
               token_of(ada, false),
               token_of(ada, true),
               bob,
               std::nullopt,
               owner_,
               std::nullopt};
    ASSERT_TRUE(members_->set_state(suspended, members::State::kSuspended));
    const auto gone = members_->sign_in("Ada", kPassword, from());
    proofs_[static_cast<std::size_t>(Who::kEnded)] = cookie_of(gone);
    ASSERT_TRUE(members_->end_session(gone->member, gone->session));
    clock_.at += std::chrono::minutes(6);  // what was proven is some time ago
    proofs_[static_cast<std::size_t>(Who::kMemberConfirmed)] =
        cookie_of(members_->sign_in("Bob", kPassword, from()));
    proofs_[static_cast<std::size_t>(Who::kOwnerConfirmed)] =
        cookie_of(members_->sign_in("Ada", kPassword, from()));
  }

  std::string id_of(const std::string& name) const {
    for (const members::Member& m : members_->all()) {
      if (m.name == name) return m.id;
    }
    return "";
  }

  static std::string target_of(const Route& route) {
    std::string target;
    for (const std::string_view part : base::split(route.pattern.substr(1), '/'))
      target += "/" + (part.starts_with('{') ? std::string(32, '0') : std::string(part));
    return target;
  }

  static char letter_of(const net::Response& r) {
    if (r.status == 401) return 'S';
    if (r.status == 403 && r.body.find("only reads") != std::string::npos) return 'R';
    if (r.status == 403 && r.body.find("/problems/confirm") != std::string::npos) return 'C';
    return 'W';
  }

  std::vector<std::optional<net::Field>> proofs_;
};

TEST_F(Table, E9E10EveryRouteAnswersExactlyWhomItIsFor) {
  const net::ResponseRef nothing =
      answer(asking(net::Method::kGet, "/api/v1/nothing/here", owner_));
  const net::ResponseRef stranger =
      answer(asking(net::Method::kGet, "/api/v1/nothing/here", std::nullopt));
  EXPECT_EQ(nothing->status, 404);
  EXPECT_EQ(stranger->status, 401);
  for (const Route& route : routes()) {
    for (int who = 0; who < kCallers; ++who) {
      const auto& proof = proofs_.at(static_cast<std::size_t>(who));
      const char expected = kTable.at(route.needs)[who];
      if (expected == 'W') continue;  // below: it may change who is signed in
      const std::uint64_t before = app_->ledger->last_seq();
      const std::string members = members_file();
      const net::ResponseRef said = answer(asking(route.method, target_of(route), proof, "{}"));
      const std::string where =
          std::string(net::word(route.method)) + " " + target_of(route) + " " + std::to_string(who);
      if (expected == 'N') {
        EXPECT_EQ(said->body, nothing->body) << where;
      } else {
        EXPECT_EQ(letter_of(*said), expected) << where;
      }
      EXPECT_TRUE(expected != 'S' || said->body == stranger->body) << where;
      EXPECT_EQ(app_->ledger->last_seq(), before) << where;
      EXPECT_EQ(members_file(), members) << where;
    }
  }
}

// What a body lacks is told only to whom the route is for; so a body that lacks all shows who that is.
TEST_F(Table, E9WhoMayAskIsHeardOnEveryRoute) {
  for (const Route& route : routes()) {
    const bool ends = route.pattern == "/api/v1/session" && route.method == net::Method::kDelete;
    if (ends || route.pattern == "/api/v1/recovery-codes") continue;
    for (int who = 0; who < kCallers; ++who) {
      if (kTable.at(route.needs)[who] != 'W') continue;
      const net::ResponseRef said = answer(
          asking(route.method, target_of(route), proofs_.at(static_cast<std::size_t>(who)), "{}"));
      EXPECT_EQ(letter_of(*said), 'W') << route.pattern << " " << who << " " << said->body;
      EXPECT_LT(said->status, 500) << route.pattern << " " << said->body;
    }
  }
}

TEST_F(Table, E9AnotherMembersPeopleAreNobodyHere) {
  const auto added = post("/api/v1/met", R"({"name":"Noor Haddad","new":true,"kind":"meeting"})");
  const auto& bob = proofs_.at(static_cast<std::size_t>(Who::kMemberConfirmed));
  const std::string mine = text(added, "id").empty() ? std::string(32, '1') : text(added, "id");
  for (const Route& route : routes()) {
    if (route.pattern.find("/people/{id}") == std::string_view::npos) continue;
    std::string target(route.pattern);
    const std::size_t at = target.find("{id}");
    const std::string theirs = std::string(target).replace(at, 4, mine),
                      nobodys = std::string(target).replace(at, 4, std::string(32, '0'));
    EXPECT_EQ(answer(asking(route.method, theirs, bob, "{}"))->body,
              answer(asking(route.method, nobodys, bob, "{}"))->body)
        << target;
  }
}

TEST_F(Table, F3AWriteThatNoPageOfOursSentIsRefused) {
  const auto& owner = proofs_.at(static_cast<std::size_t>(Who::kOwnerConfirmed));
  for (const Route& route : routes()) {
    if (route.method == net::Method::kGet || route.needs == Needs::kSecret) continue;
    net::Request request = asking(route.method, target_of(route), owner, "{}");
    for (const char* site : {"cross-site", "same-site", "none", ""}) {
      request.headers[1].value = site;
      EXPECT_EQ(answer(request)->status, 403) << route.pattern << site;
    }
    request.headers[1] = {"Origin", "http://evil.example"};
    EXPECT_EQ(answer(request)->status, 403) << route.pattern;
    request.headers[1] = {"X-Nothing", ""};
    EXPECT_EQ(answer(request)->status, 403) << route.pattern;
    request.headers[1] = {"Origin", "http://localhost"};
    EXPECT_NE(answer(request)->body.find("\"status\":4"), 0U);
    EXPECT_NE(answer(request)->status, 403) << route.pattern << answer(request)->body;
    if (route.method == net::Method::kDelete || route.pattern == "/api/v1/recovery-codes") break;
  }
}

TEST_F(Table, NoTwoRoutesAreOne) {
  std::set<std::pair<net::Method, std::string_view>> seen;
  for (const Route& route : routes()) {
    EXPECT_TRUE(seen.emplace(route.method, route.pattern).second) << route.pattern;
    EXPECT_FALSE(route.what.empty()) << route.pattern;
    EXPECT_TRUE(route.method == net::Method::kGet || route.needs != Needs::kRead) << route.pattern;
  }
}

TEST_F(Table, F1EveryAnswerIsHardened) {
  for (const Route& route : routes()) {
    if (route.method != net::Method::kGet) continue;
    for (const auto& proof : {std::optional<net::Field>(), std::optional<net::Field>(owner_)}) {
      const net::ResponseRef said = answer(asking(route.method, target_of(route), proof));
      for (const char* name : {"Cache-Control", "X-Content-Type-Options", "Content-Security-Policy",
                               "Referrer-Policy", "Cross-Origin-Resource-Policy"})
        EXPECT_NE(said->header(name), nullptr) << route.pattern << " " << name;
      EXPECT_EQ(said->header("Access-Control-Allow-Origin"), nullptr);
      ASSERT_NE(said->header("Cache-Control"), nullptr);
      EXPECT_EQ(*said->header("Cache-Control"), "no-store");
    }
  }
}

}  // namespace
}  // namespace api
