// Ask again: somebody said "later", and the day has come.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include "suggest/rules/dues.h"
#include "suggest/wording.h"

namespace suggest {
namespace {

void propose(const View& view, std::vector<Suggestion>& out) {
  propose_due(view, exchange::DueKind::kAskAgain, "ask again", out);
}

Words say(const View& view, const Suggestion& it, std::span<const model::Interaction>) {
  const exchange::Course& c = *it.due->course;
  const std::string what = c.what.about.empty() ? "an introduction" : c.what.about;
  const exchange::Step* later = c.last(exchange::StepKind::kLater, *c.part_of(it.due->whom));
  Words words;
  words.reason = fmt::format("On {} {} asked for time: {}.",
                             base::print_day(later == nullptr ? it.due->since : later->at),
                             view.people.name(it.about), what);
  words.subject = topic(what);
  words.first_line =
      greeting(view.people, it.about) +
      fmt::format(" you asked me to come back about {}. Is now better? No is fine, too.", what);
  return words;
}

}  // namespace

extern const Rule kAskAgain;
const Rule kAskAgain = {"ask again", "Ask once more", propose, say};

}  // namespace suggest
