// About me: the message speaks of its writer, and hardly of its reader.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"

namespace composer {
namespace {

constexpr std::size_t kFewest = 7, kShare = 4;  // words of "I"; of them for one "you"

void find(const Reading& r, std::vector<Advice>& out) {
  if (r.draft.kind == Kind::kThanks || r.draft.kind == Kind::kBlurb) return;
  if (r.first_person < kFewest || r.first_person < kShare * r.second_person) return;
  out.push_back({"",
                 Severity::kHint,
                 {},
                 "This is about you; the one who reads it hardly comes up.",
                 "Begin with something about them: what they are at, what it means for them."});
}

}  // namespace

extern const Rule kAboutMe;
const Rule kAboutMe = {"about_me", "“I” and “we” four times as often as “you”", false, find};

}  // namespace composer
