// Pitch: something is sold where a person was to be spoken to.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"

namespace composer {
namespace {

void find(const Reading& r, std::vector<Advice>& out) {
  if (r.draft.kind == Kind::kBlurb) return;
  for (const Sentence& sentence : r.sentences) {
    if (!sentence.pitches) continue;
    const bool cold = r.draft.situation.first_message || !r.draft.situation.exchanged;
    out.push_back({"", cold ? Severity::kStop : Severity::kMend, r.range(sentence),
                   "This sells, and they have not said that they want to buy.",
                   "Leave the sale out; offer something that helps them whether they buy or not."});
    return;
  }
}

}  // namespace

extern const Rule kPitch;
const Rule kPitch = {"pitch", "discounts, demos, trials and the words of a brochure", false, find};

}  // namespace composer
