// `rapport serve` where it is unwell, lied to, or reached over TLS: what only a process shows.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <functional>
#include <thread>

#include "base/scratch_folder.h"
#include "base/text.h"
#include "tests/process/started.h"

namespace tests {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using net::body_of;
using net::status_of;

class Guard : public testing::Test {
 protected:
  std::string log() const { return folder_ / "log.txt"; }
  // Asked as a monitor does; how long until it was so.
  static std::optional<std::chrono::milliseconds> until(const std::function<bool()>& is_so) {
    const auto begun = Clock::now();
    while (Clock::now() < begun + 10s) {
      if (is_so())
        return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun);
      std::this_thread::sleep_for(100ms);
    }
    return std::nullopt;
  }

  base::ScratchFolder folder_;
};

// A disk of 4 MiB, which only root can make.
class SmallDisk {
 public:
  explicit SmallDisk(const std::string& path) : path_(path) {
    ::mkdir(path.c_str(), 0700);
    is_there_ = ::mount("tmpfs", path.c_str(), "tmpfs", 0, "size=4m") == 0;
  }
  ~SmallDisk() {
    if (is_there_) ::umount2(path_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  bool is_there() const { return is_there_; }
  void fill() const {
    std::ofstream out(path_ + "/filler", std::ios::binary);
    const std::string block(4096, 'x');
    while (out.write(block.data(), 4096).flush()) {
    }
  }
  void make_room() const { ::unlink((path_ + "/filler").c_str()); }

 private:
  std::string path_;
  bool is_there_ = false;
};

TEST_F(Guard, L1HealthSaysThatTheDiskIsFullAndThatItIsNotAnyMore) {
  const SmallDisk disk(folder_ / "disk");
  if (!disk.is_there())
    GTEST_SKIP() << "no small disk could be mounted (" << std::strerror(errno)
                 << "): a full one was not tried";
  Started server(folder_ / "disk/book", log());
  ASSERT_TRUE(server.come_in()) << server.said();
  const auto health = [&] { return body_of(server.get("/api/v1/health")); };
  EXPECT_EQ(health(), "{\"health\":\"ok\"}\n");
  ASSERT_EQ(status_of(server.post("/api/v1/people", R"({"name":"Noor Haddad"})")), 200);
  disk.fill();
  const auto degraded =
      until([&] { return health() == "{\"health\":\"degraded\",\"reasons\":[\"disk_full\"]}\n"; });
  ASSERT_TRUE(degraded) << health();
  EXPECT_LT(*degraded, 5s);
  const std::string refused =
      server.post("/api/v1/people", R"({"name":")" + std::string(200, 'N') + "\"}");
  const bool is_refused = status_of(refused) == 503 || status_of(refused) == 200;
  EXPECT_TRUE(is_refused) << refused;  // the last page may have had room
  EXPECT_EQ(status_of(server.get("/api/v1/people?q=noor")), 200) << "what is there is shown";
  EXPECT_EQ(status_of(server.get("/api/v1/ready")), 200);
  disk.make_room();
  const auto well = until([&] { return health() == "{\"health\":\"ok\"}\n"; });
  ASSERT_TRUE(well) << health() << bytes_of(log());
  EXPECT_LT(*well, 5s);
  EXPECT_EQ(status_of(server.post("/api/v1/people", R"({"name":"Tom Reyes"})")), 200);
  EXPECT_EQ(server.stop(), 0);
  for (const char* event : {"\"degraded\"", "\"well again\""})
    EXPECT_NE(bytes_of(log()).find(event), std::string::npos) << event;
}

TEST_F(Guard, L5WhateverIsSentTheLogHasOneShortLineOfJsonAnEvent) {
  Started server(folder_ / "book", log());
  ASSERT_TRUE(server.come_in()) << server.said();
  const std::vector<std::string> names = {R"(a\r\n{\"event\":\"sign in\",\"member\":\"forged\"})",
                                          R"(\u001b[2J\u001b]0;x\u0007)", R"(\u009b31m)",
                                          R"(\u202e gnorw)", std::string(150, 'n')};
  for (const std::string& name : names) {
    const std::string hostile = "User-Agent: Firefox \x1b[2J" + std::string(3000, 'u') +
                                "\r\nX-Forwarded-For: {\"event\":\"sign in\"}\r\n";
    server.post("/api/v1/session", R"({"name":")" + name + R"(","password":"a guess of mine"})",
                hostile);
    server.get("/api/v1/people/" + std::string(4000, 'p'), hostile);
    server.get("/%0d%0a%1b%5b2J", hostile);
  }
  ASSERT_EQ(server.stop(), 0);
  const std::string all = bytes_of(log());
  for (const std::string_view line : base::split(base::trim(all), '\n')) {
    EXPECT_LT(line.size(), 2000U);
    const auto json = formats::parse_json(line);
    ASSERT_TRUE(json) << line;
    EXPECT_NE(formats::text_in(*json, "member"), "forged");
    EXPECT_TRUE(std::all_of(line.begin(), line.end(),
                            [](char c) { return static_cast<unsigned char>(c) >= 0x20; }));
  }
}

TEST_F(Guard, F7ThereIsNoOtherProtocolToChangeTo) {
  Started server(folder_ / "book", log());
  ASSERT_TRUE(server.come_in()) << server.said();
  for (const char* target : {"/", "/api/v1/events", "/api/v1/health", "/api/v1/today"}) {
    for (const char* protocol : {"websocket", "h2c"}) {
      net::RawClient client(server.port());
      client.say("GET " + std::string(target) +
                 " HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n"
                 "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: " +
                 protocol +
                 "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                 "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");
      const std::string head = client.until("\r\n\r\n");
      EXPECT_TRUE(head.starts_with("HTTP/1.1 ") && !head.starts_with("HTTP/1.1 101")) << head;
      EXPECT_EQ(head.find("Sec-WebSocket"), std::string::npos) << head;
      EXPECT_EQ(head.find("Access-Control"), std::string::npos) << head;
    }
  }
}

TEST_F(Guard, SpeaksTlsAndNothingElseWhereItHasACertificate) {
  if (in_shell("command -v openssl >/dev/null") != 0) GTEST_SKIP() << "openssl is not here";
  const std::string chain = folder_ / "chain.pem", key = folder_ / "key.pem";
  ASSERT_EQ(
      in_shell("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 "
               "-subj /CN=rapport.example -addext subjectAltName=DNS:rapport.example -keyout " +
               key + " -out " + chain + " 2>/dev/null"),
      0);
  ::chmod(key.c_str(), 0600);
  const std::string words = "--base-url https://rapport.example --tls-chain " + chain;
  Started server(folder_ / "book", log(), words + " --tls-key " + key);
  ASSERT_FALSE(server.code().empty()) << server.said();
  const auto over_tls = [&](const std::string& options) {
    const std::string out = folder_ / "out.txt";
    in_shell(
        "printf 'GET /api/v1/health HTTP/1.1\\r\\nHost: rapport.example\\r\\n"
        "Connection: close\\r\\n\\r\\n' | timeout 20 openssl s_client -quiet -connect 127.0.0.1:" +
        std::to_string(server.port()) + " -CAfile " + chain +
        " -verify_return_error -servername rapport.example " + options + " >" + out +
        " 2>/dev/null");
    return bytes_of(out);
  };
  const std::string said = over_tls("-verify_hostname rapport.example");
  EXPECT_EQ(status_of(said), 200) << said;
  EXPECT_NE(said.find("Strict-Transport-Security: max-age="), std::string::npos);
  EXPECT_EQ(body_of(said), "{\"health\":\"ok\"}\n");
  EXPECT_EQ(over_tls("-verify_hostname other.example"), "") << "the certificate is of one name";
  EXPECT_EQ(over_tls("-tls1_1"), "") << "nothing older than TLS 1.2";
  EXPECT_EQ(status_of(server.get("/api/v1/health")), 0) << "no word in the open";
  EXPECT_EQ(server.stop(), 0);

  for (const std::string& wrong :
       {words, words + " --tls-key " + chain, words + " --tls-key " + (folder_ / "none.pem"),
        "--tls-chain " + chain + " --tls-key " + key}) {
    Started refused(folder_ / "book", log(), wrong);
    EXPECT_TRUE(refused.code().empty()) << wrong;
  }
  ASSERT_EQ(::chmod(key.c_str(), 0644), 0);
  Started open_key(folder_ / "book", log(), words + " --tls-key " + key);
  EXPECT_TRUE(open_key.code().empty()) << "a key that others may read";
}

}  // namespace
}  // namespace tests
