// The command match: a need, or all that is known of somebody, against what people do and need.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include "api/matches_json.h"
#include "app/find_person.h"
#include "cli/command.h"
#include "suggest/wording.h"

namespace cli {
namespace {

constexpr std::size_t kMost = 3;

void print_fits(Session& session, const std::vector<app::Fit>& fits, bool helpers) {
  const app::App& app = *session.app;
  Table table({{"", Table::Align::kLeft, 28},
               {"", Table::Align::kLeft, 8},
               {helpers ? "does" : "needs", Table::Align::kLeft, 44},
               {"why", Table::Align::kLeft, 60}});
  for (const app::Fit& fit : fits) {
    table.row({show_name(app, fit.person), match::name_of(fit.band),
               safe(app::what_of(helpers ? fit.offer : fit.need)), safe(fit.reason)},
              Tone::kStrong);
  }
  table.print(session.console);
}

}  // namespace

base::Result<void> run_match(Session& session, const Words& words) {
  app::App& app = *session.app;
  const std::string text = words.joined();
  if (text.empty()) return base::fail(base::Code::kInvalid, "match what? Say a need, or a name");
  const auto found = app::find_person(app, text);
  if (found && found->person != identity::kNobody) {
    const app::PersonMatches all = app::matches_of(app, found->person, {kMost, {}});
    if (words.json) {
      print_json(session, api::matches_json(app, all));
      return {};
    }
    const std::string name = show_name(app, found->person);
    if (all.helpers.empty() && all.helped.empty()) {
      const bool own = found->person == app.state.people.owner();
      session.console.line(own ? "Nobody here fits what you need and do, as far as you noted it."
                               : fmt::format("Nobody here fits what {} needs and does, as far as "
                                             "you noted it.",
                                             name));
    }
    if (!all.helpers.empty()) {
      session.console.line(fmt::format("These could help {}:", name));
      print_fits(session, all.helpers, true);
    }
    if (!all.helped.empty()) {
      session.console.line(fmt::format("{} could help these:", name == "you" ? "You" : name));
      print_fits(session, all.helped, false);
    }
    return {};
  }
  const std::vector<app::Fit> fits = app::who_helps(app, text, {kMost, {}});
  if (words.json) {
    print_json(session, api::matches_json(app, {fits, {}}));
    return {};
  }
  if (fits.empty()) {
    session.console.line("Nobody comes to mind: no skill, offer or post that you noted fits.");
    return {};
  }
  session.console.line("These come to mind:");
  print_fits(session, fits, true);
  return {};
}

}  // namespace cli
