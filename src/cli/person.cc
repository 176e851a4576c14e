// person: one tie and its timeline.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "api/person_json.h"
#include "app/exchanges.h"
#include "app/fields.h"
#include "app/person.h"
#include "app/still_so.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/item.h"
#include "cli/relation.h"

namespace cli {
namespace {

void print_tie(Session& session, const app::Relation& r, identity::Number me) {
  Console& console = session.console;
  const app::App& app = *session.app;
  const double day = base::days_since_epoch(app.moment.at);
  if (!r.mutual) {
    const bool none = r.to_me + r.to_them == 0;
    console.line(none          ? "  No personal word between you."
                 : r.to_me > 0 ? "  You have never written to them: no tie."
                               : "  They have never written to you: no tie.");
    return;
  }
  const double balance = graph::balance(app.state.ties, me, r.person, day);
  const graph::Trust trust = graph::trust(app.state.ties, me, r.person, day);
  const char* who = std::abs(balance) < .7 ? "balanced"
                    : balance > 0          ? "you give more of the words"
                                           : "they give more of the words";
  console.line(fmt::format("  strength     {} ({})", graph::shown(r.strength.probability),
                           app::word(r.band)));
  console.line(fmt::format(
      "  reciprocity  {}: {} from them, {} from you; the first move is yours in {}", who, r.to_me,
      r.to_them, percent(graph::first_move_share(app.state.ties, me, r.person, day))));
  const std::string silence = base::print_ago(app.moment.at - r.last);
  console.line(fmt::format("  momentum     {}in touch {}; the last time {}{}",
                           r.dormant    ? "resting: "
                           : r.slipping ? "slipping: "
                           : r.rising   ? "rising: "
                                        : "",
                           usual_gap(r), silence, silence == "today" ? "" : " ago"));
  console.line(fmt::format("  trust        known for {}; answers you {}, comes to you unasked {}",
                           base::print_ago(base::micros_from_days(trust.tenure_days)),
                           percent(r.answers), percent(r.comes)));
}

std::string where_from(const app::App& app, const app::StatedFact& f) {
  std::string text = f.source == "you" ? "" : f.source;
  if (f.when != base::Time{}) text += (text.empty() ? "" : ", ") + base::print_day(f.when);
  if (app::is_aged(app, f)) text += ": still so?";
  if (!f.holds) text += ", no longer";
  return text.starts_with(", ") ? text.substr(2) : text;
}

void print_facts(Session& session, const std::vector<app::StatedFact>& facts, std::size_t most) {
  Console& console = session.console;
  for (std::size_t i = 0; i < std::min(most, facts.size()); ++i) {
    const app::StatedFact& f = facts[i];
    const bool first = f.statement.kind == model::StatementKind::kNeed ||
                       f.statement.kind == model::StatementKind::kGoal ||
                       f.statement.kind == model::StatementKind::kPromise;
    const std::string text = safe(base::shorten(app::say(f.statement), 160, true));
    const std::string from = where_from(*session.app, f);
    console.line("  " + (first ? console.tone(Tone::kStrong, text) : text) +
                 (from.empty() ? "" : console.tone(Tone::kSoft, "  (" + safe(from) + ")")));
  }
  if (facts.size() > most)
    console.line(
        console.tone(Tone::kSoft, fmt::format("  … and {} more: --all", facts.size() - most)));
}

std::string number_of(const app::Item& item) {
  return item.answers == 0 ? fmt::format("#{}", item.seq)
                           : fmt::format("#{}, answers #{}", item.seq, item.answers);
}

}  // namespace

base::Result<void> run_person(Session& session, const Words& words) {
  TRY(const identity::Number person, who(session, words.joined()));
  app::App& app = *session.app;
  const identity::Number me = app.state.people.owner();
  TRY(const app::Person all, app::person(app, person));
  const app::Relation& r = all.relation;
  const std::vector<app::StatedFact>& facts = all.facts;
  const std::vector<app::Item>& items = all.items;
  const std::size_t most =
      words.has("--all") ? items.size() : std::min<std::size_t>(15, items.size());
  if (words.json) {
    print_json(session, api::person_json(app, all, most));
    return {};
  }
  Console& console = session.console;
  say_moment(session);
  console.line(console.tone(Tone::kStrong, show_name(app, person)));
  for (const identity::Number n : app.state.people.identities_of(person)) {
    console.line(console.tone(Tone::kSoft, "  " + safe(app.state.people.at(n).handle.text)));
  }
  TRY(const app::Exchanges exchanges, app::exchanges(app, {{}, person, false}));
  for (const exchange::Course* c : exchanges.list)
    console.line("  " + console.tone(Tone::kStrong, safe(app::headline(app, *c))) +
                 console.tone(Tone::kSoft,
                              fmt::format("  ({}, {})", model::word(c->what.kind),
                                          exchange::word(exchange::stage_of(*c, app.moment.at)))));
  print_facts(session, facts, words.has("--all") ? facts.size() : 12);
  if (all.keeping) console.line(std::string("  you keep in touch: ") + model::word(*all.keeping));
  if (me != identity::kNobody && me != person) print_tie(session, r, me);
  console.line();
  if (items.empty()) console.line("  Nothing happened yet.");
  for (std::size_t i = items.size(); i-- > items.size() - most;) {
    const model::Interaction& it = items[i].interaction;
    console.line(fmt::format("  {:>11}  {}  {}{}  {}", base::print_day(it.at),
                             direction(app, it, person), kind_word(it), title_of(it),
                             console.tone(Tone::kSoft, number_of(items[i]))));
  }
  if (items.size() > most)
    console.line(fmt::format("  … and {} earlier: --all", items.size() - most));
  return {};
}

}  // namespace cli
