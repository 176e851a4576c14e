// Blurb to a reader: what is to be passed on speaks to "you", whoever that will be.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"

namespace composer {
namespace {

const Phrases kYou{"you|your|yours|you're|you'd|you'll|you've"};

void find(const Reading& r, std::vector<Advice>& out) {
  if (r.draft.kind != Kind::kBlurb || r.sentences.empty()) return;
  const auto you = r.find(kYou);
  if (!you && r.greeting.empty()) return;
  out.push_back({"", Severity::kMend, r.range(r.greeting.empty() ? you->words : r.greeting),
                 "This speaks to one reader, but it will be read by another.",
                 "Write of both by name, without a greeting and without “you”."});
}

}  // namespace

extern const Rule kBlurbReader;
const Rule kBlurbReader = {"blurb_reader", "a blurb that greets somebody or says “you”", false,
                           find};

}  // namespace composer
