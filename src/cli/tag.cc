// tag, keep: a word about somebody.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/tags.h"

#include <fmt/core.h>

#include "api/person_json.h"
#include "base/text.h"
#include "cli/command.h"

namespace cli {
namespace {

std::string joined(const std::vector<std::string>& all) {
  std::string text;
  for (const std::string& one : all) text += (text.empty() ? "" : ", ") + safe(one);
  return text;
}

void list_all(Session& session, const Words& words) {
  const std::vector<app::Tag> all = app::tags(*session.app);
  if (words.json) return print_json(session, api::tags_json(all));
  if (all.empty())
    return session.console.line("No tags yet. Write one as: rapport tag Ada Brenner: choir");
  Table table({{"", Table::Align::kLeft, 40}, {"people", Table::Align::kRight}});
  for (const app::Tag& tag : all)
    table.row({safe(tag.name), std::to_string(tag.people)}, Tone::kStrong);
  table.print(session.console);
}

}  // namespace

base::Result<void> run_tag(Session& session, const Words& words) {
  const std::string line = words.joined();
  if (line.empty()) {
    list_all(session, words);
    return {};
  }
  const std::size_t colon = line.find(": ");
  TRY(const identity::Number person, who(session, line.substr(0, colon)));
  if (colon != std::string::npos) {
    app::Tagging tagging;
    tagging.people = {person};
    std::vector<std::string>& list = words.has("--off") ? tagging.remove : tagging.add;
    for (const std::string_view tag : base::split(std::string_view(line).substr(colon + 2), ','))
      list.emplace_back(base::trim(tag));
    TRY_DO(app::tag_people(*session.app, tagging));
  }
  const std::vector<std::string> tags = app::tags_of(*session.app, person);
  if (words.json) {
    formats::Json json = formats::Json::object();
    json["name"] = session.app->state.people.name(person);
    formats::Json& list = json["tags"] = formats::Json::array();
    for (const std::string& tag : tags) list.push(tag);
    print_json(session, json);
    return {};
  }
  session.console.line(fmt::format("{}: {}.", show_name(*session.app, person),
                                   tags.empty() ? "no tags" : joined(tags)));
  return {};
}

base::Result<void> run_keep(Session& session, const Words& words) {
  const auto usage = [] {
    return base::fail(base::Code::kInvalid,
                      "write it as: rapport keep Ada Brenner light; or yes, or no");
  };
  if (words.words.empty()) return usage();
  const std::string line = words.joined();
  const std::size_t space = line.rfind(' ');
  model::Keeping keeping{};
  if (space == std::string::npos || !model::read_word(line.substr(space + 1), keeping))
    return usage();
  TRY(const identity::Number person, who(session, line.substr(0, space)));
  TRY_DO(app::keep_in_touch(*session.app, person, keeping));
  if (words.json) {
    formats::Json json = formats::Json::object();
    json["name"] = session.app->state.people.name(person);
    json["keeping"] = model::word(keeping);
    print_json(session, json);
    return {};
  }
  const char* means = keeping == model::Keeping::kNo      ? "No card will ask you to reach out to "
                      : keeping == model::Keeping::kLight ? "Only a long silence will bring up "
                                                          : "You are reminded as usual of ";
  session.console.line(means + show_name(*session.app, person) + ".");
  return {};
}

}  // namespace cli
