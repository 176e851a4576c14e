// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/reading.h"

#include <gtest/gtest.h>

#include <chrono>

#include "composer/coach.h"

namespace composer {
namespace {

Draft draft_of(std::string text, Kind kind = Kind::kAskIntroduction) {
  Draft draft;
  draft.kind = kind;
  draft.text = std::move(text);
  return draft;
}

std::vector<std::string> sentences_of(const Draft& draft) {
  const Reading reading = read(draft);
  std::vector<std::string> all;
  for (const Sentence& s : reading.sentences) {
    const Range at = reading.range(s);
    all.push_back(draft.text.substr(at.begin, at.end - at.begin));
  }
  return all;
}

std::string part(const Draft& draft, const Reading& reading, Span span) {
  const Range at = reading.range(span);
  return draft.text.substr(at.begin, at.end - at.begin);
}

using Texts = std::vector<std::string>;

TEST(Reading, PartsGreetingSentencesAndClosing) {
  const Draft draft = draft_of(
      "Dear Dr. Nwosu,\n\nWe met at 3.30 p.m. in hall 3. “Would you come?” you asked!\n\nKind "
      "regards,\nMatteo Rossi");
  const Reading reading = read(draft);
  EXPECT_EQ(part(draft, reading, reading.greeting), "Dear Dr. Nwosu");
  EXPECT_EQ(part(draft, reading, reading.closing), "Kind regards,\nMatteo Rossi");
  EXPECT_EQ(sentences_of(draft),
            (Texts{"We met at 3.30 p.m. in hall 3.", "Would you come?”", "you asked!"}));
}

TEST(Reading, GoesOnWhereALineIsWrapped) {
  EXPECT_EQ(
      sentences_of(draft_of("The mill that stands at the end of our road has lost its\nwheel in "
                            "the flood of May.")),
      (Texts{"The mill that stands at the end of our road has lost its\nwheel in the flood of "
             "May."}));
  EXPECT_EQ(sentences_of(draft_of("Two things:\n- The roof leaks\n- The gate is open")),
            (Texts{"Two things", "The roof leaks", "The gate is open"}));
}

TEST(Reading, LeavesOutWhatSomebodyElseWrote) {
  EXPECT_EQ(sentences_of(draft_of("I will.\n\n> Would you come?\n> It is late.")),
            (Texts{"I will."}));
}

TEST(Reading, TellsWhatASentenceDoes) {
  const Draft draft = draft_of(
      "How are you? Would you introduce me to Dana? What would you change? I'd be happy to "
      "proofread it. "
      "Would you be happy to meet? No worries if not. Book a demo.");
  const Reading reading = read(draft);
  ASSERT_EQ(reading.sentences.size(), 7U);
  const auto& s = reading.sentences;
  EXPECT_TRUE(s[0].pleasantry);
  EXPECT_TRUE(s[1].requests);
  EXPECT_FALSE(s[2].requests);
  EXPECT_TRUE(s[3].offers);
  EXPECT_TRUE(s[4].requests && !s[4].offers);
  EXPECT_TRUE(s[5].easy_no);
  EXPECT_TRUE(s[6].pitches);
}

TEST(Reading, TellsLanguagesBySmallWords) {
  const auto in = [](std::string text) {
    const Draft draft = draft_of(std::move(text));
    return std::string(word(read(draft).language));
  };
  EXPECT_EQ(in("Thank you for the call, it was a help to us."), "en");
  EXPECT_EQ(in("Danke für das Gespräch, es hat uns sehr geholfen."), "de");
  EXPECT_EQ(in("Merci pour votre appel, il nous a beaucoup aidés."), "fr");
  EXPECT_EQ(in("Gracias por la llamada, nos ayudó mucho en el taller."), "es");
  EXPECT_EQ(in("Grazie per la chiamata, ci è stata di grande aiuto."), "it");
  EXPECT_EQ(in("Bedankt voor het gesprek, het heeft ons veel geholpen."), "nl");
  EXPECT_EQ(in("Köszönöm a hívást, sokat segített nekünk a műhelyben."), "");
  EXPECT_EQ(in("Noor Haddad, 14:30?"), "en");
}

TEST(Reading, KeepsToLinearTime) {
  for (const char* piece : {"would you ", "if not ", "a", "? ", "{n} ", "> x\n", "\n", "é"}) {
    std::string text;
    while (text.size() < kMostBytes + 100) text += piece;
    const auto began = std::chrono::steady_clock::now();
    all_advice(draft_of(std::move(text)));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    EXPECT_LT(took.count(), 2.0) << piece;
  }
}

TEST(Phrases, FitWordByWord) {
  const Phrases phrases{"keep * eye|eyes open", "^happy to? help", "# minutes", "intro~ me"};
  const auto found = [&](std::string_view text) -> std::string {
    const auto words = words_of(text).words;
    const auto span = phrases.find(words, {0, words.size()});
    return span ? std::to_string(span->first) + "-" + std::to_string(span->last) : "";
  };
  EXPECT_EQ(found("Please keep your eyes open"), "1-5");
  EXPECT_EQ(found("Keep both of your eyes open"), "0-6");
  EXPECT_EQ(found("keep all four of your eyes open"), "");
  EXPECT_EQ(found("Happy help"), "0-2");
  EXPECT_EQ(found("so happy to help"), "");
  EXPECT_EQ(found("some ten minutes"), "1-3");
  EXPECT_EQ(found("introduce me"), "0-2");
}

}  // namespace
}  // namespace composer
