// path, introductions: over whom, and who should meet.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>

#include "api/network_json.h"
#include "app/facts.h"
#include "app/network.h"
#include "app/relations.h"
#include "cli/command.h"
#include "cli/relation.h"

namespace cli {
namespace {

std::string path_line(const app::App& app, const graph::Path& path) {
  std::string line;
  for (const graph::Node n : path.nodes) line += (line.empty() ? "" : " – ") + show_name(app, n);
  return line;
}

}  // namespace

namespace {

// Everybody at a company, or with a skill; the warmest ways to any of them.
base::Result<std::vector<identity::Number>> goals_of(Session& session, const Words& words) {
  const app::App& app = *session.app;
  std::vector<identity::Number> goals;
  if (words.has("--company")) {
    goals = app::people_at(app, words.options.at("--company"));
    if (goals.empty())
      return base::fail(base::Code::kNotFound,
                        "nobody here is known to work at “" + words.options.at("--company") + "”");
  }
  if (words.has("--skill")) {
    std::vector<identity::Number> able = app::people_with_skill(app, words.options.at("--skill"));
    if (words.has("--company"))
      std::erase_if(able, [&](identity::Number n) {
        return std::find(goals.begin(), goals.end(), n) == goals.end();
      });
    goals = std::move(able);
    if (goals.empty())
      return base::fail(base::Code::kNotFound,
                        "nobody here is known for “" + words.options.at("--skill") + "”");
  }
  if (goals.empty()) {
    TRY(goals.emplace_back(), who(session, words.joined()));
  }
  return goals;
}

std::string goals_called(const app::App& app, const Words& words,
                         const std::vector<identity::Number>& goals) {
  if (words.has("--company")) return "anybody at " + safe(words.options.at("--company"));
  if (words.has("--skill")) return "anybody known for " + safe(words.options.at("--skill"));
  return show_name(app, goals.front());
}

}  // namespace

base::Result<void> run_path(Session& session, const Words& words) {
  const app::App& app = *session.app;
  identity::Number from = app.state.people.owner();
  if (words.has("--from")) {
    TRY(from, who(session, words.options.at("--from")));
  } else {
    TRY_DO(app::owner_of(app));
  }
  TRY(std::vector<identity::Number> goals, goals_of(session, words));
  const bool myself = std::find(goals.begin(), goals.end(), from) != goals.end();
  std::erase(goals, from);
  if (goals.empty()) {
    return base::fail(base::Code::kInvalid,
                      myself && (words.has("--company") || words.has("--skill"))
                          ? "only you"
                          : "a path leads from one person to another");
  }
  const graph::Paths paths = app::paths(*session.app, from, goals);
  if (words.json) {
    print_json(session, api::paths_json(app, paths));
    return {};
  }
  Console& console = session.console;
  say_moment(session);
  if (paths.list.empty()) {
    console.line(
        fmt::format("No way of up to four ties leads from {} to {}. Only ties in which words went "
                    "both ways count.",
                    show_name(app, from), goals_called(app, words, goals)));
    return {};
  }
  for (const graph::Path& path : paths.list) {
    console.line(fmt::format("  {:>5}  {}", percent(path.warmth),
                             console.tone(Tone::kStrong, path_line(app, path))));
    const std::string a = show_name(app, path.nodes[path.weakest]),
                      b = show_name(app, path.nodes[path.weakest + 1]);
    if (path.strengths.size() == 1) {
      console.line(console.tone(Tone::kSoft, "         a direct tie: ask yourself"));
    } else {
      console.line(console.tone(
          Tone::kSoft, fmt::format("         weakest: {} and {} ({})", a, b,
                                   app::word(graph::band_of(path.strengths[path.weakest])))));
    }
  }
  if (paths.partial) console.line("This is part of the answer: the search met its budget.");
  return {};
}

base::Result<void> run_introductions(Session& session, const Words& words) {
  const app::App& app = *session.app;
  TRY(const identity::Number person, who(session, words.joined()));
  const std::vector<app::Proposed> all = app::propose_introductions(*session.app, person, 10);
  if (words.json) {
    formats::Json json = formats::Json::object();
    json["introductions"] = api::introductions_json(app, all);
    print_json(session, json);
    return {};
  }
  say_moment(session);
  if (all.empty()) {
    session.console.line(
        fmt::format("{} has no contact here who knows somebody new.", show_name(app, person)));
    return {};
  }
  session.console.line(fmt::format("{} was never in touch with these, and somebody knows both:",
                                   show_name(app, person)));
  Table table({{"", Table::Align::kLeft, 32},
               {"by", Table::Align::kLeft, 32},
               {"why", Table::Align::kLeft, 60}});
  for (const app::Proposed& p : all) {
    table.row(
        {show_name(app, p.introduction.who), show_name(app, p.introduction.broker), safe(p.reason)},
        Tone::kStrong);
  }
  table.print(session.console);
  return {};
}

}  // namespace cli
