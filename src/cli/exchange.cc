// ask, introduce, refer, promise: an exchange begins; step, thank: it goes on; exchanges: all of them.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/exchanges.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>

#include "api/exchanges_json.h"
#include "app/fields.h"
#include "app/gate.h"
#include "base/text.h"
#include "cli/command.h"
#include "exchange/dues.h"
#include "exchange/wall.h"

namespace cli {
namespace {

using exchange::Course;
using model::ExchangeKind;
using model::Part;
using model::StepKind;

constexpr std::size_t kShownOfAnId = 8, kMostShown = 200;

base::Failure usage(const char* how) {
  return base::fail(base::Code::kInvalid, std::string("write it as: rapport ") + how);
}

std::string option(const Words& words, const char* name) {
  const auto at = words.options.find(name);
  return at == words.options.end() ? "" : at->second;
}

base::Result<base::Time> day(const Words& words, const char* name) {
  if (!words.has(name)) return base::Time{};
  const auto time = base::parse_time(option(words, name));
  if (!time)
    return base::fail(base::Code::kInvalid, std::string(name) + " takes a date such as 2026-03-01");
  return *time;
}

void print_course(Session& session, const Course& c) {
  const app::App& app = *session.app;
  Console& console = session.console;
  const exchange::Stage stage = exchange::stage_of(c, app.moment.at);
  const bool late = stage == exchange::Stage::kLate;
  console.line(fmt::format("  {}  {:12}  {}  {}",
                           console.tone(Tone::kSoft, base::print(c.id).substr(0, kShownOfAnId)),
                           model::word(c.what.kind), safe(app::headline(app, c)),
                           console.tone(late ? Tone::kWarn : Tone::kSoft, exchange::word(stage))));
}

base::Result<void> show(Session& session, const Words& words, const model::ExchangeId& id) {
  TRY(const Course* course, app::find_exchange(*session.app, base::print(id)));
  if (words.json) {
    print_json(session, api::exchange_json(*session.app, *course));
    return {};
  }
  print_course(session, *course);
  std::string next;
  for (const exchange::Move& m : exchange::moves(*course, session.app->moment.at)) {
    next += fmt::format("{}{}", next.empty() ? "" : ", ", model::word(m.kind));
    if (course->what.kind == ExchangeKind::kIntroduction &&
        (m.by == Part::kFirst || m.by == Part::kSecond) && m.kind != StepKind::kMet)
      next += fmt::format(" --who {}", model::word(m.by));
  }
  if (!next.empty())
    session.console.line(session.console.tone(
        Tone::kSoft, fmt::format("  next: rapport step {} {}",
                                 base::print(course->id).substr(0, kShownOfAnId), next)));
  return {};
}

base::Result<void> begin(Session& session, const Words& words, model::Exchange e,
                         const app::Cast& cast) {
  e.words = option(words, "--say");
  TRY(const model::ExchangeId id, app::open_exchange(*session.app, std::move(e), cast));
  return show(session, words, id);
}

// Of the moves with this word, the one about whom --who names.
base::Result<exchange::Move> move_of(const Course& c, StepKind kind, const Words& words,
                                     base::Time now) {
  const std::string who = option(words, "--who");
  std::optional<exchange::Move> found;
  for (const exchange::Move& m : exchange::moves(c, now)) {
    if (m.kind != kind || (!who.empty() && who != model::word(m.by))) continue;
    if (found) return base::fail(base::Code::kInvalid, "whose? Say --who first or --who second");
    found = m;
  }
  if (found) return *found;
  // None: decide() says why.
  Part by = Part::kFirst;
  if (!who.empty() && !model::read_word(who, by))
    return base::fail(base::Code::kInvalid, "--who takes first or second");
  for (const Part p : {by, Part::kHelper, Part::kReceiver, Part::kGiver, Part::kMaker, Part::kTaker,
                       Part::kConnector, Part::kAsker}) {
    exchange::Step wanted;
    wanted.kind = kind;
    wanted.by = p;
    wanted.until = now + std::chrono::days(1);
    wanted.words = option(words, "--say");
    const auto no = exchange::decide(c, wanted, now);
    // With other words than those that moves() goes by.
    if (no && exchange::is_of_wall(kind)) return exchange::Move{kind, p};
    if (!no && no.error().code == base::Code::kConflict) return base::Failure(no.error());
  }
  return base::fail(base::Code::kInvalid,
                    std::string("“") + model::word(kind) + "” is no step of this");
}

}  // namespace

base::Result<void> run_ask(Session& session, const Words& words) {
  constexpr const char* kHow =
      "ask introduction NAME --by NAME, ask opportunity WHAT --by NAME, or ask watch WHAT";
  model::Exchange e;
  if (words.words.size() < 2 || !model::read_word(words.words.front(), e.ask)) return usage(kHow);
  std::string rest = words.joined().substr(words.words.front().size() + 1);
  app::Cast cast;
  if (e.ask == model::AskKind::kWatch) {
    std::optional<identity::Number> asker;
    if (words.has("--for")) {
      TRY(asker, who(session, option(words, "--for")));
    }
    cast.emplace_back(Part::kAsker, asker);
    if (asker) cast.emplace_back(Part::kHelper, std::nullopt);
  } else {
    if (!words.has("--by")) return usage(kHow);
    TRY(const identity::Number helper, who(session, option(words, "--by")));
    cast = {{Part::kAsker, std::nullopt}, {Part::kHelper, helper}};
    if (e.ask == model::AskKind::kIntroduction) {
      TRY(const identity::Number target, who(session, rest));
      cast.emplace_back(Part::kTarget, target);
      rest = words.has("--about") ? option(words, "--about") : "an introduction to " + rest;
    }
    for (const exchange::Reason& r :
         app::gate(*session.app, helper, option(words, "--say")).reasons)
      session.console.line(session.console.tone(Tone::kWarn, "  " + safe(r.why)));
  }
  e.about = std::move(rest);
  TRY(e.due, day(words, "--until"));
  return begin(session, words, std::move(e), cast);
}

base::Result<void> run_introduce(Session& session, const Words& words) {
  const std::string line = words.joined();
  const std::size_t mark = line.find(" and ");
  if (words.words.size() != 2 && mark == std::string::npos)
    return usage("introduce “Ben Ode” and “Noor Haddad” --say WHY");
  TRY(const identity::Number first,
      who(session, words.words.size() == 2 ? words.words[0] : line.substr(0, mark)));
  TRY(const identity::Number second,
      who(session, words.words.size() == 2 ? words.words[1] : line.substr(mark + 5)));
  model::Exchange e;
  e.kind = ExchangeKind::kIntroduction;
  e.about = option(words, "--about");
  return begin(session, words, std::move(e),
               {{Part::kConnector, std::nullopt}, {Part::kFirst, first}, {Part::kSecond, second}});
}

base::Result<void> run_introduced(Session& session, const Words& words) {
  if (words.words.empty() || !words.has("--by")) return usage("introduced NAME --by NAME");
  TRY(const identity::Number second, who(session, words.joined()));
  TRY(const identity::Number connector, who(session, option(words, "--by")));
  model::Exchange e;
  e.kind = ExchangeKind::kIntroduction;
  e.about = option(words, "--about");
  TRY(const model::ExchangeId id,
      app::open_exchange(
          *session.app, std::move(e),
          {{Part::kConnector, connector}, {Part::kFirst, std::nullopt}, {Part::kSecond, second}}));
  TRY_DO(app::take_step(*session.app, id, {StepKind::kMade, Part::kConnector, {}, "", "", ""}));
  return show(session, words, id);
}

base::Result<void> run_refer(Session& session, const Words& words) {
  if (words.has("--to") == words.has("--from"))
    return usage("refer WHOM --to NAME, or refer WHOM --from NAME for one that you were given");
  TRY(const identity::Number other,
      who(session, option(words, words.has("--to") ? "--to" : "--from")));
  app::Cast cast{{words.has("--to") ? Part::kReceiver : Part::kGiver, other},
                 {words.has("--to") ? Part::kGiver : Part::kReceiver, std::nullopt}};
  model::Exchange e;
  e.kind = ExchangeKind::kReferral;
  e.about = words.has("--about") ? option(words, "--about") : words.joined();
  e.agreed = words.has("--agreed");
  e.effort =
      static_cast<std::uint32_t>(std::strtoul(option(words, "--effort").c_str(), nullptr, 10));
  if (!words.words.empty()) {
    auto referred = who(session, words.joined());
    if (referred) cast.emplace_back(Part::kReferred, *referred);
    // A piece of business is nobody: it stands in the words.
    if (!referred && words.has("--about")) return base::Failure(referred.error());
  }
  return begin(session, words, std::move(e), cast);
}

base::Result<void> run_promise(Session& session, const Words& words) {
  const std::string line = words.joined();
  const std::size_t colon = line.find(": ");
  if (colon == std::string::npos) return usage("promise Tom Reyes: the HOA list by 2026-12-01");
  TRY(const identity::Number person, who(session, line.substr(0, colon)));
  const bool theirs = words.has("--theirs");
  model::Exchange e = app::promise_of(line.substr(colon + 2), theirs, session.app->moment.at);
  return begin(session, words, std::move(e),
               {{theirs ? Part::kMaker : Part::kTaker, person},
                {theirs ? Part::kTaker : Part::kMaker, std::nullopt}});
}

base::Result<void> run_exchanges(Session& session, const Words& words) {
  app::ExchangeFilter filter;
  filter.over = words.has("--all");
  if (words.has("--kind") && !model::read_word(option(words, "--kind"), filter.kind.emplace()))
    return base::fail(base::Code::kInvalid, "--kind takes ask, introduction, referral or promise");
  if (!words.words.empty()) {
    TRY(filter.with, who(session, words.joined()));
  }
  TRY(const app::Exchanges found, app::exchanges(*session.app, filter));
  if (words.json) {
    print_json(session, api::exchanges_json(*session.app, found, kMostShown));
    return {};
  }
  say_moment(session);
  for (std::size_t i = 0; i < std::min(kMostShown, found.list.size()); ++i)
    print_course(session, *found.list[i]);
  if (found.list.size() > kMostShown)
    session.console.line(
        fmt::format("… and {} more; a name or --kind says which", found.list.size() - kMostShown));
  if (found.list.empty())
    session.console.line("Nothing is under way. Begin with ask, introduce, refer or promise.");
  return {};
}

base::Result<void> run_step(Session& session, const Words& words) {
  if (words.words.size() < 2) return usage("step ID yes|no|later|made|met|won|lost|… --say WORDS");
  TRY(const Course* course, app::find_exchange(*session.app, words.words.front()));
  app::WantedStep wanted;
  const std::string kind = words.joined().substr(words.words.front().size() + 1);
  if (!model::read_word(kind, wanted.kind))
    return base::fail(base::Code::kInvalid, "there is no step “" + kind + "”");
  TRY(const exchange::Move move, move_of(*course, wanted.kind, words, session.app->moment.at));
  wanted.by = move.by;
  TRY(wanted.until, day(words, "--until"));
  wanted.words = option(words, "--say");
  wanted.value = option(words, "--value");
  wanted.overruling = option(words, "--anyway");
  const model::ExchangeId id = course->id;
  TRY_DO(app::take_step(*session.app, id, wanted));
  return show(session, words, id);
}

base::Result<void> run_thank(Session& session, const Words& words) {
  TRY(const identity::Number person, who(session, words.joined()));
  const app::App& app = *session.app;
  for (const exchange::Due& due :
       exchange::dues(app.state.exchanges, model::IdentityId{}, app.moment.at)) {
    const auto n = app.state.people.find(due.whom);
    if (due.kind != exchange::DueKind::kThanks || !n || app.state.people.person_of(*n) != person)
      continue;
    const auto settling = exchange::settling(due);
    const model::ExchangeId id = due.course->id;
    TRY_DO(app::take_step(*session.app, id,
                          {settling->kind,
                           settling->by,
                           {},
                           option(words, "--say"),
                           words.has("--how") ? option(words, "--how") : "in private",
                           {}}));
    return show(session, words, id);
  }
  return base::fail(base::Code::kNotFound, "no exchange awaits your thanks to " +
                                               show_name(app, person) +
                                               "; `rapport today` shows whom you owe some");
}

}  // namespace cli
