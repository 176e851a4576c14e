// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/log_lines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

namespace cli {
namespace {

using formats::Json;

class HandClock final : public base::Clock {
 public:
  base::Time now() override { return at; }
  base::Time at = *base::parse_time("2026-11-25T08:00:00Z");
};

class Logged : public testing::Test {
 protected:
  void say(const char* event, const std::string& what) {
    Json line = Json::object();
    line["level"] = "error";
    line["event"] = event;
    line["what"] = what;
    log_.say(line);
  }

  HandClock clock_;
  std::vector<std::string> lines_;
  LogLines log_{clock_, [this](std::string_view line) { lines_.emplace_back(line); }};
};

TEST_F(Logged, L5WhateverIsSaidStaysOneLineOfValidJsonOfABoundedLength) {
  const std::vector<std::string> hostile = {"a\r\n{\"event\":\"sign in\",\"member\":\"forged\"}",
                                            "\x1b[2J\x1b]0;title\x07 gone",
                                            "\xc2\x9b"
                                            "31m as one character",
                                            "\xe2\x80\xae backwards \xe2\x81\xa6",
                                            std::string("nul \0 in it", 11),
                                            "\xff\xfe not unicode \xc3",
                                            "\"},\"event\":\"sign in\"",
                                            "\x7f\b\b\b",
                                            std::string(1 << 20, 'x'),
                                            std::string(1 << 20, '\n')};
  for (const std::string& one : hostile) {
    clock_.at += std::chrono::seconds(1);
    lines_.clear();
    say("failed", one);
    Json named = Json::object();
    named["event"] = one;
    named[one] = "a name of theirs";
    named["deep"][one].push(one);
    log_.say(named);
    ASSERT_EQ(lines_.size(), 2U);
    for (const std::string& line : lines_) {
      EXPECT_LT(line.size(), 2000U);
      EXPECT_TRUE(std::all_of(line.begin(), line.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f;
      })) << line;
      EXPECT_EQ(line.find("\xc2\x9b"), std::string::npos);
      EXPECT_EQ(line.find("\xe2\x80\xae"), std::string::npos);
      const auto json = formats::parse_json(line);
      ASSERT_TRUE(json) << line;
      EXPECT_EQ(formats::text_in(*json, "member"), "");
    }
    EXPECT_EQ(formats::text_in(*formats::parse_json(lines_[0]), "event"), "failed");
  }
}

TEST_F(Logged, L5OfAFloodSomeAreWrittenAndTheOthersCounted) {
  for (int i = 0; i < 100'000; ++i) say("failed", "the same again");
  EXPECT_EQ(lines_.size(), 20U);
  say("sign in", "another kind has room");
  EXPECT_EQ(lines_.size(), 21U);
  clock_.at += std::chrono::milliseconds(999);
  log_.say_what_was_left_out();
  EXPECT_EQ(lines_.size(), 21U);
  clock_.at += std::chrono::milliseconds(1);
  log_.say_what_was_left_out();
  ASSERT_EQ(lines_.size(), 22U);
  EXPECT_NE(lines_.back().find("99980 more like it: failed"), std::string::npos) << lines_.back();
  log_.say_what_was_left_out();
  EXPECT_EQ(lines_.size(), 22U);
  say("failed", "afterwards");
  EXPECT_EQ(lines_.size(), 23U);
}

TEST_F(Logged, L5AFloodOfKindsIsBoundedToo) {
  for (int i = 0; i < 100'000; ++i) say(("kind " + std::to_string(i)).c_str(), "");
  EXPECT_LE(lines_.size(), 63U + 20U + 1U);
  clock_.at -= std::chrono::hours(1);  // a clock that was put back stops nothing
  lines_.clear();
  say("failed", "");
  EXPECT_EQ(lines_.size(), 2U);  // and how many were left out
}

TEST_F(Logged, L5ThreadsDoNotMixTheirLines) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 1000; ++i)
        say(("kind " + std::to_string(t)).c_str(), std::string(200, static_cast<char>('a' + t)));
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(lines_.size(), 80U);
  for (const std::string& line : lines_) EXPECT_TRUE(formats::parse_json(line)) << line;
}

}  // namespace
}  // namespace cli
