// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/server.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "net/raw_client.h"

namespace net {
namespace {

using namespace std::chrono_literals;

ResponseRef text(int status, std::string body) {
  return std::make_shared<const Response>(
      Response{status, {{"Content-Type", "text/plain"}}, std::move(body)});
}

// A gate that work waits at until it is opened.
class Gate {
 public:
  void open() {
    const std::lock_guard lock(access_);
    open_ = true;
    turn_.notify_all();
  }
  void pass() {
    std::unique_lock lock(access_);
    ++here_;
    turn_.notify_all();
    turn_.wait(lock, [&] { return open_; });
  }
  void await(int how_many) {
    std::unique_lock lock(access_);
    turn_.wait(lock, [&] { return here_ >= how_many; });
  }

 private:
  std::mutex access_;
  std::condition_variable turn_;
  bool open_ = false;
  int here_ = 0;
};

// "/echo/x" at once, "/slow/x" on the pool behind a gate, "/throw".
class Served : public testing::Test {
 protected:
  void start(const Limits& limits) {
    Application application;
    application.at_once = [](const Request& request) -> ResponseRef {
      if (request.segments.front() == "throw") throw std::runtime_error("a fault");
      if (request.segments.front() != "echo") return nullptr;
      return text(200, request.segments.back() + request.body);
    };
    application.work = [this](const Request& request) {
      gate_.pass();
      return text(200, "slow " + request.segments.back());
    };
    application.refuse = [](int status) {
      return std::make_shared<const Response>(refusal(status));
    };
    auto server = Server::start(*parse_address("127.0.0.1:0"), application, limits, *clock_);
    ASSERT_TRUE(server) << server.error().message;
    server_ = std::move(*server);
  }
  void TearDown() override { gate_.open(); }

  RawClient client() { return RawClient(server_->address().port); }
  static std::string get(const std::string& path, const std::string& headers = "") {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
  }

  Gate gate_;
  std::unique_ptr<base::Clock> clock_ =
      base::fixed_clock(*base::parse_time("2026-11-25T08:00:00Z"));
  std::unique_ptr<Server> server_;
};

TEST_F(Served, KeepsAConnectionAndSaysTheDate) {
  start({});
  RawClient c = client();
  c.say(get("/echo/one"));
  EXPECT_EQ(c.answer(),
            "HTTP/1.1 200 OK\r\nDate: Wed, 25 Nov 2026 08:00:00 GMT\r\n"
            "Content-Type: text/plain\r\nContent-Length: 3\r\n\r\none");
  c.say("HEAD /echo/two HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_TRUE(c.answer(true).ends_with("Content-Length: 3\r\n\r\n"));
  c.say(get("/echo/three", "Connection: close\r\n"));
  EXPECT_TRUE(c.rest().ends_with("Connection: close\r\n\r\nthree"));
}

TEST_F(Served, AnswersPipelinedRequestsInTheirOrder) {
  start({});
  gate_.open();
  RawClient c = client();
  std::string all;
  for (int i = 0; i < 200; ++i) all += get((i % 3 == 0 ? "/slow/" : "/echo/") + std::to_string(i));
  std::thread writer([&] { c.say(all); });
  for (int i = 0; i < 200; ++i) {
    EXPECT_EQ(body_of(c.answer()), (i % 3 == 0 ? "slow " : "") + std::to_string(i));
  }
  writer.join();
}

TEST_F(Served, GivesLeaveToSendABodyAndReadsIt) {
  start({});
  RawClient c = client();
  c.say(
      "POST /echo/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nExpect: "
      "100-continue\r\n\r\n");
  EXPECT_EQ(c.answer(), "HTTP/1.1 100 Continue\r\n\r\n");
  c.say("body");
  EXPECT_EQ(body_of(c.answer()), "body");
}

TEST_F(Served, D3CutsALargeBodyBeforeAMebibyteIsRead) {
  Limits limits;
  limits.body_bytes = 100'000;
  start(limits);
  RawClient by_length = client(), in_chunks = client();
  by_length.say("POST /echo/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10737418240\r\n\r\n");
  EXPECT_EQ(status_of(by_length.rest()), 413);
  in_chunks.say("POST /echo/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
  const std::string chunk = "1000\r\n" + std::string(4096, 'x') + "\r\n";
  for (int i = 0; i < 25; ++i) in_chunks.say(chunk);
  EXPECT_EQ(status_of(in_chunks.rest()), 413);
}

TEST_F(Served, D1CutsSlowHeadsSlowBodiesAndSilence) {
  Limits limits;
  limits.head = limits.body = limits.idle = 300ms;
  start(limits);
  RawClient head = client(), body = client(), idle = client();
  head.say("GET / HTTP/1.1\r\nHo");
  body.say("POST /echo/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc");
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(status_of(head.rest()), 408);
  EXPECT_EQ(status_of(body.rest()), 408);
  EXPECT_EQ(idle.rest(), "");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 10s);
  EXPECT_EQ(server_->counters().timed_out, 3U);
}

TEST_F(Served, D1CutsAHeadThatTricklesInHoweverOftenAByteComes) {
  Limits limits;
  limits.head = 300ms;
  start(limits);
  RawClient c = client();
  std::size_t sent = 0;
  c.say("GET / HTTP/1.1\r\nHost: localhost\r\n");
  while (sent < 2000 && c.say("a") == 1) {
    ++sent;
    std::this_thread::sleep_for(10ms);
  }
  EXPECT_LT(sent, 2000U);
  EXPECT_EQ(status_of(c.rest()), 408);
}

TEST_F(Served, D1CutsWhoDoesNotReadItsAnswers) {
  Limits limits;
  limits.write = 300ms;
  start(limits);
  gate_.open();
  RawClient c = client();
  const std::string ask = get("/echo/" + std::string(8000, 'x'));
  for (int i = 0; i < 5000 && c.say(ask) == ask.size(); ++i) {
  }
  EXPECT_EQ(server_->counters().timed_out, 1U);
}

TEST_F(Served, TurnsConnectionsBeyondTheLimitAwayAtOnce) {
  Limits limits;
  limits.connections = 3;
  start(limits);
  std::vector<RawClient> held;
  for (int i = 0; i < 3; ++i) {
    held.push_back(client());
    held.back().say(get("/echo/x"));
    EXPECT_EQ(status_of(held.back().answer()), 200);
  }
  RawClient late = client();
  const std::string answer = late.rest();
  EXPECT_EQ(status_of(answer), 503);
  EXPECT_NE(answer.find("Retry-After: 1\r\n"), std::string::npos);
  held.front().say(get("/echo/y"));
  EXPECT_EQ(status_of(held.front().answer()), 200);
}

TEST_F(Served, D4RefusesWhatThePoolHasNoRoomFor) {
  Limits limits;
  limits.waiting = 2;
  limits.queued = 1h;
  start(limits);
  RawClient one = client(), two = client(), three = client();
  one.say(get("/slow/1"));
  two.say(get("/slow/2"));
  gate_.await(2);
  three.say(get("/slow/3"));
  const std::string refused = three.answer();
  EXPECT_EQ(status_of(refused), 503);
  EXPECT_NE(refused.find("Retry-After: 1\r\n"), std::string::npos);
  three.say(get("/echo/meanwhile"));
  EXPECT_EQ(body_of(three.answer()), "meanwhile");
  gate_.open();
  EXPECT_EQ(body_of(one.answer()), "slow 1");
  EXPECT_EQ(body_of(two.answer()), "slow 2");
  EXPECT_EQ(server_->counters().overloaded, 1U);
}

TEST_F(Served, AnExceptionIsAnAnswer) {
  start({});
  RawClient c = client();
  c.say(get("/throw"));
  EXPECT_EQ(status_of(c.answer()), 500);
  c.say(get("/echo/on"));
  EXPECT_EQ(body_of(c.answer()), "on");
}

TEST_F(Served, D9FinishesWhatIsUnderWayWhenItStops) {
  start({});
  RawClient busy = client(), idle = client();
  idle.say(get("/echo/x"));
  EXPECT_EQ(status_of(idle.answer()), 200);
  busy.say(get("/slow/1"));
  gate_.await(1);
  std::thread stopping([&] { server_->stop(); });
  EXPECT_EQ(idle.rest(), "");
  gate_.open();
  const std::string answer = busy.rest();
  EXPECT_EQ(body_of(answer), "slow 1");
  EXPECT_NE(answer.find("Connection: close\r\n"), std::string::npos);
  stopping.join();
  EXPECT_FALSE(client().connected());
}

TEST_F(Served, SaysThatSomebodyListensThereAlready) {
  start({});
  const auto second = Server::start(server_->address(), {}, {}, *clock_);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, base::Code::kConflict);
}

}  // namespace
}  // namespace net
