// No ask: what is meant to ask for something asks for nothing, not even by a hint.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"
#include "composer/rules/hints.h"

namespace composer {
namespace {

void find(const Reading& r, std::vector<Advice>& out) {
  if (!is_ask(r.draft.kind) || r.sentences.empty()) return;
  if (!r.asks().empty() || r.find(hints())) return;
  out.push_back({"",
                 Severity::kMend,
                 {},
                 "Nothing is asked here.",
                 "Put one question in it that can be answered with yes or no."});
}

}  // namespace

extern const Rule kNoAsk;
const Rule kNoAsk = {"no_ask", "a message that is to ask asks nothing", false, find};

}  // namespace composer
