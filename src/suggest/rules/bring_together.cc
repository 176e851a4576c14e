// Bring together: both said yes to an introduction, and wait for it.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include "suggest/rules/dues.h"
#include "suggest/wording.h"

namespace suggest {
namespace {

using exchange::Part;

void propose(const View& view, std::vector<Suggestion>& out) {
  propose_due(view, exchange::DueKind::kMake, "bring together", out);
}

Words say(const View& view, const Suggestion& it, std::span<const model::Interaction>) {
  const exchange::Course& c = *it.due->course;
  const std::string other = name_of(view, c, Part::kSecond);
  Words words;
  words.reason = fmt::format("{} and {} both said yes on {}.", view.people.name(it.about), other,
                             base::print_day(it.due->since));
  words.subject = fmt::format("{}, meet {}", view.people.name(it.about), other);
  words.first_line =
      greeting(view.people, it.about) + fmt::format(" meet {}. {}", other, c.what.words);
  return words;
}

}  // namespace

extern const Rule kBringTogether;
const Rule kBringTogether = {"bring together", "Bring together", propose, say};

}  // namespace suggest
