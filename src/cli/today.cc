// today and what is said to its cards: done, later, not, write; and met.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <cstdlib>

#include "api/cards_json.h"
#include "api/network_json.h"
#include "app/day_letter.h"
#include "app/fields.h"
#include "app/introductions.h"
#include "app/met.h"
#include "app/today.h"
#include "base/text.h"
#include "cli/command.h"

namespace cli {
namespace {

base::Result<app::Card> card_of(Session& session, const Words& words) {
  const std::size_t n =
      words.words.empty() ? 0 : std::strtoul(words.words.front().c_str(), nullptr, 10);
  if (n == 0)
    return base::fail(base::Code::kInvalid,
                      "which card? Say its number, as `rapport today` shows it");
  return app::card(*session.app, n);
}

void said(Session& session, const Words& words, const app::Card& card, const std::string& text) {
  if (words.json) {
    print_json(session, api::card_json(*session.app, card));
  } else {
    session.console.line(text);
  }
}

// What would be mailed, without the links, which only a server has. Numbers stay those last shown.
base::Result<void> show_letter(Session& session) {
  TRY(const auto letter, app::day_letter(*session.app, {}));
  if (!letter) {
    session.console.line("Nothing is due today: no letter.");
    return {};
  }
  session.console.line("Subject: " + safe(letter->subject));
  session.console.line();
  for (const std::string_view line : base::split(base::trim(letter->text), '\n'))
    session.console.line(line.starts_with("   ") ? "   " + safe(line.substr(3)) : safe(line));
  return {};
}

}  // namespace

base::Result<void> run_today(Session& session, const Words& words) {
  if (words.has("--mail")) return show_letter(session);
  TRY(const std::vector<app::Card> cards, app::today(*session.app, true));
  if (words.json) {
    print_json(session, api::today_json(*session.app, cards));
    return {};
  }
  Console& console = session.console;
  say_moment(session);
  for (const app::Card& card : cards) {
    console.line();
    console.line(
        fmt::format("{}  {} {}", console.tone(Tone::kStrong, std::to_string(card.number)),
                    card.suggestion.rule->verb,
                    console.tone(Tone::kStrong, show_name(*session.app, card.suggestion.about))));
    console.line(
        wrap(safe(card.words.reason), std::min<std::size_t>(console.columns(), 90), "   "));
    console.line(
        console.tone(Tone::kSoft, wrap("“" + safe(card.words.first_line) + "”",
                                       std::min<std::size_t>(console.columns(), 90), "   ")));
  }
  console.line();
  console.line(cards.empty() ? "Nothing is due today."
                             : "That is all.  done N · write N · later N 2w · not N");
  return {};
}

base::Result<void> run_done(Session& session, const Words& words) {
  TRY(const app::Card card, card_of(session, words));
  TRY_DO(app::answer_card(*session.app, card, model::Verdict::kDone, {}));
  said(session, words, card, "Done. Well kept.");
  return {};
}

base::Result<void> run_later(Session& session, const Words& words) {
  TRY(const app::Card card, card_of(session, words));
  const auto wait =
      words.words.size() < 2 ? base::parse_duration("1w") : base::parse_duration(words.words[1]);
  if (!wait)
    return base::fail(base::Code::kInvalid, "later when? Write 3d, 2w or 1m behind the number");
  const base::Time until = session.app->moment.at + *wait;
  TRY_DO(app::answer_card(*session.app, card, model::Verdict::kLater, until));
  said(session, words, card,
       "It comes back on " + base::print_day(until) + ", if it still stands.");
  return {};
}

base::Result<void> run_not(Session& session, const Words& words) {
  TRY(const app::Card card, card_of(session, words));
  TRY_DO(app::answer_card(*session.app, card, model::Verdict::kNot, {}));
  said(session, words, card,
       "It will be left alone: for two weeks; after the third time, for a quarter.");
  return {};
}

base::Result<void> run_write(Session& session, const Words& words) {
  TRY(const app::Card card, card_of(session, words));
  if (words.json) {
    print_json(session, api::card_json(*session.app, card));
    return {};
  }
  const std::string address = session.app->state.people.handle(card.suggestion.about).text;
  Console& console = session.console;
  console.line("To: " + safe(address));
  console.line("Subject: " + safe(card.words.subject));
  console.line();
  console.line(safe(card.words.first_line));
  if (const std::string link = api::mailto(*session.app, card); !link.empty()) {
    console.line();
    console.line(console.tone(Tone::kSoft, link));
  }
  return {};
}

base::Result<void> run_met(Session& session, const Words& words) {
  app::MeetSomeone meeting;
  meeting.at = session.as_of ? session.app->moment.at : session.clock.now();
  meeting.kind = words.has("--call") ? model::Kind::kCall : model::Kind::kMeeting;
  meeting.fresh = words.has("--new");
  meeting.text = words.joined();
  if (words.has("--note")) meeting.note = words.options.at("--note");
  if (words.has("--on")) {
    const auto on = base::parse_time(words.options.at("--on"));
    if (!on) return base::fail(base::Code::kInvalid, "--on takes a date such as 2024-03-01");
    meeting.at = *on;
  }
  TRY(const app::Fields fields, app::read_fields(meeting.text, meeting.at));
  meeting.name = fields.name;
  if (!meeting.fresh) {
    auto person = who(session, fields.name);
    if (!person && person.error().code == base::Code::kNotFound &&
        person.error().message.starts_with("nobody")) {
      return base::fail(base::Code::kNotFound,
                        person.error().message + "; to add somebody new, say --new");
    }
    TRY(meeting.person, std::move(person));
  }
  TRY(const app::MetAnswer met, app::met_someone(*session.app, meeting));
  const app::App& app = *session.app;
  if (words.json) {
    formats::Json json = api::met_json(app, met);
    json["kind"] = model::word(meeting.kind);
    json["at"] = base::print_time(meeting.at);
    print_json(session, json);
    return {};
  }
  session.console.line(fmt::format("Logged: a {} with {} on {}.", model::word(meeting.kind),
                                   show_name(app, met.person), base::print_day(meeting.at)));
  for (const std::string& said : met.said) session.console.line("  " + safe(said));
  for (const app::Proposed& p : met.introductions)
    session.console.line(session.console.tone(
        Tone::kSoft,
        "  They might meet " + show_name(app, p.introduction.who) + ": " + safe(p.reason) + "."));
  return {};
}

}  // namespace cli
