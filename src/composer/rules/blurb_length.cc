// Blurb too long: nobody passes on a page.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"

namespace composer {
namespace {

constexpr std::size_t kMostSentences = 5, kMostWords = 110;

void find(const Reading& r, std::vector<Advice>& out) {
  if (r.draft.kind != Kind::kBlurb) return;
  if (r.sentences.size() <= kMostSentences && r.body.size() <= kMostWords) return;
  out.push_back({"",
                 Severity::kMend,
                 {},
                 "This is longer than what somebody passes on with a line of their own.",
                 "Three to five sentences."});
}

}  // namespace

extern const Rule kBlurbLength;
const Rule kBlurbLength = {"blurb_length", "a blurb of more than five sentences", true, find};

}  // namespace composer
