// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

namespace composer {
namespace {

Draft draft_of(Kind kind, std::string text) {
  Draft draft;
  draft.kind = kind;
  draft.text = std::move(text);
  return draft;
}

TEST(Coach, StopsATestimonialRightAfterConnecting) {
  Draft draft = draft_of(Kind::kAskOpportunity,
                         "Hi Rashid, thanks for connecting! Would you write me a testimonial?");
  draft.situation = {true, false, 0, Band::kNone};
  const auto advice = coach(draft);
  ASSERT_FALSE(advice.empty());
  EXPECT_STREQ(advice.front().rule, "early_testimonial");
  EXPECT_EQ(advice.front().severity, Severity::kStop);
  EXPECT_EQ(draft.text.substr(advice.front().where.begin), "Would you write me a testimonial?");
  EXPECT_FALSE(is_sound(advice));
  draft.situation = {false, true, 400, Band::kSteady};
  EXPECT_STRNE(coach(draft).front().rule, "early_testimonial");
}

TEST(Coach, HasNothingToSayOfADirectAskWithAnOffer) {
  EXPECT_TRUE(
      coach(draft_of(Kind::kAskOpportunity,
                     "Would you tell your followers about my new ebook? I would be happy to "
                     "promote your podcast."))
          .empty());
}

TEST(Coach, SaysAtMostFiveThingsTheWeightiestFirst) {
  Draft draft = draft_of(
      Kind::kAskOpportunity,
      "Dear Sir or Madam, I'm a huge fan of yours! Book a demo at www.x.example/shop asap. "
      "Could we connect sometime? Could you review my page? And also share it?");
  draft.situation = {true, false, 0, Band::kNone};
  const auto advice = coach(draft);
  ASSERT_EQ(advice.size(), kMostAdvice);
  for (std::size_t i = 1; i < advice.size(); ++i)
    EXPECT_LE(advice[i - 1].severity, advice[i].severity);
  EXPECT_GT(all_advice(draft).size(), kMostAdvice);
}

TEST(Coach, MarksThePlaceBetweenCharactersOfManyBytes) {
  const Draft draft = draft_of(Kind::kAskIntroduction,
                               "Liebe Zoë, héhé… “Could you — please — introduce me to Łukasz?”");
  const Reading reading = read(draft);
  ASSERT_EQ(reading.sentences.size(), 2U);
  const Range at = reading.range(reading.sentences[1]);
  EXPECT_EQ(draft.text.substr(at.begin, at.end - at.begin),
            "Could you — please — introduce me to Łukasz?”");
}

TEST(Coach, SpeaksEnglishOfEnglishAlone) {
  const std::string german =
      "Hallo Jo, ich habe nichts zu bieten und frage auch nichts. Das ist schade.";
  EXPECT_TRUE(coach(draft_of(Kind::kAskIntroduction, german)).empty());
  Draft draft = draft_of(Kind::kAskIntroduction, german);
  draft.language = Language::kEnglish;  // the writer's word is taken
  EXPECT_FALSE(coach(draft).empty());
}

TEST(Coach, HasNothingToSayOfNothing) {
  for (const char* text : {"", " ", "\n\n", "?", "Hi,", "Hello Bea,\n\nBest,\nTom"}) {
    for (const Kind kind : {Kind::kAskIntroduction, Kind::kThanks, Kind::kOffer, Kind::kBlurb})
      EXPECT_TRUE(coach(draft_of(kind, text)).empty()) << text;
  }
}

TEST(Coach, HasARuleOfEachName) {
  std::set<std::string> names;
  for (const Rule* rule : rules()) EXPECT_TRUE(names.insert(rule->name).second) << rule->name;
  EXPECT_GE(names.size(), 20U);
}

// docs/composer.md's list of rules is printed from the list; RAPPORT_GOLDEN=write writes it anew.
TEST(Coach, ItsRulesAreListed) {
  std::string printed = "| rule | what it finds |\n|---|---|\n";
  for (const Rule* rule : rules())
    printed +=
        fmt::format("| `{}`{} | {} |\n", rule->name, rule->every_language ? " *" : "", rule->what);
  const std::string file = RAPPORT_ROOT "/docs/composer.md";
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  constexpr std::string_view kBegin = "<!-- rules -->\n", kEnd = "<!-- /rules -->";
  const std::size_t begin = text.find(kBegin) + kBegin.size(), end = text.find(kEnd);
  ASSERT_NE(end, std::string::npos);
  const char* golden = std::getenv("RAPPORT_GOLDEN");
  if (golden != nullptr && std::string_view(golden) == "write") {
    std::ofstream(file, std::ios::binary) << text.replace(begin, end - begin, printed);
    return;
  }
  EXPECT_EQ(text.substr(begin, end - begin), printed) << "./dev golden writes it anew";
}

}  // namespace
}  // namespace composer
