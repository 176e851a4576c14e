// `rapport serve` with a made-up mail server behind it: a letter that outlives a kill, an address that
// says yes, the day's letter, its stop, and the calendar.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "base/scratch_folder.h"
#include "base/time.h"
#include "formats/json.h"
#include "formats/mime.h"
#include "mail/made_smtp.h"
#include "mail/outbox.h"
#include "net/raw_client.h"
#include "store/file.h"

namespace tests {
namespace {

using net::body_of;
using net::status_of;

class Letters : public testing::Test {
 protected:
  ~Letters() override {
    if (child_ > 0) end(SIGKILL);
  }
  std::string rapport(const std::string& words) const {
    return RAPPORT_BIN " --data " + folder_ / "book" + " " + words;
  }
  int shell(const std::string& line) const {
    const int status =
        std::system((line + " >" + folder_ / "out" + " 2>" + folder_ / "err").c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  }
  std::string read(const std::string& name) const {
    return store::read_file(folder_ / name).value_or("");
  }

  void start() {
    std::array<int, 2> out{};
    ASSERT_EQ(::pipe2(out.data(), O_CLOEXEC), 0);
    const std::string line = "exec " +
                             rapport("serve --json --listen 127.0.0.1:0 --smtp " + smtp_.url() +
                                     " --mail-from rapport@made.example") +
                             " 2>>" + folder_ / "log";
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(out[1], STDOUT_FILENO);
      ::execl("/bin/bash", "bash", "-c", line.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(out[1]);
    std::string said;
    char c = 0;
    while (::read(out[0], &c, 1) == 1 && c != '\n') said += c;
    ::close(out[0]);
    const auto json = formats::parse_json(said);
    ASSERT_TRUE(json) << said << read("log");
    const std::string url = formats::text_in(*json, "url");
    port_ = static_cast<std::uint16_t>(std::stoul(url.substr(url.rfind(':') + 1)));
    if (const std::string code = formats::text_in(*json, "welcome"); !code.empty()) {
      const std::string in =
          say("POST", "/api/v1/welcome",
              R"({"code":")" + code + R"(","name":"Ada","password":"four quiet words"})");
      ASSERT_EQ(status_of(in), 204) << in;
      const std::size_t at = in.find("Set-Cookie: ") + 12;
      cookie_ = "Cookie: " + in.substr(at, in.find(';', at) - at) + "\r\n";
    }
  }
  int end(int signal) {
    ::kill(child_, signal);
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

  std::string say(const std::string& method, const std::string& target,
                  const std::string& body = "") {
    net::RawClient client(port_);
    std::string head = method + " " + target +
                       " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n" + cookie_;
    if (!body.empty()) head += "Content-Type: application/json\r\n";
    if (method != "GET") head += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    client.say(head + "\r\n" + body);
    return client.answer();
  }
  // Of a link in the newest letter that came.
  std::string link(const mail::MadeLetter& letter, const std::string& kind) {
    const std::string text = formats::parse_mail(letter.bytes).text, begin = "/mail/" + kind + "/";
    const std::size_t at = text.find(begin);
    EXPECT_NE(at, std::string::npos) << text;
    return text.substr(at, begin.size() + 64);
  }
  formats::Json letters() {
    EXPECT_EQ(shell(rapport("letters --json")), 0) << read("err");
    return formats::list_in(formats::parse_json(read("out")).value_or(formats::Json()), "letters")
                   .empty()
               ? formats::Json()
               : formats::list_in(*formats::parse_json(read("out")), "letters").front();
  }

  base::ScratchFolder folder_;
  mail::MadeSmtp smtp_;
  pid_t child_ = 0;
  std::uint16_t port_ = 0;
  std::string cookie_;
};

TEST_F(Letters, OutliveAKillAndComeOnceAndStop) {
  ASSERT_EQ(shell(rapport("me ada@made.example")), 0);
  ASSERT_EQ(shell(rapport("met --new --call Imre Halasz promised: the lease by 2024-01-02")), 0)
      << read("err");
  smtp_.answer("RCPT", "451 busy, <ada@made.example>");
  start();
  const std::string asked =
      say("PUT", "/api/v1/daily-letter", R"({"hour":7,"zone":"UTC","address":"ada@made.example"})");
  ASSERT_EQ(status_of(asked), 200) << asked;
  formats::Json letter;
  for (int i = 0; i < 200; ++i) {  // the command looks while the server is at it
    letter = letters();
    if (formats::number_in(letter, "tries") == 1) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_EQ(formats::number_in(letter, "tries"), 1);
  EXPECT_EQ(formats::text_in(letter, "state"), "queued");
  EXPECT_EQ(formats::text_in(letter, "reason"), "451 busy, …");
  end(SIGKILL);
  smtp_.answer("RCPT", "");
  start();
  auto came = smtp_.letters(1);
  ASSERT_EQ(came.size(), 1U);
  EXPECT_EQ(came[0].to, std::vector<std::string>{"ada@made.example"});
  EXPECT_EQ(status_of(say("POST", link(came[0], "confirm"))), 200);
  EXPECT_EQ(end(SIGTERM), 0);

  // Its hour has just come.
  const auto hour =
      std::chrono::duration_cast<std::chrono::hours>(base::system_clock()->now().time_since_epoch())
          .count() %
      24;
  auto wishes = formats::parse_json(read("book/subscriptions.json"));
  ASSERT_TRUE(wishes);
  formats::Json wish = formats::list_in(*wishes, "daily").front();
  EXPECT_TRUE(formats::flag_in(wish, "confirmed"));
  wish["hour"] = hour;
  wish["since"] = 0;
  (*wishes)["daily"] = formats::Json::array();
  (*wishes)["daily"].push(wish);
  ASSERT_TRUE(
      store::write_file_durably(folder_ / "book/subscriptions.json", formats::print_json(*wishes)));
  start();
  came = smtp_.letters(2);
  ASSERT_EQ(came.size(), 2U) << read("log");
  const formats::Mail mail = formats::parse_mail(came[1].bytes);
  EXPECT_EQ(mail.subject, "One person today: Imre");
  EXPECT_NE(mail.text.find("as promised: the lease"), std::string::npos);
  // A kill before it is noted that it went would have it go again.
  bool noted = false;
  for (int i = 0; i < 400 && !noted; ++i) {
    noted = body_of(say("GET", "/api/v1/metrics")).find("rapport_letters_sent_total 2\n") !=
            std::string::npos;
    if (!noted) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_TRUE(noted);
  end(SIGKILL);
  start();
  EXPECT_EQ(status_of(say("POST", link(came[1], "stop"))), 200);
  EXPECT_NE(body_of(say("GET", "/api/v1/daily-letter")).find("\"on\":false"), std::string::npos);
  EXPECT_EQ(smtp_.letters(0).size(), 2U) << "once a day, also after a kill";
  EXPECT_EQ(end(SIGTERM), 0);
  EXPECT_EQ(read("log").find('@'), std::string::npos) << read("log");
}

TEST_F(Letters, OpenACalendarByItsAddressAlone) {
  ASSERT_EQ(shell(rapport("me ada@made.example")), 0);
  ASSERT_EQ(shell(rapport("met --new --call Imre Halasz promised: the lease by 2124-01-02")), 0);
  start();
  const auto made = formats::parse_json(body_of(say("POST", "/api/v1/feed", "{}")));
  ASSERT_TRUE(made);
  const std::string url = formats::text_in(*made, "url"),
                    target = url.substr(url.find("/calendar/"));
  cookie_.clear();
  const std::string days = say("GET", target);
  EXPECT_EQ(status_of(days), 200);
  EXPECT_NE(days.find("Content-Type: text/calendar"), std::string::npos);
  EXPECT_NE(body_of(days).find("SUMMARY:Promised Imre Halasz: the lease\r\n"), std::string::npos);
  EXPECT_EQ(status_of(say("GET", "/calendar/" + std::string(64, '0') + ".ics")), 404);
  EXPECT_EQ(end(SIGTERM), 0);
}

// What waits to be sent to somebody goes with them, whichever of its kinds it is.
TEST_F(Letters, ForgettingSomebodyLeavesNoByteOfWhatWaitsForThem) {
  ASSERT_TRUE(store::write_file_durably(
      folder_ / "a.eml",
      "From: Ada <ada@made.example>\nTo: Zoe Quagga <zoe@quagga.example>\n"
      "Subject: x\nDate: Thu, 5 Mar 2026 08:00:00 +0000\n"
      "Message-ID: <1@made.example>\n\nHello\n"));
  ASSERT_EQ(shell(rapport("import " + folder_ / "a.eml")), 0);
  ASSERT_EQ(shell(rapport("me ada@made.example")), 0);
  {
    const auto random = base::system_random();
    auto table = store::open_sqlite_table(mail::outbox_file(folder_ / "book"));
    ASSERT_TRUE(table);
    const auto outbox = mail::Outbox::open(
        std::move(*table), {formats::Address::Kind::kMail, "", "rapport@made.example"}, *random);
    ASSERT_TRUE(outbox);
    for (const char* id : {"introduction/0/1/first/0", "daily/0/2026-03-05"}) {
      mail::Letter letter;
      letter.id = id;
      letter.to = {{formats::Address::Kind::kMail, "", "zoe@quagga.example"}};
      letter.subject = "May I introduce somebody to you?";
      letter.text = "Hello Zoe Quagga";
      ASSERT_TRUE((*outbox)->queue(letter, *base::parse_time("2026-03-05")));
    }
  }
  ASSERT_NE((read("book/letters.db") + read("book/letters.db-wal")).find("quagga"),
            std::string::npos);
  ASSERT_EQ(shell(rapport("forget zoe@quagga.example --yes")), 0) << read("err");
  for (const char* file : {"book/letters.db", "book/letters.db-wal", "book/book.db"})
    EXPECT_EQ(read(file).find("uagga"), std::string::npos) << file;
}

TEST_F(Letters, AreNotSentByHalfAnOrder) {
  for (const char* words :
       {"--smtp smtp://made.example", "--mail-from rapport@made.example",
        "--smtp http://made.example --mail-from rapport@made.example",
        "--smtp smtp://made.example --mail-from nobody",
        "--smtp smtp://made.example --mail-from a@made.example --smtp-user a"}) {
    EXPECT_EQ(shell(rapport("serve --listen 127.0.0.1:0 " + std::string(words))), 1) << words;
    EXPECT_NE(read("err").find("--"), std::string::npos) << read("err");
  }
  EXPECT_EQ(shell(rapport("letters")), 0);
  EXPECT_NE(read("out").find("No letters yet"), std::string::npos);
  EXPECT_EQ(shell(rapport("today --mail")), 1) << "it is not known yet whose book it is";
  ASSERT_EQ(shell(rapport("me ada@made.example")), 0);
  ASSERT_EQ(shell(rapport("met --new Imre Halasz promised: the lease by 2024-01-02")), 0);
  ASSERT_EQ(shell(rapport("today --mail")), 0);
  EXPECT_TRUE(read("out").starts_with("Subject: One person today: Imre\n\n1. Keep your promise to"))
      << read("out");
}

}  // namespace
}  // namespace tests
