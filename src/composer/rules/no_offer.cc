// No offer: something is asked, and nothing given.
// Approach:friends need none; a watch costs little, so there it is only a thought.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"

namespace composer {
namespace {

void find(const Reading& r, std::vector<Advice>& out) {
  const Band band = r.draft.situation.band;
  if (!is_ask(r.draft.kind) || r.asks().empty() || r.offer()) return;
  if (band == Band::kStrong) return;
  const bool light = r.draft.kind == Kind::kAskWatch || band == Band::kSteady;
  out.push_back({"",
                 light ? Severity::kHint : Severity::kMend,
                 {},
                 "You ask for something and offer nothing.",
                 "Say what you will gladly do for them, before the question or right behind it."});
}

}  // namespace

extern const Rule kNoOffer;
const Rule kNoOffer = {"no_offer", "an ask without an offer, but to a strong tie", false, find};

}  // namespace composer
