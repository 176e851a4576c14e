// Clarify: a referral was not for you; one small correction helps whoever gave it to give a better one.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include "suggest/rules/dues.h"
#include "suggest/wording.h"

namespace suggest {
namespace {

void propose(const View& view, std::vector<Suggestion>& out) {
  propose_due(view, exchange::DueKind::kClarify, "clarify", out);
}

std::string who_fits(const model::IdealCard& card) {
  std::string text = fmt::format("who fits best: {}.", card.who);
  if (!card.phrase.empty())
    text += fmt::format(" You know them by what they say: “{}”.", card.phrase);
  if (!card.not_for.empty()) text += fmt::format(" Not so much: {}.", card.not_for);
  return text;
}

Words say(const View& view, const Suggestion& it, std::span<const model::Interaction>) {
  const exchange::Course& c = *it.due->course;
  const std::string what =
      c.who(exchange::Part::kReferred) ? name_of(view, c, exchange::Part::kReferred) : c.what.about;
  const auto& cards = view.exchanges.cards();
  Words words;
  words.reason = fmt::format(
      "{} was not quite what you do. {} thought of you: say in two lines who "
      "would fit.",
      what, view.people.name(it.about));
  words.subject = "Who is right for me";
  words.first_line =
      greeting(view.people, it.about) +
      fmt::format(" thank you for thinking of me for {}. It was a little outside of what I do; ",
                  what) +
      (cards.empty() || cards.back().card.who.empty()
           ? "may I tell you in a line who would be right?"
           : who_fits(cards.back().card));
  return words;
}

}  // namespace

extern const Rule kClarify;
const Rule kClarify = {"clarify", "Tell who would fit to", propose, say};

}  // namespace suggest
