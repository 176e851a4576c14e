// Late offer: it comes so far behind the question that it looks like an afterthought.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"

namespace composer {
namespace {

constexpr std::size_t kNextTo = 2;  // sentences

void find(const Reading& r, std::vector<Advice>& out) {
  if (!is_ask(r.draft.kind)) return;
  const auto asks = r.asks();
  const auto offer = r.offer();
  if (asks.empty() || !offer) return;
  for (const std::size_t ask : asks) {
    if (*offer <= ask + kNextTo) return;
  }
  out.push_back({"", Severity::kHint, r.range(r.sentences[*offer]),
                 "The offer comes long after the question.",
                 "Move it before the question, or right behind it."});
}

}  // namespace

extern const Rule kLateOffer;
const Rule kLateOffer = {"late_offer", "the offer is neither before the ask nor next to it", false,
                         find};

}  // namespace composer
