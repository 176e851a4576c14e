// Hidden ask: a friendly word, or an offer, that turns out to want something.
// Approach:an invitation and a question about them are no asks; a need of one's own that is let fall is.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"

namespace composer {
namespace {

const Phrases kNeeds{
    "i'm|we're|am|are still|also|currently|actively|now? looking|searching|hunting for",
    "if you * know|hear|meet|come|think any~|some~|who|of|across",
    "keep me|us in mind",
    "is|are|am seeking|hiring|recruiting",
    "between jobs|roles|positions",
    "if|should anything|something pops|comes|turns|opens",
    "all ears",
    "your|some|any way business|work|leads|clients|customers",
    "send * my|our way",
    "check out my|our",
    "follow my|our|me|us",
    "subscribe to my|our",
    "vote for|me",
    "like my|our",
    "share my|our",
    "could use some|a|your help|support|introductions",
    "open to work|opportunities|new",
    "in the market for",
    "available for hire",
    "taking on new|clients|more",
    "have capacity for",
    "help would be",
    "raising a|money|our|funds"};
const Phrases kTheirNeeds{"you're|your|you are? looking|searching", "for you|yours|your",
                          "on your behalf"};

void find(const Reading& r, std::vector<Advice>& out) {
  if (r.draft.kind != Kind::kReachOut && r.draft.kind != Kind::kOffer) return;
  Span where;
  const auto asks = r.asks();
  if (!asks.empty()) where = r.sentences[asks.front()].words;
  for (const Sentence& sentence : r.sentences) {
    if (!where.empty()) break;
    if (r.has(sentence, kNeeds) && !r.has(sentence, kTheirNeeds)) where = sentence.words;
  }
  if (where.empty()) return;
  const bool offer = r.draft.kind == Kind::kOffer;
  out.push_back({"", Severity::kMend, r.range(where),
                 offer ? "The offer comes with a wish of your own, so it reads as a trade."
                       : "A word to keep in touch that asks for something is an ask in disguise.",
                 "Take this out here; ask another day, and plainly."});
}

}  // namespace

extern const Rule kHiddenAsk;
const Rule kHiddenAsk = {"hidden_ask", "a friendly word or an offer that wants something", false,
                         find};

}  // namespace composer
