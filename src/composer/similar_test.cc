// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/similar.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace composer {
namespace {

const std::string kAsk =
    "Hi Marco,\n\nI have written a small ebook about wintering bees in cold valleys. Would you "
    "tell your "
    "followers about it? I would be happy to promote your podcast in my newsletter, which goes to "
    "nine "
    "hundred keepers. No worries if it does not fit your programme.\n\nBest,\nJohannes";

std::string with(std::string text, const std::string& old, const std::string& fresh) {
  return text.replace(text.find(old), old.size(), fresh);
}

TEST(Similar, APastedCopyWithAnotherNameIsTheSame) {
  EXPECT_EQ(similar(kAsk, with(kAsk, "Hi Marco", "Dear Ingrid")), 1);
  EXPECT_EQ(similar(kAsk, with(kAsk, "Would you", "Marco, would you")),
            similar(kAsk, with(kAsk, "Would you", "Ingrid, would you")));
}

TEST(Similar, AnotherFirstLineDoesNotHideACopy) {
  EXPECT_GE(
      similar(kAsk, with(kAsk, "I have written a small ebook about wintering bees in cold valleys.",
                         "Your episode on the lost hives of Tyrol stayed with me all week.")),
      kSame);
  EXPECT_GE(similar(kAsk, with(kAsk, "I have",
                               "It was good to see you in Graz, and your talk was fun. I have")),
            kSame);
  EXPECT_GE(similar(kAsk, with(with(kAsk, "small", "little"), "happy", "glad")), kSame);
}

TEST(Similar, HonestShortNotesAreNot) {
  EXPECT_EQ(
      similar("Thank you for the introduction to Noor.", "Thank you for the introduction to Omar."),
      0);
  EXPECT_EQ(
      similar("Hi Ann,\nPlease like my new page!\nBob", "Hi Cleo,\nPlease like my new page!\nBob"),
      1);
}

TEST(Similar, TwoAsksOfOnePersonAreNot) {
  const std::string other =
      "Hi Ingrid,\n\nThe heather hives came through the frost with half of their stores. Would you "
      "let me "
      "weigh yours on Sunday? I'd be happy to bring the good scale and to note the numbers for "
      "your book. No "
      "worries if it does not fit.\n\nBest,\nJohannes";
  EXPECT_LT(similar(kAsk, other), kSame);
}

TEST(Similar, SketchesOfLongTextsAreCloseToTheTruth) {
  std::string a, b;  // 400 words each, of which the first 300 are common: .6 of all pairs
  for (int i = 0; i < 400; ++i) {
    const std::string word = "w" + std::to_string(i * 7919 % 1000) + "x";
    a += word + " ";
    b += (i < 300 ? word : "v" + word) + " ";
  }
  EXPECT_NEAR(similar(a, b), .6, .15);
  EXPECT_EQ(similar(a, a), 1);
}

TEST(Similar, TenThousandSentAreCountedAtOnce) {
  std::vector<SentText> sent;
  for (int i = 0; i < 500; ++i) {
    std::string text;
    for (int k = 0; k < 80; ++k) text += "word" + std::to_string((i * 31 + k * k) % 5000) + " and ";
    sent.push_back(sketch(text));
  }
  while (sent.size() < 10'000) sent.push_back(sent[sent.size() - 500]);
  for (std::size_t i = 0; i < 5; ++i) sent[i * 1999] = sketch(with(kAsk, "Marco", "Ingrid"));
  const SentText mine = sketch(kAsk);
  const auto began = std::chrono::steady_clock::now();
  EXPECT_EQ(count_same(mine, sent), 5U);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
  EXPECT_LT(took.count(), 100) << "about 2 ms on a quiet machine";
  RecordProperty("milliseconds", std::to_string(took.count()));
}

}  // namespace
}  // namespace composer
