// Buried ask: the question comes so late that many will not get there.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include "composer/coach.h"

namespace composer {
namespace {

constexpr std::size_t kMostBefore = 75;  // words
constexpr std::size_t kMostParagraphs = 3, kMostBeforeInThem = 45;

void find(const Reading& r, std::vector<Advice>& out) {
  if (!is_ask(r.draft.kind)) return;
  const auto asks = r.asks();
  if (asks.empty()) return;
  const Sentence& ask = r.sentences[asks.front()];
  const std::size_t before = ask.words.first - r.body.first;
  const bool late =
      before > kMostBefore || (ask.paragraph >= kMostParagraphs && before > kMostBeforeInThem);
  if (!late) return;
  out.push_back({"", Severity::kMend, r.range(ask),
                 fmt::format("The question comes only after {} words.", before),
                 "Move it up to the second or third sentence; the story can follow."});
}

}  // namespace

extern const Rule kBuriedAsk;
const Rule kBuriedAsk = {
    "buried_ask", "the question comes after 75 words, or in the fourth paragraph", false, find};

}  // namespace composer
