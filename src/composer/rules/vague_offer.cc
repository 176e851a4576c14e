// Vague offer: "anything you need" leaves all the work to the other one.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"

namespace composer {
namespace {

// "I could come over on Saturday": in an offer, whatever one would do is one.
const Phrases kWould{"i|we can|could|will|would|shall", "i'll|we'll|i'd|we'd"};
const Phrases kIdle{
    "i|we can|could|will|would|shall|i'll|we'll|i'd|we'd * "
    "be|help|assist|support|love|like|hope|see|hear|talk|speak|understand"};

void find(const Reading& r, std::vector<Advice>& out) {
  if (r.draft.kind != Kind::kOffer || r.sentences.empty()) return;
  const Sentence* vague = nullptr;
  for (const Sentence& sentence : r.sentences) {
    if (sentence.offers && !sentence.generous) return;
    if (r.has(sentence, kWould) && !sentence.generous && !sentence.pitches &&
        !r.has(sentence, kIdle))
      return;
    if (sentence.generous && vague == nullptr) vague = &sentence;
  }
  out.push_back({"", Severity::kMend, vague == nullptr ? Range{} : r.range(*vague),
                 "This names nothing that you would do.",
                 "Offer one thing that they can take with a yes."});
}

}  // namespace

extern const Rule kVagueOffer;
const Rule kVagueOffer = {"vague_offer", "an offer that names nothing", false, find};

}  // namespace composer
