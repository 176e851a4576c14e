// real, slipping, people: lists of ties.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <cstdlib>

#include "api/person_json.h"
#include "app/relations.h"
#include "cli/command.h"
#include "cli/relation.h"

namespace cli {
namespace {

std::string overview_line(const app::Overview& all) {
  const auto count = [](std::uint64_t n, const char* one, const char* many) {
    return fmt::format("{} {}", n, n == 1 ? one : many);
  };
  return fmt::format("You have had a personal word with {}. {} real. {} of those {} slipping.",
                     count(all.contacts, "person", "people"), count(all.real, "is", "are"),
                     all.slipping, all.slipping == 1 ? "is" : "are");
}

void print_list(Session& session, const std::vector<app::Relation>& list, std::size_t most) {
  const app::App& app = *session.app;
  Table table({{"", Table::Align::kLeft, 30},
               {"tie", Table::Align::kLeft},
               {"", Table::Align::kRight},
               {"last", Table::Align::kLeft},
               {"usually", Table::Align::kLeft},
               {"from them", Table::Align::kRight},
               {"from you", Table::Align::kRight},
               {"", Table::Align::kLeft, 24}});
  for (std::size_t i = 0; i < std::min(most, list.size()); ++i) {
    const app::Relation& r = list[i];
    table.row({show_name(app, r.person), r.mutual ? app::word(r.band) : "none",
               r.mutual ? std::to_string(graph::shown(r.strength.probability)) : "",
               r.last == base::Time{} ? "" : ago(app, r), r.mutual ? usual_gap(r) : "",
               std::to_string(r.to_me), std::to_string(r.to_them), remark(r)},
              Tone::kStrong);
  }
  table.print(session.console);
  if (list.size() > most) session.console.line(fmt::format("  … and {} more", list.size() - most));
}

}  // namespace

base::Result<void> run_real(Session& session, const Words& words) {
  TRY(const app::Overview all, app::real(*session.app));
  if (words.json) {
    print_json(session, api::real_json(*session.app, all));
    return {};
  }
  say_moment(session);
  session.console.line(overview_line(all));
  if (all.list.empty()) {
    const app::State& state = session.app->state;
    const bool before_all_ties = state.interactions > 0 && state.newest <= base::Time{};
    session.console.line(
        before_all_ties     ? "All that is here is from before 1970; no tie is made of that."
        : all.contacts == 0 ? "There is nothing personal to or from you here: are these your "
                              "addresses? See `rapport me`."
                            : "Nobody whose words went both ways and lately enough. `rapport "
                              "people` shows everybody.");
    return {};
  }
  session.console.line();
  print_list(session, all.list, words.has("--all") ? all.list.size() : 20);
  session.console.line();
  session.console.line(
      session.console.tone(Tone::kSoft, "rapport why NAME opens a score to what it is made of."));
  return {};
}

base::Result<void> run_slipping(Session& session, const Words& words) {
  TRY(const app::Overview all, app::slipping(*session.app));
  if (words.json) {
    print_json(session, api::slipping_json(*session.app, all));
    return {};
  }
  say_moment(session);
  if (all.list.empty()) {
    session.console.line("Nobody is slipping.");
    return {};
  }
  print_list(session, all.list, all.list.size());
  return {};
}

base::Result<void> run_people(Session& session, const Words& words) {
  app::PeopleFilter filter;
  filter.words = words.joined();
  std::size_t limit = 50;
  if (words.has("--band")) filter.band = words.options.at("--band");
  if (words.has("--limit")) limit = std::strtoul(words.options.at("--limit").c_str(), nullptr, 10);
  if (words.has("--since")) {
    const auto since = base::parse_time(words.options.at("--since"));
    if (!since) return base::fail(base::Code::kInvalid, "--since takes a date such as 2024-03-01");
    filter.since = *since;
  }
  if (words.has("--tag")) filter.tag = words.options.at("--tag");
  if (words.has("--company")) filter.company = words.options.at("--company");
  TRY(app::People found, app::people(*session.app, filter));
  const std::size_t total = found.list.size();
  if (words.json) {
    print_json(session, api::people_json(*session.app, found, total));
    return {};
  }
  if (total == 0) {
    session.console.line(filter.words.empty()
                             ? "Nobody here fits."
                             : fmt::format("Nobody here is called “{}”.", filter.words));
    return {};
  }
  Table table({{"", Table::Align::kLeft, 32},
               {"", Table::Align::kLeft, 44},
               {"tie", Table::Align::kLeft},
               {"last", Table::Align::kLeft}});
  found.list.resize(std::min(limit, total));
  for (const app::Relation& r : app::relations_of(*session.app, found.list)) {
    table.row(
        {show_name(*session.app, r.person), safe(session.app->state.people.handle(r.person).text),
         r.mutual ? app::word(r.band) : "", r.last == base::Time{} ? "" : ago(*session.app, r)},
        Tone::kStrong);
  }
  table.print(session.console);
  if (total > limit)
    session.console.line(
        fmt::format("  … and {} more: say more of the name, or --limit", total - limit));
  return {};
}

}  // namespace cli
