// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/message.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <array>

#include "net/address.h"
#include "net/negotiation.h"
#include "net/router.h"

namespace net {
namespace {

struct Route {
  Method method;
  std::string_view pattern;
};
constexpr std::array kRoutes = {Route{Method::kGet, "/people"}, Route{Method::kPost, "/people"},
                                Route{Method::kGet, "/people/{id}"},
                                Route{Method::kGet, "/people/{id}/why"}};

Request asking(Method method, std::vector<std::string> segments) {
  Request request;
  request.method = method;
  request.segments = std::move(segments);
  return request;
}

TEST(Router, FindsTheRouteAndWhatItsPatternTook) {
  const std::span<const Route> routes = kRoutes;
  EXPECT_EQ(find_route(routes, asking(Method::kGet, {"people"})).route, &kRoutes[0]);
  EXPECT_EQ(find_route(routes, asking(Method::kHead, {"people"})).route, &kRoutes[0]);
  EXPECT_EQ(find_route(routes, asking(Method::kPost, {"people"})).route, &kRoutes[1]);
  const auto why = find_route(routes, asking(Method::kGet, {"people", "a/b", "why"}));
  EXPECT_EQ(why.route, &kRoutes[3]);
  EXPECT_EQ(why.named, std::vector<std::string>{"a/b"});
}

TEST(Router, SaysWhetherThePathOrTheMethodIsNotThere) {
  const std::span<const Route> routes = kRoutes;
  for (const std::vector<std::string>& none : std::vector<std::vector<std::string>>{
           {}, {""}, {"People"}, {"people", ""}, {"people", "a", "why", ""}, {"people", "a", "b"}})
    EXPECT_EQ(find_route(routes, asking(Method::kGet, none)).status, 404);
  const auto no = find_route(routes, asking(Method::kDelete, {"people"}));
  EXPECT_EQ(no.status, 405);
  EXPECT_EQ(no.allow, "GET, HEAD, POST");
}

TEST(Response, IsPrintedWithItsLengthAndWithoutMore) {
  std::string out;
  print_head({200, {{"A", "b"}}, "body"}, {false, true, "now"}, out);
  EXPECT_EQ(
      out,
      "HTTP/1.1 200 OK\r\nDate: now\r\nA: b\r\nContent-Length: 4\r\nConnection: close\r\n\r\n");
  out.clear();
  print_head({304, {}, ""}, {false, false, "now"}, out);
  EXPECT_EQ(out, "HTTP/1.1 304 Not Modified\r\nDate: now\r\n\r\n");
}

TEST(Response, IsCompressedWhereThatIsWantedAndGains) {
  Request request;
  EXPECT_FALSE(accepts_gzip(request));
  request.headers = {{"Accept-Encoding", "br, GZIP;q=0.5"}};
  EXPECT_TRUE(accepts_gzip(request));
  request.headers = {{"Accept-Encoding", "br, gzip;q=0.0, xgzip"}};
  EXPECT_FALSE(accepts_gzip(request));
  EXPECT_TRUE(accepts(request, "br"));
  EXPECT_FALSE(accepts(request, "zstd"));

  const std::string text(5000, 'a');
  Response response{200, {}, text};
  compress(response, true);
  ASSERT_EQ(*response.header("content-encoding"), "gzip");
  EXPECT_LT(response.body.size(), 100U);
  std::string back(6000, '\0');
  z_stream z{};
  ASSERT_EQ(inflateInit2(&z, 15 + 16), Z_OK);
  z.next_in = reinterpret_cast<Bytef*>(response.body.data());
  z.avail_in = static_cast<uInt>(response.body.size());
  z.next_out = reinterpret_cast<Bytef*>(back.data());
  z.avail_out = static_cast<uInt>(back.size());
  EXPECT_EQ(inflate(&z, Z_FINISH), Z_STREAM_END);
  back.resize(z.total_out);
  inflateEnd(&z);
  EXPECT_EQ(back, text);

  Response small{200, {}, "small"};
  compress(small, true);
  EXPECT_EQ(small.header("Content-Encoding"), nullptr);
  EXPECT_EQ(*small.header("Vary"), "Accept-Encoding");
}

TEST(Response, IsNotSentAgainToWhoHasIt) {
  const std::string etag = etag_of("body");
  EXPECT_NE(etag, etag_of("other"));
  Request request;
  EXPECT_FALSE(is_current(request, etag));
  request.headers = {{"If-None-Match", "\"x\", " + etag}};
  EXPECT_TRUE(is_current(request, etag));
  request.headers = {{"If-None-Match", etag.substr(2)}};
  EXPECT_TRUE(is_current(request, etag));
  request.headers = {{"If-None-Match", "*"}};
  EXPECT_TRUE(is_current(request, etag));
  request.headers = {{"If-None-Match", "\"x\""}};
  EXPECT_FALSE(is_current(request, etag));
  const Response none =
      not_modified({200, {{"ETag", etag}, {"Content-Encoding", "gzip"}, {"Vary", "a"}}, "body"});
  EXPECT_EQ(none.status, 304);
  EXPECT_EQ(none.body, "");
  EXPECT_EQ(none.headers.size(), 2U);
}

TEST(Address, IsReadAndKnownForThisMachine) {
  for (const char* here : {"127.0.0.1:7777", "127.8.9.10:0", "[::1]:80", "localhost:1"}) {
    const auto address = parse_address(here);
    ASSERT_TRUE(address) << here;
    EXPECT_TRUE(is_loopback(*address)) << here;
  }
  for (const char* elsewhere :
       {"0.0.0.0:80", "192.168.1.5:80", "[::]:80", "[::ffff:127.0.0.1]:1"}) {
    const auto address = parse_address(elsewhere);
    ASSERT_TRUE(address) << elsewhere;
    EXPECT_FALSE(is_loopback(*address)) << elsewhere;
  }
  for (const char* wrong : {"", "7777", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "example:1",
                            "127.1:80", "::1:80", "127.0.0.1:+1", "[127.0.0.1]:1"})
    EXPECT_FALSE(parse_address(wrong)) << wrong;
  EXPECT_EQ(print(*parse_address("[::1]:80")), "[::1]:80");
}

TEST(Address, NamesOfOthersAreNoNamesOfThisMachine) {
  for (const char* here : {"localhost", "LocalHost:7777", "127.0.0.1:1", "127.3.2.1", "[::1]:80"})
    EXPECT_TRUE(is_loopback_name(here)) << here;
  for (const char* elsewhere :
       {"", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1:80",
        "[::2]", "localhost:", "localhost:x", "2130706433", "127.1", "[localhost]", "[::1]x"})
    EXPECT_FALSE(is_loopback_name(elsewhere)) << elsewhere;
}

}  // namespace
}  // namespace net
