// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/exchange_letters.h"

#include <fmt/core.h>

#include <algorithm>

#include "app/exchanges.h"
#include "app/introduction_letters.h"
#include "app/person.h"
#include "app/today.h"
#include "app/wall.h"
#include "base/text.h"
#include "exchange/dues.h"
#include "suggest/wording.h"

namespace app {
namespace {

using exchange::Course;
using exchange::DueKind;
using exchange::Part;
using exchange::StepKind;
using identity::Number;
using model::ExchangeKind;

ExchangeLetter of(IntroductionLetter letter) {
  return {std::move(letter.to),
          std::move(letter.addresses),
          std::move(letter.subject),
          std::move(letter.text),
          {},
          false,
          {}};
}

std::optional<exchange::Move> move_of(const App& app, const Course& c, StepKind kind, Part by) {
  for (const exchange::Move& m : exchange::moves(c, app.moment.at))
    if (m.kind == kind && m.by == by) return m;
  return std::nullopt;
}

ExchangeLetter to_somebody(const App& app, Number person, std::string subject, std::string text) {
  ExchangeLetter letter;
  letter.to = {person};
  if (std::string address = mail_address(app, person); !address.empty())
    letter.addresses.push_back(std::move(address));
  letter.subject = std::move(subject);
  letter.text = std::move(text);
  const Number me = app.state.people.owner();
  if (me != identity::kNobody) letter.text += "\n\n" + app.state.people.name(me) + "\n";
  return letter;
}

const char* rule_of(DueKind kind) {
  switch (kind) {
    case DueKind::kThanks:
      return "thank";
    case DueKind::kWord:
      return "report";
    case DueKind::kPromise:
      return "promise";
    case DueKind::kClarify:
      return "clarify";
    case DueKind::kHowItWent:
      return "follow up";
    case DueKind::kAskAgain:
      return "ask again";
    case DueKind::kRemind:
      return "remind";
    case DueKind::kMake:
      break;
  }
  return "";
}

// What is due, in the words of its card.
void add_dues(const App& app, const Course& c, std::vector<ExchangeLetter>& out) {
  for (const exchange::Due& due : exchange::dues(c, model::IdentityId{}, app.moment.at)) {
    const suggest::Rule* rule = suggest::find_rule(rule_of(due.kind));
    const auto n = app.state.people.find(due.whom);
    if (rule == nullptr || !n) continue;
    const Number person = app.state.people.person_of(*n);
    const suggest::Suggestion it{rule, person, 0, {c.seq}, true, due};
    const suggest::Words words = rule->say(view_of(app), it, {});
    ExchangeLetter letter = to_somebody(app, person, words.subject, words.first_line);
    if (const auto settles = exchange::settling(due))
      letter.done = exchange::Move{settles->kind, settles->by};
    out.push_back(std::move(letter));
  }
}

void add_of_introduction(const App& app, const Course& c, std::vector<ExchangeLetter>& out) {
  if (const auto made = move_of(app, c, StepKind::kMade, Part::kConnector)) {
    out.push_back(of(joining_letter(app, c)));
    out.back().done = made;
    return;
  }
  for (const Part part : {Part::kFirst, Part::kSecond}) {
    const auto asked = move_of(app, c, StepKind::kAsked, part);
    if (!asked) continue;
    out.push_back(of(asking_letter(app, c, part)));
    out.back().done = asked;
    out.back().secret = true;
  }
}

// To whom somebody is passed on. Without their yes nobody is named.
void add_hand_over(const App& app, const Course& c, std::vector<ExchangeLetter>& out) {
  const auto receiver = person_in(app, c, Part::kReceiver);
  if (!receiver || exchange::stage_of(c, app.moment.at) != exchange::Stage::kGiven) return;
  const auto referred = person_in(app, c, Part::kReferred);
  const bool may_name = referred && c.what.agreed;
  const std::string whom = may_name ? app.state.people.name(*referred) + ": " + c.what.about
                           : c.what.about.empty() ? "somebody"
                                                  : c.what.about;
  out.push_back(to_somebody(
      app, *receiver, "Somebody for you",
      suggest::greeting(app.state.people, *receiver) +
          fmt::format(" I thought of you for this. {}{} If it does not suit you, tell me: that "
                      "helps, too.",
                      whom, whom.ends_with('.') ? "" : ".")));
}

void add_ask(const App& app, const Course& c, std::vector<ExchangeLetter>& out) {
  const auto helper = person_in(app, c, Part::kHelper);
  const auto asked = move_of(app, c, StepKind::kAsked, Part::kHelper);
  if (!helper || !asked || c.what.words.empty()) return;
  out.push_back(to_somebody(app, *helper, base::shorten(c.what.about, 80, true), c.what.words));
  out.back().text = c.what.words;  // signed already, or not: as they wrote it
  out.back().done = asked;
}

void add_for_wall(const App& app, const Course& c, std::vector<ExchangeLetter>& out) {
  const exchange::Step* thanks = c.last(StepKind::kThanked);
  if (thanks != nullptr && move_of(app, c, StepKind::kAskedToShow, thanks->by))
    out.push_back(letter_for_wall(app, c, words_for_wall(app, c)));
}

}  // namespace

std::vector<ExchangeLetter> letters_of(const App& app, const Course& c) {
  std::vector<ExchangeLetter> out;
  switch (c.what.kind) {
    case ExchangeKind::kIntroduction:
      if (c.who(Part::kConnector) == model::IdentityId{}) add_of_introduction(app, c, out);
      break;
    case ExchangeKind::kReferral:
      if (c.who(Part::kGiver) == model::IdentityId{}) add_hand_over(app, c, out);
      break;
    case ExchangeKind::kAsk:
      if (c.what.ask != model::AskKind::kWatch) add_ask(app, c, out);
      break;
    case ExchangeKind::kPromise:
      break;
  }
  if (out.empty()) add_dues(app, c, out);
  add_for_wall(app, c, out);
  return out;
}

}  // namespace app
