// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/request_reader.h"

#include <gtest/gtest.h>

namespace net {
namespace {

using State = RequestReader::State;

struct Read {
  State state = State::kHead;
  int status = 0;
  std::size_t taken = 0;
  Request request;
};

// In pieces of so many bytes; 0: in one.
Read read(std::string_view bytes, std::size_t piece = 0, const Limits& limits = {}) {
  RequestReader reader(limits);
  Read read;
  for (std::size_t end = piece == 0 ? bytes.size() : piece;; end += piece) {
    end = std::min(end, bytes.size());
    read.taken += reader.feed(bytes.substr(read.taken, end - read.taken));
    if (end == bytes.size() || reader.state() == State::kWhole || reader.state() == State::kRefused)
      break;
  }
  read.state = reader.state();
  read.status = reader.status();
  if (read.state == State::kWhole) read.request = reader.take();
  return read;
}

std::string with(std::string_view headers, std::string_view body = "",
                 std::string_view line = "GET / HTTP/1.1") {
  return std::string(line) + "\r\nHost: localhost\r\n" + std::string(headers) + "\r\n" +
         std::string(body);
}

TEST(RequestReader, ReadsWhatARequestSays) {
  const Read r = read(
      "GET /people/a%20b?q=zo%C3%AB+x&empty&l=1 HTTP/1.1\r\nHost: localhost:7777\r\n"
      "Accept: */*\r\n\r\nGET /next");
  ASSERT_EQ(r.state, State::kWhole);
  EXPECT_EQ(r.request.segments, (std::vector<std::string>{"people", "a b"}));
  EXPECT_EQ(*r.request.parameter("q"), "zoë x");
  EXPECT_EQ(*r.request.parameter("empty"), "");
  EXPECT_EQ(r.request.parameter("none"), nullptr);
  EXPECT_EQ(*r.request.header("accept"), "*/*");
  EXPECT_TRUE(r.request.keep_alive);
  EXPECT_EQ(r.taken, std::string_view("GET /people/a%20b?q=zo%C3%AB+x&empty&l=1 HTTP/1.1\r\n"
                                      "Host: localhost:7777\r\nAccept: */*\r\n\r\n")
                         .size());
}

TEST(RequestReader, ReadsBodiesByLengthAndInChunks) {
  Read r = read(with("Content-Length: 5\r\n", "hello, and more", "POST / HTTP/1.1"));
  ASSERT_EQ(r.state, State::kWhole);
  EXPECT_EQ(r.request.body, "hello");
  r = read(with("Transfer-Encoding: Chunked\r\n",
                "3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nHost: trailer.example\r\n\r\nrest",
                "POST / HTTP/1.1"));
  ASSERT_EQ(r.state, State::kWhole);
  EXPECT_EQ(r.request.body, "hello");
  EXPECT_EQ(*r.request.header("Host"), "localhost");
  EXPECT_EQ(r.request.header("Trailer"), nullptr);
}

TEST(RequestReader, KeepsAliveAsTheVersionSays) {
  EXPECT_FALSE(read("GET / HTTP/1.0\r\n\r\n").request.keep_alive);
  EXPECT_FALSE(read(with("Connection: close\r\n")).request.keep_alive);
  EXPECT_TRUE(read("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").request.keep_alive);
}

TEST(RequestReader, KnowsTheAbsoluteFormOfItsOwnHost) {
  const Read r = read("GET http://LOCALHOST/a?b=c HTTP/1.1\r\nHost: localhost\r\n\r\n");
  ASSERT_EQ(r.state, State::kWhole);
  EXPECT_EQ(r.request.segments, std::vector<std::string>{"a"});
  EXPECT_EQ(read("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n").state, State::kWhole);
}

struct Hostile {
  const char* what;
  std::string bytes;
  int status;
};

std::vector<Hostile> hostile() {
  const std::string get = "GET / HTTP/1.1\r\n", host = "Host: localhost\r\n";
  return {
      {"both lengths", with("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
       400},
      {"both, the other way", with("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n"), 400},
      {"two lengths", with("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"), 400},
      {"twice one length", with("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"), 400},
      {"a list of lengths", with("Content-Length: 3, 3\r\n", "abc"), 400},
      {"a signed length", with("Content-Length: +3\r\n", "abc"), 400},
      {"a negative length", with("Content-Length: -3\r\n", "abc"), 400},
      {"a hexadecimal length", with("Content-Length: 0x3\r\n", "abc"), 400},
      {"a length beyond numbers", with("Content-Length: 99999999999999999999\r\n"), 400},
      {"an unknown encoding", with("Transfer-Encoding: xchunked\r\n"), 501},
      {"an encoding behind chunked", with("Transfer-Encoding: chunked, identity\r\n"), 501},
      {"chunked twice", with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400},
      {"an encoding in HTTP/1.0",
       "POST / HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"a bare line feed", "GET / HTTP/1.1\nHost: localhost\n\n", 400},
      {"a bare line feed later", get + host + "A: b\n\r\n", 400},
      {"a bare carriage return", get + host + "A: b\rc: d\r\n\r\n", 400},
      {"a folded line", get + host + "A: b\r\n c\r\n\r\n", 400},
      {"a folded first line", get + " Host: localhost\r\n\r\n", 400},
      {"NUL in a value", get + host + std::string("A: b\0c\r\n\r\n", 10), 400},
      {"a space before the colon", get + "Host : localhost\r\n\r\n", 400},
      {"no colon", get + host + "nonsense\r\n\r\n", 400},
      {"no host", get + "\r\n", 400},
      {"two hosts", get + host + "Host: other.example\r\n\r\n", 400},
      {"an empty host", get + "Host:\r\n\r\n", 400},
      {"a host with a path", get + "Host: localhost/x\r\n\r\n", 400},
      {"a host with a user", get + "Host: a@localhost\r\n\r\n", 400},
      {"another host in the target", "GET http://evil.example/ HTTP/1.1\r\n" + host + "\r\n", 400},
      {"a target that is no path", "GET people HTTP/1.1\r\n" + host + "\r\n", 400},
      {"an asterisk for GET", "GET * HTTP/1.1\r\n" + host + "\r\n", 400},
      {"a fragment", "GET /a#b HTTP/1.1\r\n" + host + "\r\n", 400},
      {"a bad percent", "GET /%zz HTTP/1.1\r\n" + host + "\r\n", 400},
      {"a cut percent", "GET /%4 HTTP/1.1\r\n" + host + "\r\n", 400},
      {"an encoded NUL", "GET /%00 HTTP/1.1\r\n" + host + "\r\n", 400},
      {"an encoded line break", "GET /?a=%0d%0aX HTTP/1.1\r\n" + host + "\r\n", 400},
      {"what is not UTF-8", "GET /%ff HTTP/1.1\r\n" + host + "\r\n", 400},
      {"an empty line first", "\r\nGET / HTTP/1.1\r\n" + host + "\r\n", 400},
      {"another version", "GET / HTTP/2.0\r\n" + host + "\r\n", 505},
      {"no version", "GET /\r\n\r\n", 400},
      {"another method", "TRACE / HTTP/1.1\r\n" + host + "\r\n", 501},
      {"a method in small letters", "get / HTTP/1.1\r\n" + host + "\r\n", 501},
      {"another expectation", with("Expect: a miracle\r\n"), 417},
      {"a quoted text in a chunk's line",
       with("Transfer-Encoding: chunked\r\n", "1;a=\"b\"\r\nx\r\n0\r\n\r\n"), 400},
      {"one that does not end in its line",
       with("Transfer-Encoding: chunked\r\n", "1;a=\"\r\nx\r\n0\r\nT: r\r\n\r\n\""), 400},
      {"a chunk that is no number", with("Transfer-Encoding: chunked\r\n", "zz\r\nab\r\n0\r\n\r\n"),
       400},
      {"a chunk beyond numbers",
       with("Transfer-Encoding: chunked\r\n", "FFFFFFFFFFFFFFFFF\r\nab\r\n0\r\n\r\n"), 400},
      {"a chunk longer than it says",
       with("Transfer-Encoding: chunked\r\n", "2\r\nabc\r\n0\r\n\r\n"), 400},
      {"TLS", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n", 13), 400},
  };
}

TEST(RequestReader, D7RefusesWhatIsNoRequestOrCouldBeReadInTwoWays) {
  for (const Hostile& h : hostile()) {
    const Read r = read(h.bytes);
    EXPECT_EQ(r.state, State::kRefused) << h.what;
    EXPECT_EQ(r.status, h.status) << h.what;
  }
}

TEST(RequestReader, D7SaysTheSameInWhateverPiecesTheBytesCome) {
  for (const Hostile& h : hostile()) {
    for (const std::size_t piece : {1, 2, 7, 31}) {
      const Read r = read(h.bytes, piece);
      EXPECT_EQ(r.state, State::kRefused) << h.what << " by " << piece;
      EXPECT_EQ(r.status, h.status) << h.what << " by " << piece;
    }
  }
  for (const std::size_t piece : {1, 2, 7, 31}) {
    const Read r = read(with("Transfer-Encoding: chunked\r\n", "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n",
                             "POST / HTTP/1.1"),
                        piece);
    ASSERT_EQ(r.state, State::kWhole) << piece;
    EXPECT_EQ(r.request.body, "hello");
  }
}

// Found by the fuzzer: what follows the last chunk was taken whole, and refused in pieces.
TEST(RequestReader, D7BoundsTheLinesOfChunksAndWhatFollowsThemAlikeInWhateverPieces) {
  Limits limits;
  limits.head_bytes = 4096;
  const auto chunked = [](const std::string& body) {
    return with("Transfer-Encoding: chunked\r\n", body, "POST / HTTP/1.1");
  };
  const auto line = [&](std::size_t size) {  // of a chunk of one byte, with its end
    return chunked("1;" + std::string(size - 4, 'x') + "\r\na\r\n0\r\n\r\n");
  };
  const auto trailer = [&](std::size_t size) {  // from the last chunk's line to the end
    return chunked("0\r\nA: " + std::string(size - 10, 'x') + "\r\n\r\n");
  };
  for (const std::size_t piece : {0, 1, 7, 64, 4095, 4096, 4097}) {
    for (const auto& [bytes, status] :
         {std::pair(line(4096), 0), std::pair(line(4097), 400), std::pair(line(9000), 400),
          std::pair(trailer(4096), 0), std::pair(trailer(4097), 400),
          std::pair(trailer(9000), 400)}) {
      const Read r = read(bytes, piece, limits);
      EXPECT_EQ(r.status, status) << bytes.size() << " by " << piece;
      EXPECT_EQ(r.state, status == 0 ? State::kWhole : State::kRefused) << piece;
    }
  }
}

TEST(RequestReader, D7BoundsTheTargetTheHeadAndTheNumberOfHeaders) {
  const Limits limits;
  const std::string a(limits.target_bytes - 1, 'a'), much(limits.head_bytes, 'b');
  EXPECT_EQ(read("GET /" + a + " HTTP/1.1\r\nHost: localhost\r\n\r\n").state, State::kWhole);
  EXPECT_EQ(read("GET /" + a + "a HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 414);
  EXPECT_EQ(read("GET /" + std::string(1 << 20, 'a')).status, 414);  // and never waits for its end
  EXPECT_EQ(read(with("A: " + much + "\r\n")).status, 431);
  EXPECT_EQ(read("GET / HTTP/1.1\r\nA: " + much).status, 431);
  std::string many;
  for (std::size_t i = 0; i < limits.headers; ++i) many += "a: b\r\n";
  EXPECT_EQ(read(with(many)).status, 431);
  std::string parameters = "GET /?";
  for (std::size_t i = 0; i <= limits.headers; ++i) parameters += "a=b&";
  EXPECT_EQ(read(parameters + " HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 400);
}

TEST(RequestReader, D3RefusesALargeBodyBeforeItIsRead) {
  Limits limits;
  limits.body_bytes = 1000;
  EXPECT_EQ(read(with("Content-Length: 10737418240\r\nExpect: 100-continue\r\n"), 0, limits).status,
            413);
  std::string chunks;
  for (int i = 0; i < 11; ++i) chunks += "64\r\n" + std::string(100, 'x') + "\r\n";
  EXPECT_EQ(read(with("Transfer-Encoding: chunked\r\n", chunks), 0, limits).status, 413);
  EXPECT_EQ(read(with("Transfer-Encoding: chunked\r\n", "2;" + std::string(1 << 16, 'x'))).status,
            400);
}

}  // namespace
}  // namespace net
