// `rapport serve` as a process, on a small book: every route with and without the token, hostile
// clients, and its end.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "api/route.h"
#include "base/scratch_folder.h"
#include "base/text.h"
#include "formats/json.h"
#include "net/raw_client.h"
#include "tests/letters.h"

namespace tests {
namespace {

using net::body_of;
using net::status_of;

int shell(const std::string& line) {
  const int status = std::system(line.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

std::string read_all(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Ada, who writes to eight people each week and is written to, and Noor, whom only Imre writes to.
std::string mail() {
  const base::Time start = *base::parse_time("2025-11-03T08:00:00Z");
  const std::string ada = "Ada <ada@made.example>", imre = "Imre Halász <imre@made.example>",
                    noor = "Noor Haddad <noor@made.example>";
  std::vector<Letter> all;
  const auto add = [&](const std::string& from, std::vector<std::string> to, int hours) {
    const std::string n = std::to_string(all.size());
    all.push_back({from, std::move(to), start + std::chrono::hours(hours), "Matter " + n,
                   "Shall we meet about it on Tuesday?", n + "@made.example", "", ""});
  };
  for (int week = 0; week < 52; ++week) {
    for (int i = 0; i < 8; ++i) {
      const std::string n = std::to_string(i),
                        other = i == 0 ? imre : "Friend " + n + " <f" + n + "@made.example>";
      add(ada, {other}, 168 * week + i);
      add(other, {ada}, 168 * week + i + 20);
    }
    add(imre, {noor, ada}, 168 * week + 40);
    add(noor, {imre, ada}, 168 * week + 50);
  }
  return print_mbox(all);
}

// One book for all tests here, and a server on it for each.
class Serve : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<base::ScratchFolder>();
    std::ofstream(*folder_ / "mail.mbox", std::ios::binary) << mail();
    ASSERT_EQ(shell(rapport("import " + *folder_ / "mail.mbox") + " >/dev/null"), 0);
    ASSERT_EQ(shell(rapport("me ada@made.example") + " >/dev/null"), 0);
  }
  static void TearDownTestSuite() { folder_.reset(); }

  static std::string rapport(const std::string& words) {
    return RAPPORT_BIN " --data " + *folder_ / "book" + " --at 2026-11-16T18:00:00Z " + words;
  }

  void SetUp() override {
    std::array<int, 2> out{};
    ASSERT_EQ(::pipe2(out.data(), O_CLOEXEC), 0);
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(out[1], STDOUT_FILENO);
      const std::string line =
          "exec " + rapport("serve --json --listen 127.0.0.1:0") + " 2>" + log();
      ::execl("/bin/bash", "bash", "-c", line.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(out[1]);
    std::string said;
    char c = 0;
    while (::read(out[0], &c, 1) == 1 && c != '\n') said += c;
    ::close(out[0]);
    const auto json = formats::parse_json(said);
    ASSERT_TRUE(json) << said << read_all(log());
    const std::string url = *json->find("url")->as_string();
    port_ = static_cast<std::uint16_t>(std::stoul(url.substr(url.rfind(':') + 1)));
    if (const formats::Json* code = json->find("welcome")) come_in(*code->as_string());
  }

  // The first time: the owner comes in by the link, and makes a token for these tests.
  void come_in(const std::string& code) {
    const std::string in =
        post("/api/v1/welcome",
             R"({"code":")" + code + R"(","name":"Ada","password":"four quiet words"})");
    ASSERT_EQ(status_of(in), 204) << in;
    const std::size_t at = in.find("Set-Cookie: ") + 12;
    cookie_ = "Cookie: " + in.substr(at, in.find(';', at) - at) + "\r\n";
    const std::string made =
        post("/api/v1/tokens", R"({"name":"tests","scope":"write","days":1})", cookie_);
    const auto token = formats::parse_json(body_of(made));
    ASSERT_TRUE(token && token->find("token")) << made;
    token_ = *token->find("token")->as_string();
    EXPECT_EQ(
        status_of(post("/api/v1/welcome",
                       R"({"code":")" + code + R"(","name":"Eve","password":"five quiet words"})")),
        401)
        << "the link is good once";
  }

  std::string post(const std::string& target, const std::string& body,
                   const std::string& headers = "") const {
    net::RawClient client(port_);
    client.say("POST " + target + " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n" +
               headers + "Content-Type: application/json\r\nContent-Length: " +
               std::to_string(body.size()) + "\r\n\r\n" + body);
    return client.answer();
  }

  void TearDown() override {
    if (child_ > 0) {
      EXPECT_EQ(stop(), 0);
    }
  }

  int stop(int signal = SIGTERM) {
    ::kill(child_, signal);
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

  static std::string log() { return *folder_ / "log.txt"; }
  std::string bearer() const { return "Authorization: Bearer " + token_ + "\r\n"; }

  std::string ask(const std::string& target, const std::string& headers,
                  const std::string& method = "GET") const {
    net::RawClient client(port_);
    client.say(method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n");
    return client.answer(method == "HEAD");
  }
  std::string ask(const std::string& target) const { return ask(target, bearer()); }

  // The first of the real list: somebody there is a path to.
  std::string an_id() const {
    const auto json = formats::parse_json(body_of(ask("/api/v1/real")));
    if (!json || json->find("people") == nullptr) return "";
    return *json->find("people")->as_array()->front().find("id")->as_string();
  }

  // A target that the pattern fits, and that there is.
  std::string target_of(const api::Route& route) const {
    std::string target(route.pattern);
    if (const std::size_t at = target.find("{id}"); at != std::string::npos)
      target.replace(at, 4, an_id());
    if (target == "/api/v1/matches") return target + "?need=roofing";
    return target == "/api/v1/paths" ? target + "?to=" + an_id() : target;
  }

  static inline std::unique_ptr<base::ScratchFolder> folder_;
  pid_t child_ = 0;
  static inline std::string token_, cookie_;  // of the one book
  std::uint16_t port_ = 0;
};

TEST_F(Serve, AnswersAMemberAndNoStranger) {
  const std::string denied = body_of(ask("/api/v1/today", ""));
  std::string other = token_;
  other.back() = other.back() == '0' ? '1' : '0';
  for (const api::Route& route : api::routes()) {
    if (route.method != net::Method::kGet || route.needs != api::Needs::kRead) continue;
    if (route.pattern.find("/imports/{") != std::string_view::npos ||
        route.pattern.find("/exchanges/{") != std::string_view::npos)
      continue;  // there is none
    const std::string target = target_of(route);
    EXPECT_EQ(status_of(ask(target)), 200) << target;
    for (const std::string& shown :
         {std::string(), "Authorization: Bearer " + other + "\r\n",
          "Authorization: Bearer " + token_.substr(1) + "\r\n",
          std::string("Authorization: Bearer\r\n"), "Authorization: Basic " + token_ + "\r\n",
          "Cookie: rapport=" + token_ + "\r\n"}) {
      const std::string answer = ask(target, shown);
      EXPECT_EQ(status_of(answer), 401) << target << shown;
      EXPECT_EQ(body_of(answer), denied);
    }
  }
}

TEST_F(Serve, E9SaysTheSameOfWhatIsAndWhatIsNot) {
  const std::string no_route = ask("/api/v1/nothing"),
                    none = "/api/v1/people/" + std::string(32, '0');
  EXPECT_EQ(status_of(no_route), 404);
  for (const std::string& target : {none, none + "/why", std::string("/api/v1/people/x"),
                                    std::string("/api/v1/people/..%2f..%2fbook.db")})
    EXPECT_EQ(body_of(ask(target)), body_of(no_route)) << target;
  // Without the token not even that.
  for (const std::string& target :
       {none, std::string("/api/v1/nothing"), "/api/v1/people/" + an_id()})
    EXPECT_EQ(body_of(ask(target, "")), body_of(ask("/api/v1/real", ""))) << target;
}

TEST_F(Serve, PrintsWhatTheCommandsPrintWithJson) {
  const auto real = formats::parse_json(body_of(ask("/api/v1/real")));
  ASSERT_TRUE(real);
  const formats::Json& first = real->find("people")->as_array()->front();
  const std::string id = *first.find("id")->as_string(),
                    handle = *first.find("handles")->as_array()->front().as_string();
  const std::vector<std::pair<std::string, std::string>> pairs = {
      {"today", "today"},
      {"real", "real"},
      {"slipping", "slipping"},
      {"people?q=imre", "people imre"},
      {"people/" + id, "person " + handle},
      {"people/" + id + "/why", "why " + handle},
      {"paths?to=Noor+Haddad", "path Noor Haddad"},
      {"paths?to=" + id, "path " + handle}};
  std::vector<std::string> answers;
  for (const auto& [target, words] : pairs) answers.push_back(body_of(ask("/api/v1/" + target)));
  ASSERT_EQ(stop(), 0);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const std::string& words = pairs[i].second;
    ASSERT_EQ(shell(rapport(words) + " --json >" + *folder_ / "said.json"), 0) << words;
    const auto said = formats::parse_json(read_all(*folder_ / "said.json"));
    const auto answered = formats::parse_json(answers[i]);
    ASSERT_TRUE(said && answered) << words;
    EXPECT_TRUE(*said == *answered) << words;
  }
}

TEST_F(Serve, SendsAnswersAgainOnlyToWhoDoesNotHaveThem) {
  const std::string whole = ask("/api/v1/real");
  const std::size_t at = whole.find("ETag: ") + 6;
  const std::string etag = whole.substr(at, whole.find('\r', at) - at);
  for (int i = 0; i < 2; ++i) {  // made, and kept
    const std::string again = ask("/api/v1/real", bearer() + "If-None-Match: " + etag + "\r\n");
    EXPECT_EQ(status_of(again), 304);
    EXPECT_EQ(body_of(again), "");
    const std::string packed = ask("/api/v1/real", bearer() + "Accept-Encoding: gzip\r\n");
    EXPECT_NE(packed.find("Content-Encoding: gzip\r\n"), std::string::npos);
    EXPECT_LT(body_of(packed).size(), body_of(whole).size() / 3);
    EXPECT_EQ(body_of(ask("/api/v1/real", bearer(), "HEAD")), "");
  }
}

TEST_F(Serve, SaysWhatWasWrongWithAQuestion) {
  for (const char* target : {"people?limit=0", "people?limit=1000", "people?limit=x",
                             "people?band=red", "people?since=soon", "paths", "paths?to="}) {
    const std::string answer = ask(std::string("/api/v1/") + target);
    EXPECT_EQ(status_of(answer), 400) << target;
    EXPECT_NE(answer.find("application/problem+json"), std::string::npos);
    const auto json = formats::parse_json(body_of(answer));
    ASSERT_TRUE(json);
    EXPECT_NE(json->find("detail"), nullptr);
  }
  EXPECT_EQ(status_of(ask("/api/v1/paths?to=nobody+of+this+name")), 404);
  const std::string posted = ask("/api/v1/real", bearer(), "POST");
  EXPECT_EQ(status_of(posted), 405);
  EXPECT_NE(posted.find("Allow: GET, HEAD\r\n"), std::string::npos);
  EXPECT_EQ(status_of(ask("/api/v1/people", bearer(), "BREW")), 501);
}

TEST_F(Serve, E12AnotherNameInHostIsRefusedWhateverProxiesClaim) {
  for (const char* host : {"evil.example", "localhost.evil.example", "192.168.1.9:7777"}) {
    net::RawClient client(port_);
    client.say("GET /api/v1/health HTTP/1.1\r\nHost: " + std::string(host) +
               "\r\nX-Forwarded-Host: localhost\r\nForwarded: host=localhost\r\n" + bearer() +
               "\r\n");
    EXPECT_EQ(status_of(client.answer()), 421) << host;
  }
}

TEST_F(Serve, D7RefusesHostileBytesAndGoesOn) {
  const std::string get = "GET /api/v1/health HTTP/1.1\r\n", host = "Host: 127.0.0.1\r\n";
  const std::vector<std::pair<std::string, int>> hostile = {
      {get + host + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {get + host + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400},
      {get + host + "A: b\r\n c\r\n\r\n", 400},
      {"GET /api/v1/health HTTP/1.1\nHost: 127.0.0.1\n\n", 400},
      {get + "\r\n", 400},
      {"GET http://evil.example/ HTTP/1.1\r\n" + host + "\r\n", 400},
      {get + host + "A: " + std::string(1 << 20, 'a'), 431},
      {"GET /" + std::string(1 << 20, 'a'), 414},
      {"GET / HTTP/2.0\r\n" + host + "\r\n", 505},
      {get + host + "Content-Length: 10737418240\r\n\r\n", 413},
  };
  for (const auto& [bytes, status] : hostile) {
    net::RawClient client(port_);
    client.say(bytes);
    EXPECT_EQ(status_of(client.rest()), status) << bytes.substr(0, 120);
    EXPECT_EQ(status_of(ask("/api/v1/health", "")), 200);
  }
}

TEST_F(Serve, D2HoldsIdleConnectionsAndServesOthersMeanwhile) {
  std::vector<net::RawClient> idle;
  for (int i = 0; i < 200; ++i) {
    idle.emplace_back(port_);
    ASSERT_TRUE(idle.back().connected());
    if (i % 2 == 0) idle.back().say("GET /api/v1/hea");
  }
  net::RawClient other(port_);
  const auto asked = [&](const std::string& target) {
    other.say("GET /api/v1/" + target + " HTTP/1.1\r\nHost: localhost\r\n" + bearer() + "\r\n");
    return other.answer();
  };
  EXPECT_EQ(status_of(asked("today")), 200);
  const std::string metrics = body_of(asked("metrics"));
  EXPECT_NE(metrics.find("rapport_http_connections 201\n"), std::string::npos) << metrics;
  idle.front().say("lth HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(status_of(idle.front().answer()), 200);
}

TEST_F(Serve, D9StopsOnEitherSignalWithinSecondsAndSaysSo) {
  net::RawClient idle(port_), half(port_);
  half.say("GET /api/v1/hea");
  EXPECT_EQ(status_of(ask("/api/v1/health", "")), 200);
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(stop(SIGINT), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
  const std::string said = read_all(log());
  for (const std::string_view line : base::split(base::trim(said), '\n')) {
    const auto json = formats::parse_json(line);
    ASSERT_TRUE(json) << line;
    EXPECT_NE(json->find("event"), nullptr) << line;
  }
  EXPECT_NE(said.find("\"stopped\""), std::string::npos) << said;
}

TEST_F(Serve, E5OnlyHashesOfWhatProvesAMemberAreKept) {
  const std::string file = *folder_ / "book/members.json";
  struct stat there{};
  ASSERT_EQ(::stat(file.c_str(), &there), 0);
  EXPECT_EQ(there.st_mode & 0777, 0600U);
  const std::string cookie = cookie_.substr(cookie_.find('=') + 1, 64);
  for (const std::string& secret : {token_, cookie, std::string("four quiet words")}) {
    EXPECT_EQ(read_all(file).find(secret), std::string::npos);
    EXPECT_EQ(read_all(log()).find(secret), std::string::npos);
  }
  ASSERT_EQ(stop(), 0);
  ASSERT_EQ(::chmod(file.c_str(), 0640), 0);
  EXPECT_EQ(shell(rapport("serve --listen 127.0.0.1:0") + " >/dev/null 2>&1"), 3);
  ASSERT_EQ(::chmod(file.c_str(), 0600), 0);
}

TEST_F(Serve, ListensElsewhereOnlyUnderANameThatIsReachedSafely) {
  ASSERT_EQ(stop(), 0);
  for (const char* words : {"--listen 0.0.0.0:0", "--listen [::]:0", "--listen 7777",
                            "--base-url http://rapport.example", "--base-url rapport.example",
                            "--base-url https://rapport.example/path"}) {
    EXPECT_EQ(shell(rapport("serve " + std::string(words)) + " 2>" + log()), 1) << words;
    EXPECT_NE(read_all(log()).find("--"), std::string::npos);
  }
}

}  // namespace
}  // namespace tests
