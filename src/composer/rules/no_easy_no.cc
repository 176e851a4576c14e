// No easy no: whoever cannot say no easily says nothing.
// Approach:silent for strong ties, and for a short swap: a question with its offer in 40 words is a
//         deal that one takes or leaves.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "composer/coach.h"

namespace composer {
namespace {

constexpr std::size_t kShort = 40;  // words

void find(const Reading& r, std::vector<Advice>& out) {
  if (!is_ask(r.draft.kind) || r.draft.situation.band == Band::kStrong || r.asks().empty()) return;
  if (r.offer() && r.body.size() <= kShort) return;
  if (std::any_of(r.sentences.begin(), r.sentences.end(),
                  [](const Sentence& s) { return s.easy_no; }))
    return;
  const bool heavy = r.draft.kind == Kind::kAskIntroduction || r.draft.situation.first_message;
  out.push_back({"",
                 heavy ? Severity::kMend : Severity::kHint,
                 {},
                 "There is no easy way to say no.",
                 "Add a line such as “If it does not suit you, a plain no is fine.”"});
}

}  // namespace

extern const Rule kNoEasyNo;
const Rule kNoEasyNo = {"no_easy_no", "an ask that leaves no room for a no, but to a strong tie",
                        false, find};

}  // namespace composer
