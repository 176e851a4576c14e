// person, why: one tie, its timeline and what it is made of.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "app/history.h"
#include "app/why.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/relation.h"

namespace cli {
namespace {

const model::Participant* sender(const model::Interaction& it) {
  for (const model::Participant& p : it.participants) {
    if (p.role == model::Role::kFrom) return &p;
  }
  return nullptr;
}

// "→" from the owner, "←" from this person, "·" among others, "↔" a meeting or a call.
const char* direction(const app::App& app, const model::Interaction& it, identity::Number person) {
  if (app::goes_both_ways(it.kind)) return "↔";
  const model::Participant* from = sender(it);
  const auto n = from == nullptr ? std::nullopt : app.state.people.find(from->identity);
  if (!n) return "·";
  const identity::Number who = app.state.people.person_of(*n);
  if (who == app.state.people.owner()) return "→";
  return who == person ? "←" : "·";
}

std::string title_of(const model::Interaction& it) {
  std::string title =
      it.subject.empty() ? base::shorten(base::one_line(it.text), 70, true) : it.subject;
  if (it.audience != model::Audience::kPersonal)
    title += fmt::format(" ({})", model::word(it.audience));
  return safe(title);
}

formats::Json item_json(const app::App& app, std::uint64_t seq, const model::Interaction& it,
                        identity::Number person) {
  formats::Json json = formats::Json::object();
  json["item"] = seq;
  json["at"] = base::print_time(it.at);
  json["channel"] = model::word(it.channel);
  json["kind"] = model::word(it.kind);
  json["audience"] = model::word(it.audience);
  const std::string arrow = direction(app, it, person);
  json["direction"] = arrow == "→"   ? "from you"
                      : arrow == "←" ? "from them"
                      : arrow == "↔" ? "both"
                                     : "among others";
  json["subject"] = it.subject;
  json["text"] = it.text;
  return json;
}

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

}  // namespace

base::Result<void> run_person(Session& session, const Words& words) {
  TRY(const identity::Number person, who(session, words.joined()));
  app::App& app = *session.app;
  const identity::Number me = app.state.people.owner();
  app::Relation r;
  r.person = person;
  if (me != identity::kNobody && me != person) r = app::relation(app, me, person);
  TRY(const std::vector<app::Item> items, app::history_of(app, person, store::WithText::kYes));
  const std::size_t most =
      words.has("--all") ? items.size() : std::min<std::size_t>(15, items.size());
  if (words.json) {
    formats::Json json = json_of(app, r);
    formats::Json& timeline = json["timeline"] = formats::Json::array();
    for (std::size_t i = items.size(); i-- > items.size() - most;)
      timeline.push(item_json(app, items[i].seq, items[i].interaction, person));
    json["interactions"] = items.size();
    print_json(session, json);
    return {};
  }
  Console& console = session.console;
  say_moment(session);
  console.line(console.tone(Tone::kStrong, show_name(app, person)));
  for (const identity::Number n : app.state.people.identities_of(person)) {
    console.line(console.tone(Tone::kSoft, "  " + safe(app.state.people.at(n).handle.text)));
  }
  if (me != identity::kNobody && me != person) print_tie(session, r, me);
  console.line();
  if (items.empty()) console.line("  Nothing happened yet.");
  for (std::size_t i = items.size(); i-- > items.size() - most;) {
    const model::Interaction& it = items[i].interaction;
    const std::string kind =
        it.kind == model::Kind::kMessage ? "" : std::string(model::word(it.kind)) + ": ";
    console.line(fmt::format("  {:>11}  {}  {}{}  {}", base::print_day(it.at),
                             direction(app, it, person), kind, title_of(it),
                             console.tone(Tone::kSoft, fmt::format("#{}", items[i].seq))));
  }
  if (items.size() > most)
    console.line(fmt::format("  … and {} earlier: --all", items.size() - most));
  return {};
}

base::Result<void> run_why(Session& session, const Words& words) {
  TRY(const identity::Number person, who(session, words.joined()));
  std::size_t most = 8;
  if (words.has("--items")) most = std::strtoul(words.options.at("--items").c_str(), nullptr, 10);
  app::App& app = *session.app;
  TRY(const app::Why why, app::why(app, person, most));
  const graph::FactorReport& f = why.factors;
  if (words.json) {
    formats::Json json = json_of(app, why.relation);
    formats::Json& factors = json["factors"] = formats::Json::array();
    for (const std::size_t i : f.order) {
      formats::Json& one = factors.push(formats::Json::object());
      one["factor"] = graph::kFactors[i];
      one["value"] = f.strength.factors[i];
      one["against_median"] = f.differences[i];
    }
    json["median_z"] = f.median.z;
    json["log_odds"] = .49 * f.strength.z + 1.19;
    json["memory_from_them"] = why.memory_to_me;
    json["memory_from_you"] = why.memory_to_them;
    formats::Json& items = json["items"] = formats::Json::array();
    for (const app::MemoryItem& m : why.items) {
      formats::Json one = item_json(app, m.seq, m.interaction, person);
      one["share_from_them"] = m.to_me;
      one["share_from_you"] = m.to_them;
      if (m.without) {
        one["strength_without"] = *m.without;
        one["score_without"] = graph::shown(*m.without);
      }
      items.push(std::move(one));
    }
    print_json(session, json);
    return {};
  }
  Console& console = session.console;
  say_moment(session);
  const app::Relation& r = why.relation;
  if (!r.mutual) {
    console.line(console.tone(Tone::kStrong, show_name(app, person)) +
                 ": no tie, because words went one way only or not at all.");
    console.line(fmt::format(
        "  {} from them, {} from you, personal ones; lists, bulk and machines do not count.",
        r.to_me, r.to_them));
    return {};
  }
  console.line(fmt::format("{}: {} ({}), a {} chance of contact both ways in the next month",
                           console.tone(Tone::kStrong, show_name(app, person)),
                           graph::shown(r.strength.probability), app::word(r.band),
                           percent(r.strength.probability)));
  console.line();
  console.line("Five factors, against the median of your ties:");
  for (const std::size_t i : f.order) {
    const double d = f.differences[i];
    console.line(
        fmt::format("  {:<12} {}", graph::kFactors[i],
                    console.tone(d >= 0 ? Tone::kGood : Tone::kWarn, fmt::format("{:+.2f}", d))));
  }
  console.line(console.tone(
      Tone::kSoft,
      fmt::format("  median {:+.2f} and these make {:+.2f}; log-odds .49 · {:.2f} + 1.19 = {:+.2f}",
                  f.median.z, f.strength.z, f.strength.z, .49 * f.strength.z + 1.19)));
  console.line();
  console.line(fmt::format(
      "The memory: {:.4f} a day from them, {:.4f} from you, made of {} items. The weightiest:",
      why.memory_to_me, why.memory_to_them, why.items.size()));
  for (std::size_t i = 0; i < std::min(most, why.items.size()); ++i) {
    const app::MemoryItem& m = why.items[i];
    const std::string kind = m.interaction.kind == model::Kind::kMessage
                                 ? ""
                                 : std::string(model::word(m.interaction.kind)) + ": ";
    const std::string without =
        m.without ? fmt::format("without this: {}", graph::shown(*m.without)) : "";
    console.line(fmt::format("  {:>11}  {}  {:.4f}  {:<16}  {}{}  {}",
                             base::print_day(m.interaction.at),
                             direction(app, m.interaction, person), m.to_me + m.to_them, without,
                             kind, base::shorten(title_of(m.interaction), 60, true),
                             console.tone(Tone::kSoft, fmt::format("#{}", m.seq))));
  }
  return {};
}

}  // namespace cli
