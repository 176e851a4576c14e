// me: which addresses are yours.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include "app/owner.h"
#include "cli/command.h"

namespace cli {

base::Result<void> run_me(Session& session, const Words& words) {
  app::App& app = *session.app;
  if (!words.words.empty()) TRY_DO(app::name_owner(app, words.words));
  const identity::Directory& people = app.state.people;
  std::vector<std::string> mine;
  if (people.owner() != identity::kNobody) {
    for (const identity::Number n : people.identities_of(people.owner()))
      mine.push_back(people.at(n).handle.text);
  }
  TRY(const std::vector<app::OwnerCandidate> candidates, app::propose_owner(app, 8));
  if (words.json) {
    formats::Json json = formats::Json::object();
    formats::Json& list = json["mine"] = formats::Json::array();
    for (const std::string& address : mine) list.push(address);
    formats::Json& proposed = json["proposed"] = formats::Json::array();
    for (const app::OwnerCandidate& c : candidates) {
      formats::Json& one = proposed.push(formats::Json::object());
      one["address"] = people.at(c.identity).handle.text;
      one["sent"] = c.sent;
      one["received"] = c.received;
      one["likely"] = c.likely;
    }
    print_json(session, json);
    return {};
  }
  Console& console = session.console;
  if (!mine.empty()) {
    std::string all;
    for (const std::string& address : mine) all += (all.empty() ? "" : ", ") + safe(address);
    console.line("You are " + all + ".");
    if (!words.words.empty()) return {};
  }
  if (candidates.empty()) {
    console.line(mine.empty() ? "There is no mail here yet: `rapport import` some first." : "");
    return {};
  }
  console.line(mine.empty() ? "Which of these are you? These stand in the most mail:"
                            : "Others that stand in much of the mail:");
  Table table({{"address", Table::Align::kLeft, 48},
               {"sent", Table::Align::kRight},
               {"received", Table::Align::kRight},
               {"", Table::Align::kLeft}});
  std::string likely;
  for (const app::OwnerCandidate& c : candidates) {
    if (people.person_of(c.identity) == people.owner()) continue;
    const std::string address = people.at(c.identity).handle.text;
    table.row({safe(address), std::to_string(c.sent), std::to_string(c.received),
               c.likely ? "likely you" : ""},
              c.likely ? Tone::kStrong : Tone::kPlain);
    if (c.likely)
      likely += address.find(' ') == std::string::npos ? " " + address : " '" + address + "'";
  }
  table.print(console);
  if (mine.empty()) {
    console.line();
    console.line("Say so with:  rapport me" +
                 (likely.empty() ? std::string(" ADDRESS…") : " " + safe(likely)));
  }
  return {};
}

}  // namespace cli
