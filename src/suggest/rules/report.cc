// Report: somebody passed a person or a piece of business on to you, and has not heard how it goes.
// Approach:the giver never has to ask; who received the referral breaks the silence.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include "suggest/rules/dues.h"
#include "suggest/wording.h"

namespace suggest {
namespace {

using exchange::Part;
using exchange::StepKind;

void propose(const View& view, std::vector<Suggestion>& out) {
  propose_due(view, exchange::DueKind::kWord, "report", out);
}

Words say(const View& view, const Suggestion& it, std::span<const model::Interaction>) {
  const exchange::Course& c = *it.due->course;
  const bool named = c.who(Part::kReferred).has_value();
  const std::string what = named ? name_of(view, c, Part::kReferred) : c.what.about;
  const bool wrote = c.last(StepKind::kContacted) != nullptr || c.last(StepKind::kMet) != nullptr;
  Words words;
  words.reason = fmt::format(
      "{} passed {} on to you on {}; {}.", view.people.name(it.about), what,
      base::print_day(c.what.at),
      wrote ? "they have not heard how it went" : "you have not said yet what became of it");
  words.subject = topic(what);
  words.first_line =
      greeting(view.people, it.about) +
      (wrote ? fmt::format(" a word on {}: we are talking, and I will tell you how it ends.", what)
             : fmt::format(" thank you again for {}. I am getting in touch now.", what));
  return words;
}

}  // namespace

extern const Rule kReport;
const Rule kReport = {"report", "Say how it goes to", propose, say};

}  // namespace suggest
