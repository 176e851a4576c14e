// Attachment: a first message that brings papers to read.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"

namespace composer {
namespace {

const Phrases kAttached{"attached|attaching|enclosed|attachment", "attach my|our|the|a"};
const Phrases kOther{"not|nothing|no|never|without attached|attach|attaching|attachment",
                     "emotionally|very|deeply|grown|so|too attached", "attached to", "no strings",
                     "strings attached"};

void find(const Reading& r, std::vector<Advice>& out) {
  const Situation& s = r.draft.situation;
  if (!(s.first_message || !s.exchanged) || r.draft.kind == Kind::kBlurb) return;
  for (const Sentence& sentence : r.sentences) {
    if (!r.has(sentence, kAttached) || r.has(sentence, kOther)) continue;
    out.push_back({"", Severity::kMend, r.range(sentence),
                   "Papers in a first message are work that they did not ask for.",
                   "Leave the attachment out, and offer to send it."});
    return;
  }
}

}  // namespace

extern const Rule kAttachment;
const Rule kAttachment = {"attachment", "an attachment in a first message", false, find};

}  // namespace composer
