// Thanks with an ask: the next favour is asked in the breath that thanks for the last one.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"

namespace composer {
namespace {

void find(const Reading& r, std::vector<Advice>& out) {
  if (r.draft.kind != Kind::kThanks) return;
  const auto asks = r.asks();
  if (asks.empty()) return;
  out.push_back({"", Severity::kMend, r.range(r.sentences[asks.front()]),
                 "Thanks with an ask behind it sounds like a way to get there.",
                 "Send the thanks alone; ask in a message of its own, later."});
}

}  // namespace

extern const Rule kThanksWithAsk;
const Rule kThanksWithAsk = {"thanks_with_ask", "thanks with the next ask tacked on", false, find};

}  // namespace composer
