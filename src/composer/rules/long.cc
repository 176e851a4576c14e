// Long: more words than this kind of message needs.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include "composer/coach.h"

namespace composer {
namespace {

std::size_t most_words(const Draft& draft) {
  if (is_ask(draft.kind)) return draft.situation.first_message ? 130 : 160;
  return draft.kind == Kind::kThanks ? 120 : 150;
}

void find(const Reading& r, std::vector<Advice>& out) {
  if (r.draft.kind == Kind::kBlurb) return;
  const std::size_t most = most_words(r.draft), words = r.body.size();
  if (words <= most) return;
  out.push_back({"",
                 words > most * 3 / 2 ? Severity::kMend : Severity::kHint,
                 {},
                 fmt::format("{} words are more than most people read at once.", words),
                 fmt::format("Bring it below {}: what would they miss?", most)});
}

}  // namespace

extern const Rule kLong;
const Rule kLong = {
    "long", "more than 160 words for an ask (130 to a stranger), 120 for thanks, 150 otherwise",
    true, find};

}  // namespace composer
