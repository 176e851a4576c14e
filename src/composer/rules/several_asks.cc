// Several asks: each of them makes the others less likely.
// Approach:times that are proposed for one meeting, and what follows from the ask ("what would you
//         need from me?"), are no further asks.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"

namespace composer {
namespace {

constexpr std::size_t kMostQuestions = 4;

const Phrases kAlso{
    "also|additionally|besides|furthermore|moreover|finally|lastly|secondly|third|second",
    "another thing|favour|favor|question|ask|request",
    "one more",
    "while you're|we're|you|i'm at|there|are",
    "as well|and",
    "on top of",
    "oh and",
    "and could|would|can|will|please|if"};
const Phrases kSame{
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|tomorrow|morning|afternoon|"
    "evening|noon|o'clock|april|may|june|september|october",
    "minutes|minute",
    "suit|suits|convenient|time",
    "need from me",
    "prefer",
    "easier|better|best",
    "or would|should|shall|is",
    "what would|do you need"};

void find(const Reading& r, std::vector<Advice>& out) {
  std::size_t questions = 0;
  for (const Sentence& sentence : r.sentences) questions += sentence.question;
  if (!is_ask(r.draft.kind)) return;
  std::vector<std::size_t> asks;
  bool also = false;
  if (r.language == Language::kEnglish) {
    for (const std::size_t i : r.asks()) {
      const Sentence& sentence = r.sentences[i];
      const bool further = r.has(sentence, kAlso);
      if (!asks.empty() && !further && r.has(sentence, kSame)) continue;
      if (!asks.empty()) also |= further;
      asks.push_back(i);
    }
  } else if (questions < kMostQuestions) {
    return;
  }
  const bool many = asks.size() > 2 || (asks.size() == 2 && also) ||
                    (r.language != Language::kEnglish && questions >= kMostQuestions);
  if (!many) return;
  out.push_back({"", Severity::kMend, asks.size() > 1 ? r.range(r.sentences[asks[1]]) : Range{},
                 "Several things are asked at once.",
                 "Keep the one that matters most; the others can wait."});
}

}  // namespace

extern const Rule kSeveralAsks;
const Rule kSeveralAsks = {"several_asks", "more than one thing is asked", true, find};

}  // namespace composer
