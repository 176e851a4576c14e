// Answers that are made while they are sent: events, and files.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <functional>
#include <map>
#include <stdexcept>
#include <thread>

#include "base/scratch_folder.h"
#include "net/file_body.h"
#include "net/raw_client.h"
#include "net/server.h"

namespace net {
namespace {

using namespace std::chrono_literals;
using Next = std::function<std::optional<std::string>()>;

// Gives these, one each time it is asked, and then the end.
Next these(std::vector<std::optional<std::string>> pieces) {
  return [pieces = std::move(pieces), at = std::size_t{0}]() mutable {
    return at < pieces.size() ? pieces[at++] : std::nullopt;
  };
}

class Streamed : public testing::Test {
 protected:
  void start(const Limits& limits = {}) {
    Application application;
    application.at_once = [this](const Request& request) -> ResponseRef {
      const auto made = answers_.find(request.segments.front());
      return std::make_shared<const Response>(made == answers_.end() ? refusal(404)
                                                                     : made->second(request));
    };
    application.work = [](const Request&) { return nullptr; };
    application.refuse = [](int status) {
      return std::make_shared<const Response>(refusal(status));
    };
    auto server = Server::start(*parse_address("127.0.0.1:0"), application, limits, *clock_);
    ASSERT_TRUE(server) << server.error().message;
    server_ = std::move(*server);
  }
  static Response pieces(Next next, std::optional<std::uint64_t> length = {}) {
    Response response{200, {}, {}};
    response.pieces = std::make_shared<const Pieces>(Pieces{std::move(next), length, ""});
    return response;
  }
  RawClient client() { return RawClient(server_->address().port); }
  static std::string get(const std::string& path, const std::string& headers = "") {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
  }
  // A connection is over when the server counts it no more.
  bool all_gone() {
    for (int i = 0; i < 1000 && server_->counters().connections > 0; ++i)
      std::this_thread::sleep_for(10ms);
    return server_->counters().connections == 0;
  }

  std::map<std::string, std::function<Response(const Request&)>> answers_;
  std::unique_ptr<base::Clock> clock_ =
      base::fixed_clock(*base::parse_time("2026-11-25T08:00:00Z"));
  std::unique_ptr<Server> server_;
};

TEST_F(Streamed, EventsComeInChunksAndTheConnectionGoesOnBehindThem) {
  answers_["events"] = [](const Request&) {
    return events(these({"event: book\ndata: {}\n\n", "", "event: moment\ndata: {}\n\n"}));
  };
  start();
  RawClient c = client();
  c.say(get("/events") + get("/nothing"));
  const std::string head = c.until("\r\n\r\n");
  EXPECT_NE(head.find("Content-Type: text/event-stream\r\n"), std::string::npos);
  EXPECT_NE(head.find("Transfer-Encoding: chunked\r\n"), std::string::npos);
  EXPECT_EQ(head.find("Content-Length"), std::string::npos);
  EXPECT_EQ(c.until("0\r\n\r\n"),
            "16\r\nevent: book\ndata: {}\n\n\r\n18\r\nevent: moment\ndata: {}\n\n\r\n0\r\n\r\n");
  EXPECT_EQ(status_of(c.answer()), 404);
}

TEST_F(Streamed, WhereNothingHappensAPulseIsSent) {
  answers_["events"] = [](const Request&) { return events([] { return std::string(); }); };
  Limits limits;
  limits.pulse = 100ms;
  limits.write = limits.idle = 300ms;
  start(limits);
  RawClient c = client();
  c.say(get("/events"));
  c.until("\r\n\r\n");
  for (int i = 0; i < 4; ++i) EXPECT_EQ(c.until("\n\n\r\n"), "e\r\n: still here\n\n\r\n");
  EXPECT_EQ(server_->counters().timed_out, 0U);
}

TEST_F(Streamed, AClientThatGoesEndsItSoonAndItsStateIsFreed) {
  auto held = std::make_shared<int>();
  answers_["events"] = [&](const Request&) { return events([held] { return std::string(); }); };
  start();
  {
    RawClient c = client();
    c.say(get("/events"));
    c.until("\r\n\r\n");
    EXPECT_EQ(held.use_count(), 2);
  }
  EXPECT_TRUE(all_gone());
  EXPECT_EQ(held.use_count(), 1);
}

TEST_F(Streamed, AStopEndsIt) {
  answers_["events"] = [](const Request&) { return events([] { return std::string(); }); };
  Limits limits;
  limits.stop = 1h;
  start(limits);
  RawClient c = client();
  c.say(get("/events"));
  c.until("\r\n\r\n");
  server_->stop();
  EXPECT_EQ(c.rest(), "");
}

TEST_F(Streamed, D1AClientThatDoesNotReadItIsCut) {
  answers_["flood"] = [](const Request&) {
    return pieces([] { return std::string(100'000, 'x'); });
  };
  Limits limits;
  limits.write = 300ms;
  start(limits);
  RawClient c = client();
  c.say(get("/flood"));
  c.until("\r\n\r\n");
  EXPECT_TRUE(all_gone());
  EXPECT_EQ(server_->counters().timed_out, 1U);
}

TEST_F(Streamed, OthersAreServedMeanwhile) {
  answers_["flood"] = [](const Request&) {
    return pieces([] { return std::string(100'000, 'x'); });
  };
  start();
  std::vector<RawClient> floods;
  std::atomic<bool> over = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i) floods.push_back(client());
  for (RawClient& one : floods) {
    readers.emplace_back([&] {
      one.say(get("/flood"));
      while (!over) one.until("xxxx");
    });
  }
  for (int i = 0; i < 20; ++i) {
    RawClient c = client();
    c.say(get("/nothing"));
    EXPECT_EQ(status_of(c.answer()), 404);
  }
  over = true;
  for (std::thread& one : readers) one.join();
}

TEST_F(Streamed, OfKnownLengthItIsPlainAndHeadHasNoneOfIt) {
  std::atomic<int> asked = 0;
  answers_["file"] = [&](const Request&) {
    return pieces(
        [&asked, n = 0]() mutable {
          ++asked;
          return n++ < 3 ? std::optional<std::string>("abc") : std::nullopt;
        },
        9);
  };
  start();
  RawClient c = client();
  c.say("HEAD /file HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_NE(c.answer(true).find("Content-Length: 9\r\n"), std::string::npos);
  EXPECT_EQ(asked, 0);
  c.say(get("/file") + get("/nothing"));
  const std::string answer = c.answer();
  EXPECT_EQ(answer.find("Transfer-Encoding"), std::string::npos);
  EXPECT_EQ(body_of(answer), "abcabcabc");
  EXPECT_EQ(status_of(c.answer()), 404);
}

TEST_F(Streamed, WhatIsLessOrMoreThanWasSaidNobodyTakesForWhole) {
  answers_["less"] = [](const Request&) { return pieces(these({"abc"}), 9); };
  answers_["more"] = [](const Request&) { return pieces(these({"abc", "defg"}), 6); };
  answers_["fault"] = [](const Request&) {
    return pieces([n = 0]() mutable -> std::optional<std::string> {
      if (n++ > 0) throw std::runtime_error("a fault");
      return "abc";
    });
  };
  start();
  for (const char* path : {"/less", "/more"}) {
    RawClient c = client();
    c.say(get(path) + get("/nothing"));
    EXPECT_TRUE(c.rest().ends_with("\r\n\r\nabc")) << path;
  }
  RawClient c = client();
  c.say(get("/fault"));
  EXPECT_TRUE(c.rest().ends_with("\r\n\r\n3\r\nabc\r\n"));
}

TEST_F(Streamed, HttpOneNoughtHasNoChunksSoTheEndOfTheConnectionIsTheEnd) {
  answers_["events"] = [](const Request&) { return events(these({"data: 1\n\n"})); };
  start();
  RawClient c = client();
  c.say("GET /events HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n");
  const std::string answer = c.rest();
  EXPECT_EQ(answer.find("Transfer-Encoding"), std::string::npos);
  EXPECT_TRUE(answer.ends_with("Connection: close\r\n\r\ndata: 1\n\n"));
}

TEST_F(Streamed, WhatLiesElsewhereIsSentWithoutACopy) {
  static const std::string kPage(1 << 20, 'p');
  answers_["page"] = [](const Request&) {
    Response response{200, {}, {}};
    response.fixed = kPage;
    return response;
  };
  start();
  RawClient c = client();
  c.say(get("/page"));
  EXPECT_EQ(body_of(c.answer()), kPage);
}

class File : public Streamed {
 protected:
  void SetUp() override {
    for (int i = 0; i < 200'000; ++i) content_ += static_cast<char>('a' + i % 26);
    write(content_);
    answers_["file"] = [this](const Request& request) {
      auto response = file_response(path_, request);
      return response ? *response
                      : refusal(response.error().code == base::Code::kNotFound ? 404 : 500);
    };
    start();
  }
  void write(const std::string& bytes) { std::ofstream(path_, std::ios::binary) << bytes; }
  std::string ask(const std::string& headers) {
    RawClient c = client();
    c.say(get("/file", headers));
    return c.answer();
  }
  static std::string header(const std::string& answer, const std::string& name) {
    const std::size_t at = answer.find("\r\n" + name + ": ");
    if (at == std::string::npos) return "";
    const std::size_t from = at + name.size() + 4;
    return answer.substr(from, answer.find("\r\n", from) - from);
  }

  base::ScratchFolder folder_;
  std::string path_ = folder_ / "file", content_;
};

TEST_F(File, IsSentWholeAndNotAgainToWhoHasIt) {
  const std::string answer = ask("");
  EXPECT_EQ(status_of(answer), 200);
  EXPECT_EQ(header(answer, "Accept-Ranges"), "bytes");
  EXPECT_EQ(body_of(answer), content_);
  const std::string etag = header(answer, "ETag");
  EXPECT_EQ(status_of(ask("If-None-Match: " + etag + "\r\n")), 304);
  write(content_ + "more");
  EXPECT_EQ(status_of(ask("If-None-Match: " + etag + "\r\n")), 200);
}

TEST_F(File, APartIsSentWhereOneIsAskedFor) {
  const std::string first = ask("Range: bytes=0-9\r\n");
  EXPECT_EQ(status_of(first), 206);
  EXPECT_EQ(header(first, "Content-Range"), "bytes 0-9/200000");
  EXPECT_EQ(body_of(first), content_.substr(0, 10));
  const std::string rest = ask("Range: bytes=100000-\r\n");
  EXPECT_EQ(header(rest, "Content-Range"), "bytes 100000-199999/200000");
  EXPECT_EQ(body_of(rest), content_.substr(100'000));
  EXPECT_EQ(body_of(ask("Range: bytes=-3\r\n")), content_.substr(199'997));
  const std::string beyond = ask("Range: bytes=200000-\r\n");
  EXPECT_EQ(status_of(beyond), 416);
  EXPECT_EQ(header(beyond, "Content-Range"), "bytes */200000");
  EXPECT_EQ(status_of(ask("Range: bytes=0-1,5-6\r\n")), 200);
}

TEST_F(File, APartOfAFileThatIsAnotherOneByNowIsTheWhole) {
  const std::string etag = header(ask(""), "ETag"), part = "Range: bytes=0-9\r\nIf-Range: ";
  EXPECT_EQ(status_of(ask(part + etag + "\r\n")), 206);
  EXPECT_EQ(status_of(ask(part + "W/" + etag + "\r\n")), 200);
  EXPECT_EQ(status_of(ask(part + "Wed, 25 Nov 2026 08:00:00 GMT\r\n")), 200);
  write(content_ + "more");
  EXPECT_EQ(status_of(ask(part + etag + "\r\n")), 200);
}

TEST_F(File, WhatIsNoFileIsNotThere) {
  Request request;
  EXPECT_EQ(file_response(folder_ / "none", request).error().code, base::Code::kNotFound);
  EXPECT_EQ(file_response(folder_.path(), request).error().code, base::Code::kNotFound);
  write("");
  EXPECT_EQ(header(ask(""), "Content-Length"), "0");
  EXPECT_EQ(status_of(ask("Range: bytes=0-\r\n")), 416);
}

TEST(Range, ReadsAsTheStandardSays) {
  const auto part = [](std::string_view range) {
    const auto p = part_of(range, 1000);
    return p ? std::to_string(p->first) + "+" + std::to_string(p->size) : "whole";
  };
  EXPECT_EQ(part("bytes=0-499"), "0+500");
  EXPECT_EQ(part("Bytes=500-999"), "500+500");
  EXPECT_EQ(part("bytes=999-"), "999+1");
  EXPECT_EQ(part("bytes=0-99999999999999999999999"), "0+1000");
  EXPECT_EQ(part("bytes=-1"), "999+1");
  EXPECT_EQ(part("bytes=-2000"), "0+1000");
  EXPECT_EQ(part("bytes=-99999999999999999999999"), "0+1000");
  EXPECT_EQ(part("bytes=-0"), "1000+0");
  EXPECT_EQ(part("bytes=1000-"), "0+0");
  EXPECT_EQ(part("bytes=99999999999999999999999-"), "0+0");
  for (const char* none : {"", "bytes", "bytes=", "bytes=-", "bytes=5-4", "bytes=a-b", "bytes=1",
                           "bytes=+1-2", "bytes=1--2", "bytes=0-1,3-4", "items=0-1", "bytes=0x1-2"})
    EXPECT_EQ(part(none), "whole") << none;
}

}  // namespace
}  // namespace net
