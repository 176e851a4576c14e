// Follow up: two weeks ago you brought two people together; how did it go?
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include "suggest/rules/dues.h"
#include "suggest/wording.h"

namespace suggest {
namespace {

using exchange::Part;

void propose(const View& view, std::vector<Suggestion>& out) {
  propose_due(view, exchange::DueKind::kHowItWent, "follow up", out);
}

Words say(const View& view, const Suggestion& it, std::span<const model::Interaction>) {
  const exchange::Course& c = *it.due->course;
  const std::string other = name_of(view, c, Part::kSecond);
  Words words;
  words.reason = fmt::format("You brought {} and {} together on {}.", view.people.name(it.about),
                             other, base::print_day(c.last(exchange::StepKind::kMade)->at));
  words.subject = fmt::format("You and {}", other);
  words.first_line =
      greeting(view.people, it.about) + fmt::format(" did you and {} find time to talk?", other);
  return words;
}

}  // namespace

extern const Rule kFollowUp;
const Rule kFollowUp = {"follow up", "Ask how it went", propose, say};

}  // namespace suggest
