// Remind: the day of what somebody promised you has passed.
// Approach:kindly, and once: three days after the day.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include "suggest/rules/dues.h"
#include "suggest/wording.h"

namespace suggest {
namespace {

void propose(const View& view, std::vector<Suggestion>& out) {
  propose_due(view, exchange::DueKind::kRemind, "remind", out);
}

Words say(const View& view, const Suggestion& it, std::span<const model::Interaction>) {
  const model::Exchange& e = it.due->course->what;
  Words words;
  words.reason = fmt::format("{} promised you on {}: “{}”{}.", view.people.name(it.about),
                             base::print_day(e.at), e.about,
                             e.due == base::Time{} ? "" : ", by " + base::print_day(e.due));
  words.subject = topic(e.about);
  words.first_line =
      greeting(view.people, it.about) +
      fmt::format(" do you still have {} in mind? If it has become too much, say so.", e.about);
  return words;
}

}  // namespace

extern const Rule kRemind;
const Rule kRemind = {"remind", "Remind kindly", propose, say};

}  // namespace suggest
