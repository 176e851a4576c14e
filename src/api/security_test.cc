// What no answer may do, whoever asks: lead elsewhere, be shown as a page, be read by another site.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <set>

#include "api/test_site.h"

namespace api {
namespace {

using std::chrono::hours;

class Secure : public OnASite {
 protected:
  // Over https its cookie has another name.
  net::Field secured() const { return {"Cookie", "__Host-" + owner_.value}; }
  net::Request inviting(const std::string& host, const net::Field& proof) const {
    net::Request request =
        asking(net::Method::kPost, "/api/v1/members", proof, R"({"name":"Bob Ames"})");
    request.headers[0].value = host;
    return request;
  }
  std::string code_of(const std::string& link) const { return link.substr(link.find('=') + 1); }
  net::ResponseRef welcome(const std::string& code) {
    return answer(
        asking(net::Method::kPost, "/api/v1/welcome", std::nullopt,
               R"({"code":")" + code + R"(","name":"Bob Ames","password":")" + kPassword + "\"}"));
  }
};

TEST_F(Secure, E4ALinkIsOfTheConfiguredNameWhateverTheRequestClaims) {
  site_->origin = "https://rapport.example";
  for (const char* name : {"X-Forwarded-Host", "X-Forwarded-Server", "X-Host", "X-Original-Host",
                           "Forwarded", "X-Forwarded-Proto", "X-Original-URL", "X-Rewrite-URL"}) {
    for (const char* host : {"rapport.example", "localhost", "127.0.0.1:7777"}) {
      net::Request request = inviting(host, secured());
      request.headers.push_back({name, std::string(name) == "Forwarded"
                                           ? "host=evil.example;proto=http"
                                           : "evil.example"});
      const net::ResponseRef said = answer(request);
      ASSERT_EQ(said->status, 200) << said->body;
      EXPECT_TRUE(text(said, "link").starts_with("https://rapport.example/#welcome="))
          << said->body;
      EXPECT_EQ(said->body.find("evil"), std::string::npos);
    }
  }
  for (const char* host : {"evil.example", "rapport.example.evil.example", "rapport.example@evil",
                           "rapport.example:8443", "localhost.evil.example"})
    EXPECT_EQ(answer(inviting(host, secured()))->status, 421) << host;
}

TEST_F(Secure, E4WithoutAConfiguredNameALinkIsOfThisMachine) {
  EXPECT_TRUE(text(answer(inviting("localhost:7777", owner_)), "link")
                  .starts_with("http://localhost:7777/#welcome="));
  EXPECT_EQ(answer(inviting("evil.example", owner_))->status, 421);
}

// The code stands behind the #, which no browser sends: no log and no Referer has it.
TEST_F(Secure, E4ALinkIsGoodOnceForAWeekAndNamesNobody) {
  const std::string link = text(answer(inviting("localhost", owner_)), "link");
  EXPECT_EQ(link.find("Bob"), std::string::npos);
  EXPECT_EQ(link.find('?'), std::string::npos);
  const std::string again = text(answer(inviting("localhost", owner_)), "link");
  EXPECT_EQ(welcome(code_of(link))->status, 401) << "another link voids it";
  EXPECT_EQ(welcome(code_of(again))->status, 204);
  EXPECT_EQ(welcome(code_of(again))->status, 401) << "once";
  const net::Request request =
      asking(net::Method::kPost, "/api/v1/members", owner_, R"({"name":"Tom Reyes"})");
  const std::string late = text(answer(request), "link");
  clock_.at += hours(24 * 7 + 1);
  EXPECT_EQ(welcome(code_of(late))->status, 401) << "for a week";
}

TEST_F(Secure, E4ARecoveryCodeIsGoodOnceAndAsksForNoLink) {
  const auto made = formats::parse_json(post("/api/v1/recovery-codes", "")->body);
  ASSERT_TRUE(made);
  const std::string code = *made->find("codes")->as_array()->front().as_string();
  const auto recover = [&] {
    return answer(
        asking(net::Method::kPost, "/api/v1/session/recover", std::nullopt,
               R"({"name":"Ada","code":")" + code + R"(","password":"seven tall herons"})"));
  };
  const net::ResponseRef in = recover();
  EXPECT_EQ(in->status, 204);
  EXPECT_EQ(in->header("Location"), nullptr);
  EXPECT_EQ(recover()->status, 401);
}

TEST_F(Secure, E3WhatIsNotProvenIsAnsweredAlikeToTheByte) {
  const auto seen = [&](const char* target, const std::string& body) {
    const net::ResponseRef said = answer(asking(net::Method::kPost, target, std::nullopt, body));
    std::string all = std::to_string(said->status) + "\n" + said->body;
    for (const net::Field& f : said->headers) all += f.name + ": " + f.value + "\n";
    return all;
  };
  const std::string invited = code_of(text(answer(inviting("localhost", owner_)), "link"));
  EXPECT_EQ(seen("/api/v1/session", R"({"name":"Ada","password":"guess number"})"),
            seen("/api/v1/session", R"({"name":"Nobody","password":"guess number"})"));
  EXPECT_EQ(seen("/api/v1/session", R"({"name":"Ada","password":"guess number"})"),
            seen("/api/v1/session", R"({"name":"Bob Ames","password":"guess number"})"))
      << "invited, and not come yet";
  const std::string tail = R"(","code":"aaaa-bbbb-cccc-dddd","password":"seven tall herons"})";
  EXPECT_EQ(seen("/api/v1/session/recover", R"({"name":"Ada)" + tail),
            seen("/api/v1/session/recover", R"({"name":"Nobody)" + tail));
  clock_.at += hours(24 * 8);
  const auto by_code = [&](const std::string& code) {
    return seen("/api/v1/welcome",
                R"({"code":")" + code + R"(","name":"Someone","password":"seven tall herons"})");
  };
  EXPECT_EQ(by_code(invited), by_code(std::string(64, '0')));
  EXPECT_EQ(by_code(invited), by_code("short"));
}

TEST_F(Secure, F5WhatIsMadeToBeTakenAwayIsADownloadAndNeverAPage) {
  post("/api/v1/people", R"({"name":"<script>alert(1)</script> \"; filename=evil.html"})");
  const net::Field bob = invite("Bob");
  const std::string day = base::print_date(clock_.at);
  for (const char* route : {"/api/v1/export", "/api/v1/cards"}) {
    clock_.at += std::chrono::seconds(1);
    const std::string url = text(post(route, ""), "url");
    ASSERT_TRUE(url.starts_with("/download/")) << url;
    const net::ResponseRef file = get(url);
    ASSERT_EQ(file->status, 200);
    ASSERT_NE(file->header("Content-Disposition"), nullptr);
    const std::string& kept = *file->header("Content-Disposition");
    EXPECT_TRUE(kept == "attachment; filename=\"rapport-" + day + ".zip\"" ||
                kept == "attachment; filename=\"rapport-" + day + ".vcf\"")
        << kept;
    EXPECT_EQ(*file->header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(*file->header("Content-Security-Policy"),
              "default-src 'none'; frame-ancestors 'none'; sandbox");
    EXPECT_EQ(*file->header("Cache-Control"), "no-store");
    const std::string& type = *file->header("Content-Type");
    EXPECT_TRUE(type == "application/zip" || type == "text/vcard") << type;
    EXPECT_EQ(answer(asking(net::Method::kGet, url, bob))->status, 404) << "another member";
    EXPECT_EQ(answer(asking(net::Method::kGet, url, std::nullopt))->status, 401);
    for (const std::string& other :
         {std::string("/download/..%2f..%2fbook.db"), std::string("/download/members.json"),
          url + "0", url + ".html"})
      EXPECT_EQ(get(other)->status, 404) << other;
    clock_.at += std::chrono::minutes(11);
    EXPECT_EQ(get(url)->status, 404) << "for ten minutes";
    owner_ = cookie_of(members_->sign_in("Ada", kPassword, from()));
  }
}

TEST_F(Secure, F5NoAnswerOfARouteIsHtmlWhateverIsAskedFor) {
  const std::set<std::string> types = {"application/json", "application/problem+json",
                                       "text/event-stream", "text/plain; version=0.0.4"};
  for (const Route& route : routes()) {
    if (route.needs == Needs::kSecret) continue;  // a page behind a link: below
    net::Request request = asking(route.method, std::string(route.pattern), owner_, "{}");
    request.headers.push_back({"Accept", "text/html"});
    const net::ResponseRef said = answer(request);
    const std::string* type = said->header("Content-Type");
    EXPECT_TRUE(said->status == 204 || (type != nullptr && types.contains(*type)))
        << route.pattern << " " << (type == nullptr ? "none" : *type);
    EXPECT_NE(said->header("X-Content-Type-Options"), nullptr) << route.pattern;
    if (route.pattern == "/api/v1/session" && route.method == net::Method::kDelete)
      owner_ = cookie_of(members_->sign_in("Ada", kPassword, from()));
  }
}

// What a link in a letter leads to is a page, and of nothing that was asked or is known.
TEST_F(Secure, F5APageBehindALinkSaysTheSameWhateverIsAsked) {
  for (const Route& route : routes()) {
    if (route.needs != Needs::kSecret || route.pattern.find("/mail/") != 0) continue;
    std::set<std::string> bodies;
    for (const char* secret : {"0", "<script>x</script>", "..", "zebra"}) {
      std::string target(route.pattern);
      target.replace(target.find("{secret}"), 8, secret);
      net::Request request = asking(route.method, "/mail", std::nullopt, "zebra=<b>");
      request.segments = {"mail", std::string(base::split(target.substr(1), '/')[1]), secret};
      const net::ResponseRef said = answer(request);
      bodies.insert(said->body);
      EXPECT_EQ(said->body.find("zebra"), std::string::npos) << route.pattern;
      EXPECT_NE(said->header("Content-Security-Policy"), nullptr);
      EXPECT_EQ(said->header("Content-Security-Policy")->find("script-src"), std::string::npos);
    }
    EXPECT_EQ(bodies.size(), 1U) << route.pattern;
  }
}

TEST_F(Secure, F7NoRouteLetsAnotherSiteReadOrWrite) {
  for (const Route& route : routes()) {
    for (const char* origin : {"https://evil.example", "null", "http://localhost.evil.example"}) {
      net::Request preflight =
          asking(net::Method::kOptions, std::string(route.pattern), std::nullopt);
      preflight.headers[1] = {"Origin", origin};
      preflight.headers.push_back({"Access-Control-Request-Method", net::word(route.method)});
      preflight.headers.push_back({"Access-Control-Request-Headers", "authorization"});
      net::Request itself = asking(route.method, std::string(route.pattern), owner_, "{}");
      itself.headers[1] = {"Origin", origin};
      for (const net::Request& request : {preflight, itself}) {
        const net::ResponseRef said = answer(request);
        for (const net::Field& f : said->headers)
          EXPECT_FALSE(base::starts_with_ignoring_case(f.name, "Access-Control")) << route.pattern;
        EXPECT_EQ(said->header("Location"), nullptr) << route.pattern;
        EXPECT_NE(*said->header("Cross-Origin-Resource-Policy"), "cross-origin");
        // A mail program elsewhere sends what its reader wants stopped: the address is the proof.
        if (request.method != net::Method::kGet && route.needs != Needs::kSecret) {
          EXPECT_GE(said->status, 400) << route.pattern;
        }
      }
    }
  }
}

}  // namespace
}  // namespace api
