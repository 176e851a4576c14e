// note, fact: what you know of somebody.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include "app/facts.h"
#include "app/fields.h"
#include "app/still_so.h"
#include "base/text.h"
#include "cli/command.h"
#include "suggest/aging.h"

namespace cli {
namespace {

base::Time now_of(const Session& session) {
  return session.as_of ? session.app->moment.at : session.clock.now();
}

void confirm(Session& session, const Words& words, identity::Number person,
             const app::Fields& fields) {
  if (words.json) {
    formats::Json json = formats::Json::object();
    json["name"] = session.app->state.people.name(person);
    formats::Json& list = json["facts"] = formats::Json::array();
    for (const std::string& said : app::say(fields)) list.push(said);
    print_json(session, json);
    return;
  }
  const std::string name = show_name(*session.app, person);
  for (const std::string& said : app::say(fields))
    session.console.line(fmt::format("Noted of {}: {}.", name, safe(said)));
  session.console.line(
      session.console.tone(Tone::kSoft, "`rapport undo` takes the last one back."));
}

}  // namespace

base::Result<void> run_fact(Session& session, const Words& words) {
  TRY(const app::Fields fields, app::read_fields(words.joined(), now_of(session)));
  if (fields.empty()) {
    return base::fail(
        base::Code::kInvalid,
        fmt::format("say what of whom, such as: rapport fact Ada Brenner needs: a tax "
                    "lawyer. The fields are {}",
                    app::field_names()));
  }
  TRY(const identity::Number person, who(session, fields.name));
  TRY_DO(app::record_fields(*session.app, person, fields));
  confirm(session, words, person, fields);
  return {};
}

base::Result<void> run_still(Session& session, const Words& words) {
  const std::string line = words.joined();
  const std::size_t colon = line.find(':');
  TRY(const identity::Number person, who(session, line.substr(0, colon)));
  const std::string wanted =
      colon == std::string::npos ? "" : base::fold(base::trim(line.substr(colon + 1)));
  app::App& app = *session.app;
  std::vector<app::StatedFact> those;
  for (app::StatedFact& f : app::facts_of(app, person)) {
    if (!f.holds || !suggest::ages(f.statement.kind)) continue;
    if (wanted.empty() ? app::is_aged(app, f)
                       : base::fold(f.statement.value).find(wanted) != std::string::npos)
      those.push_back(std::move(f));
  }
  if (!wanted.empty() && those.size() != 1)
    return base::fail(base::Code::kNotFound,
                      those.empty() ? "no need, goal or offer of theirs has these words in it"
                                    : "several have these words in them: write more of it");
  const bool no = words.has("--no");
  if (!wanted.empty()) {
    const std::uint64_t seq = those.front().seq;
    if (no) {
      TRY_DO(app::no_longer(app, person, seq));
    } else {
      TRY_DO(app::still_so(app, person, seq, now_of(session)));
    }
  }
  const std::string name = show_name(app, person);
  if (words.json) {
    formats::Json json = formats::Json::object();
    json["name"] = app.state.people.name(person);
    formats::Json& list = json["facts"] = formats::Json::array();
    for (const app::StatedFact& f : those) list.push(app::say(f.statement));
    print_json(session, json);
    return {};
  }
  if (those.empty()) session.console.line("Nothing that you know of " + name + " is old.");
  for (const app::StatedFact& f : those) {
    const std::string said = safe(app::say(f.statement));
    session.console.line(wanted.empty()
                             ? fmt::format("From {}: {}. Still so?", base::print_day(f.when), said)
                         : no ? fmt::format("So no longer of {}: {}.", name, said)
                              : fmt::format("Still so of {}: {}.", name, said));
  }
  if (wanted.empty() && !those.empty())
    session.console.line(session.console.tone(
        Tone::kSoft, "rapport still " + name + ": WORDS of it; --no, where it is so no longer"));
  return {};
}

base::Result<void> run_note(Session& session, const Words& words) {
  const std::string line = words.joined();
  const std::size_t colon = line.find(": ");
  std::string name, text;
  if (colon != std::string::npos) {
    name = line.substr(0, colon);
    text = line.substr(colon + 2);
  } else if (words.words.size() > 1) {  // "Ada Brenner" "likes tea"
    name = words.words.front();
    text = line.substr(name.size() + 1);
  }
  text = base::shorten(base::one_line(base::make_utf8(text)), 2000);
  if (name.empty() || text.empty())
    return base::fail(base::Code::kInvalid, "write it as: rapport note Ada Brenner: likes tea");
  TRY(const identity::Number person, who(session, name));
  app::Fields fields;
  fields.statements.push_back({model::StatementKind::kNote, text, "", now_of(session)});
  TRY_DO(app::record_fields(*session.app, person, fields));
  confirm(session, words, person, fields);
  return {};
}

}  // namespace cli
