// SPDX-License-Identifier: AGPL-3.0-or-later
#include "assets/assets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <span>
#include <string>

#include "assets/all.h"

namespace assets {
namespace {

std::span<const Asset> all() { return {kAll, kCount}; }

TEST(Assets, HaveThePageAndItsParts) {
  const Asset* page = find("/index.html");
  ASSERT_NE(page, nullptr);
  EXPECT_EQ(page->type, "text/html; charset=utf-8");
  EXPECT_FALSE(page->immutable);
  EXPECT_TRUE(page->raw.starts_with("<!doctype html>"));
  EXPECT_TRUE(page->raw.ends_with("</html>\n"));
}

TEST(Assets, EveryPathWithoutADotIsThePage) {
  for (const char* path : {"/", "", "/people", "/people/0af3", "/a.b/c"})
    EXPECT_EQ(find(path), find("/index.html")) << path;
}

TEST(Assets, WhatIsNotThereIsNotFound) {
  for (const char* path :
       {"/robots.txt", "/assets/none.js", "/index.html/x.js", "index.html", "/."})
    EXPECT_EQ(find(path), nullptr) << path;
}

TEST(Assets, StandInOrderAndAreFoundByTheirPath) {
  EXPECT_TRUE(std::ranges::is_sorted(all(), {}, &Asset::path));
  for (const Asset& it : all()) EXPECT_EQ(find(it.path), &it) << it.path;
}

TEST(Assets, AreSmallerCompressedAndHaveATypeAndATag) {
  std::set<std::string_view> tags;
  for (const Asset& it : all()) {
    EXPECT_FALSE(it.raw.empty()) << it.path;
    EXPECT_NE(it.type, "application/octet-stream") << it.path;
    EXPECT_EQ(it.etag.size(), 28u) << it.path;
    EXPECT_TRUE(it.gzip.empty() || it.gzip.starts_with("\x1f\x8b")) << it.path;
    EXPECT_LT(it.gzip.size(), it.raw.size()) << it.path;
    EXPECT_LT(it.brotli.size(), it.raw.size()) << it.path;
    tags.insert(it.etag);
  }
  EXPECT_EQ(tags.size(), all().size());
}

TEST(Assets, OnlyNamesWithAHashLast) {
  for (const Asset& it : all()) EXPECT_EQ(it.immutable, it.path.starts_with("/assets/")) << it.path;
}

// What a phone loads before the first page: the page, its sheet and its script, by brotli.
TEST(Assets, TheFirstLoadIsAtMost80KB) {
  const std::string page(find("/index.html")->raw);
  std::size_t bytes = page.size();
  int parts = 0;
  for (const Asset& it : all()) {
    if (page.find(it.path) == std::string::npos) continue;
    bytes += it.brotli.empty() ? it.raw.size() : it.brotli.size();
    ++parts;
  }
  EXPECT_GE(parts, 3);
  EXPECT_LE(bytes, 80'000u);
}

// The content policy allows neither, so a page with one would come half.
TEST(Assets, ThePageHasNoInlineScriptOrStyle) {
  const std::string_view page = find("/index.html")->raw;
  EXPECT_EQ(page.find(" style="), std::string_view::npos);
  EXPECT_EQ(page.find("<style"), std::string_view::npos);
  for (std::size_t at = 0; (at = page.find("<script", at)) != std::string_view::npos; ++at)
    EXPECT_NE(page.substr(at, page.find('>', at) - at).find(" src="), std::string_view::npos);
}

}  // namespace
}  // namespace assets
