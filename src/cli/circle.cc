// circle, deeds, gauge, ideal, week: who does what for whom, whether the machine turns, who is right
// for you; and ten minutes a week.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>

#include "api/exchanges_json.h"
#include "app/exchanges.h"
#include "app/give_and_take.h"
#include "app/ideal_card.h"
#include "app/machine.h"
#include "app/relations.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/relation.h"
#include "exchange/dues.h"

namespace cli {
namespace {

constexpr std::size_t kShown = 20;   // of the circle
constexpr std::size_t kOfAWeek = 5;  // of each list: ten minutes

std::string tally(const app::WithSomebody& with, bool given) {
  std::size_t count = 0;
  const model::Deed* last = nullptr;
  for (const model::Deed& d : with.deeds) {
    if (d.given != given) continue;
    ++count;
    last = &d;
  }
  if (last == nullptr) return "–";
  std::string what = last->text.empty() ? model::word(last->kind) : last->text;
  what = safe(base::shorten(base::one_line(what), 34, true)) + ", " + base::print_day(last->at);
  return count == 1 ? what : fmt::format("{} (and {} more)", what, count - 1);
}

std::string remark(const exchange::Standing& s) {
  if (s.i_vanished) return "you vanished after a favour";
  if (s.they_vanished) return "vanished after a favour";
  if (s.i_owe) return "your turn";
  return "";
}

// One bar a span: ▁ to █ by the most of them.
std::string bars(const std::array<std::uint32_t, exchange::kSpans>& counts) {
  static constexpr const char* kBars[] = {"·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const std::uint32_t most = std::max(*std::max_element(counts.begin(), counts.end()), 1U);
  std::string line;
  for (const std::uint32_t n : counts) line += kBars[(n * 8 + most - 1) / most];
  return line;
}

void say_forecast(Session& session, const exchange::Gauge& g) {
  Console& console = session.console;
  if (!g.stall) {
    console.line("There is no usual yet to hold it against.");
  } else if (*g.stall <= session.app->moment.at) {
    console.line(console.tone(Tone::kWarn, "It stands still, against your own past half year."));
  } else {
    console.line(console.tone(
        g.slowing ? Tone::kWarn : Tone::kSoft,
        fmt::format("With nothing more done it would stall on {}.", base::print_day(*g.stall))));
  }
  if (g.push) console.line(fmt::format("The smallest push: one {} more.", exchange::word(*g.push)));
}

}  // namespace

base::Result<void> run_circle(Session& session, const Words& words) {
  const bool all = words.has("--all") || words.json;
  TRY(const app::Circle circle,
      app::circle(*session.app, app::Side::kAny, all ? std::string::npos : kShown));
  if (words.json) {
    print_json(session, api::circle_json(*session.app, circle));
    return {};
  }
  say_moment(session);
  Table table({{"", Table::Align::kLeft, 24},
               {"they did", Table::Align::kLeft, 56},
               {"you did", Table::Align::kLeft, 56},
               {"", Table::Align::kLeft, 28}});
  for (const app::WithSomebody& with : circle.list) {
    table.row({show_name(*session.app, with.person), tally(with, false), tally(with, true),
               remark(with.standing)},
              Tone::kStrong);
  }
  if (circle.list.empty())
    session.console.line("Nobody has done anything for anybody yet, as far as the book knows.");
  else
    table.print(session.console);
  if (circle.more)
    session.console.line(fmt::format("… and {} more: --all", circle.total - circle.list.size()));
  return {};
}

base::Result<void> run_deeds(Session& session, const Words& words) {
  app::App& app = *session.app;
  TRY(const std::vector<app::FoundDeed> found, app::found_deeds(app));
  if (words.words.size() > 1 && (words.words[0] == "yes" || words.words[0] == "no")) {
    std::vector<std::string> ids;
    for (std::size_t i = 1; i < words.words.size(); ++i) {
      const std::size_t n = std::strtoul(words.words[i].c_str(), nullptr, 10);
      if (n == 0 || n > found.size())
        return base::fail(base::Code::kNotFound, "there is no " + words.words[i] + " in the list");
      ids.push_back(found[n - 1].id);
    }
    for (const std::string& id : ids) {
      if (words.words[0] == "yes") {
        TRY_DO(app::confirm_deed(app, id, model::DeedSize::kReal));
      } else {
        TRY_DO(app::refuse_deed(app, id));
      }
    }
    session.console.line(
        fmt::format("{} {}.", ids.size(), words.words[0] == "yes" ? "noted" : "left out for good"));
    return {};
  }
  if (words.json) {
    print_json(session, api::found_deeds_json(app, found));
    return {};
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    const app::FoundDeed& f = found[i];
    session.console.line(
        fmt::format("  {:>3}  {}  {}  {}  {}", i + 1, base::print_day(f.deed.at),
                    f.deed.given ? "you for" : "by", show_name(app, f.person),
                    safe(std::string(model::word(f.deed.kind)) + ": " + f.deed.text)));
  }
  session.console.line(found.empty() ? "No letter speaks of a deed that the book does not know."
                                     : "Were these so?  rapport deeds yes 1 3   or   deeds no 2");
  return {};
}

base::Result<void> run_gauge(Session& session, const Words& words) {
  const exchange::Gauge g = app::machine(*session.app);
  if (words.json) {
    print_json(session, api::gauge_json(g));
    return {};
  }
  Console& console = session.console;
  say_moment(session);
  console.line("Every four weeks, for a year:");
  for (std::size_t t = 0; t < exchange::kTurns; ++t) {
    const char* name = exchange::word(static_cast<exchange::Turn>(t));
    console.line(fmt::format("  {:14} {}  {:>3} now, usually {:.1f}", name, bars(g.counts[t]),
                             g.counts[t].back(), g.usual[t]));
  }
  if (!g.stall) {
    console.line("There is no usual yet to hold it against.");
  } else if (*g.stall <= session.app->moment.at) {
    console.line(console.tone(Tone::kWarn, "It stands still, against your own past half year."));
  } else {
    console.line(console.tone(
        g.slowing ? Tone::kWarn : Tone::kSoft,
        fmt::format("With nothing more done it would stall on {}.", base::print_day(*g.stall))));
  }
  if (g.push) console.line(fmt::format("The smallest push: one {} more.", exchange::word(*g.push)));
  return {};
}

base::Result<void> run_week(Session& session, const Words&) {
  app::App& app = *session.app;
  Console& console = session.console;
  TRY(const app::Overview slipping, app::slipping(app));
  say_moment(session);
  const auto section = [&](const char* title, std::size_t count, const auto& line) {
    console.line(console.tone(Tone::kStrong, title));
    for (std::size_t i = 0; i < std::min(kOfAWeek, count); ++i) console.line("  " + line(i));
    if (count > kOfAWeek) console.line(fmt::format("  … and {} more", count - kOfAWeek));
    if (count == 0) console.line("  None.");
  };
  section("Real ties that grow silent", slipping.list.size(), [&](std::size_t i) {
    const app::Relation& r = slipping.list[i];
    return show_name(app, r.person) + ", " + ago(app, r);
  });
  const auto dues = exchange::dues(app.state.exchanges, model::IdentityId{}, app.moment.at);
  section("Due in your exchanges", dues.size(), [&](std::size_t i) {
    return fmt::format("{}: {}, since {}", exchange::word(dues[i].kind),
                       safe(app::headline(app, *dues[i].course)), base::print_day(dues[i].since));
  });
  TRY(const app::Exchanges asks,
      app::exchanges(app, {model::ExchangeKind::kAsk, identity::kNobody, false}));
  section("Asks and watches that are open", asks.list.size(), [&](std::size_t i) {
    return fmt::format("{} ({})", safe(app::headline(app, *asks.list[i])),
                       exchange::word(exchange::stage_of(*asks.list[i], app.moment.at)));
  });
  console.line(console.tone(Tone::kStrong, "The machine"));
  say_forecast(session, app::machine(app));
  return {};
}

base::Result<void> run_ideal(Session& session, const Words& words) {
  const auto option = [&](const char* name) {
    const auto at = words.options.find(name);
    return at == words.options.end() ? std::string() : at->second;
  };
  if (!words.words.empty() || !words.options.empty()) {
    model::IdealCard card;
    const auto versions = app::ideal_card(*session.app);
    if (!versions.empty()) card = versions.back().card;  // what is not said anew stays
    if (!words.words.empty()) card.who = words.joined();
    if (words.has("--phrase")) card.phrase = option("--phrase");
    if (words.has("--not")) card.not_for = option("--not");
    if (words.has("--example")) card.example = option("--example");
    TRY_DO(app::write_ideal_card(*session.app, card));
  }
  const auto versions = app::ideal_card(*session.app);
  if (words.json) {
    print_json(session, api::ideal_card_json(versions));
    return {};
  }
  Console& console = session.console;
  if (versions.empty()) {
    console.line(
        "Nobody knows yet who is right for you: rapport ideal owners of small hotels "
        "--phrase “we lose guests to the booking sites”");
    return {};
  }
  const model::IdealCard& card = versions.back().card;
  console.line(console.tone(Tone::kStrong, safe(card.who)));
  if (!card.phrase.empty()) console.line("  who say: “" + safe(card.phrase) + "”");
  if (!card.not_for.empty()) console.line("  not: " + safe(card.not_for));
  if (!card.example.empty()) console.line("  such as: " + safe(card.example));
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const app::IdealVersion& v = versions[i];
    console.line(
        console.tone(Tone::kSoft, fmt::format("  version {}, {}: {} of {} referrals fitted", i + 1,
                                              base::print_day(v.card.at), v.fit, v.ended)));
  }
  return {};
}

}  // namespace cli
