// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "api/test_site.h"
#include "assets/assets.h"

namespace api {
namespace {

class Pages : public OnASite {
 protected:
  net::ResponseRef page(const std::string& path, std::vector<net::Field> headers = {}) {
    net::Request request = asking(net::Method::kGet, path, std::nullopt);
    request.headers.insert(request.headers.end(), headers.begin(), headers.end());
    return answer(request);
  }
};

TEST_F(Pages, AreOneFileForEveryPathWithoutADotAndForAnybody) {
  for (const char* path : {"/", "/sign-in", "/people/0af3"}) {
    const net::ResponseRef got = page(path);
    EXPECT_EQ(got->status, 200) << path;
    EXPECT_EQ(got->bytes(), assets::find("/index.html")->raw) << path;
    EXPECT_EQ(*got->header("Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(*got->header("Cache-Control"), "no-cache");
  }
}

TEST_F(Pages, LetRunNothingButTheirOwnScripts) {
  const std::string policy = *page("/")->header("Content-Security-Policy");
  EXPECT_TRUE(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"));
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
  EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
  EXPECT_EQ(*page("/")->header("X-Content-Type-Options"), "nosniff");
}

TEST_F(Pages, ComeAsSmallAsTheClientCanTakeThem) {
  const assets::Asset& asset = *assets::find("/index.html");
  EXPECT_EQ(page("/", {{"Accept-Encoding", "gzip, br"}})->bytes(), asset.brotli);
  EXPECT_EQ(page("/", {{"Accept-Encoding", "gzip, br;q=0"}})->bytes(), asset.gzip);
  EXPECT_EQ(*page("/", {{"Accept-Encoding", "br"}})->header("Content-Encoding"), "br");
  EXPECT_EQ(page("/", {{"Accept-Encoding", "zstd"}})->header("Content-Encoding"), nullptr);
}

TEST_F(Pages, AreNotSentAgainToWhoHasThem) {
  const std::string etag = *page("/")->header("ETag");
  const net::ResponseRef again = page("/people", {{"If-None-Match", etag}});
  EXPECT_EQ(again->status, 304);
  EXPECT_TRUE(again->bytes().empty());
}

TEST_F(Pages, TellAStrangerNothingOfTheApiAndOfFilesThatAreNot) {
  for (const char* path : {"/api", "/api/v1/nothing", "/api/v1/people", "/download/x", "/none.js"})
    EXPECT_EQ(page(path)->status, 401) << path;
  EXPECT_EQ(answer(asking(net::Method::kPost, "/people", std::nullopt, "{}"))->status, 401);
}

}  // namespace
}  // namespace api
