// merge, split, apart, undo, questions: who is who.
// SPDX-License-Identifier: AGPL-3.0-or-later

#include "app/who_is_who.h"
#include <fmt/core.h>
#include <algorithm>
#include <cstdlib>
#include "app/commit.h"
#include "app/facts.h"
#include "app/fields.h"
#include "app/relations.h"
#include "base/text.h"
#include "cli/command.h"

namespace cli {
namespace {

std::string handles(const app::App& app, identity::Number person, std::size_t most = 3) {
  const auto all = app.state.people.identities_of(person);
  std::string list;
  for (std::size_t i = 0; i < all.size() && i < most; ++i)
    list += (i == 0 ? "" : ", ") +
            safe(base::shorten(app.state.people.at(all[i]).handle.text, 60, true));
  if (all.size() > most) list += fmt::format(" and {} more", all.size() - most);
  return list;
}

std::string portrait(const app::App& app, identity::Number person) {
  std::string text = base::shorten(show_name(app, person), 60, true);
  for (const app::StatedFact& f : app::facts_of(app, person)) {
    if (f.statement.kind != model::StatementKind::kWorksAt || !f.holds) continue;
    text += ", " + safe(f.statement.value +
                        (f.statement.detail.empty() || f.statement.value.empty() ? "" : ", ") +
                        f.statement.detail);
    break;
  }
  return text + "  <" + handles(app, person) + ">";
}

// "Ada Brenner" and "ada b": two words, or a line parted by "and" or "with".
base::Result<std::pair<std::string, std::string>> two_names(const Words& words) {
  if (words.words.size() == 2) return std::pair(words.words[0], words.words[1]);
  const std::string line = words.joined();
  for (const std::string_view mark : {" and ", " with ", " from "}) {
    const std::size_t at = line.find(mark);
    if (at != std::string::npos)
      return std::pair(line.substr(0, at), line.substr(at + mark.size()));
  }
  return base::fail(base::Code::kInvalid,
                    "name two people, such as: “Ada Brenner” and ada@brenner.example");
}

base::Result<void> answer(Session& session, const Words& words, bool same) {
  app::App& app = *session.app;
  TRY(const std::vector<app::Question> shown, app::questions_shown(app));
  std::size_t done = 0;
  for (std::size_t i = 1; i < words.words.size(); ++i) {
    const std::size_t n = std::strtoul(words.words[i].c_str(), nullptr, 10);
    if (n == 0 || n > shown.size())
      return base::fail(base::Code::kNotFound,
                        fmt::format("there is no question {}", words.words[i]));
    const app::Question& q = shown[n - 1];
    if (q.a == identity::kNobody || q.b == identity::kNobody) continue;  // forgotten since
    TRY_DO(app::answer_question(app, q, same));
    ++done;
  }
  if (done == 0) return base::fail(base::Code::kInvalid, "which ones? `rapport questions yes 1 3`");
  session.console.line(
      fmt::format("{} {}. `rapport undo` takes the last one back.", done,
                  same ? (done == 1 ? "is one person now" : "are one person each now")
                       : (done == 1 ? "stays apart" : "stay apart")));
  return {};
}

// One after the other, at a terminal.
base::Result<void> ask_each(Session& session, const std::vector<app::Question>& all) {
  app::App& app = *session.app;
  for (const app::Question& q : all) {
    std::string said;
    const std::string text =
        fmt::format("\n  {}\n  {}\n  {}. One person? (y)es, (n)o, (s)kip, (q)uit ",
                    portrait(app, q.a), portrait(app, q.b), q.why);
    if (!session.console.ask(text, said) || said.starts_with('q')) break;
    if (said.starts_with('y')) TRY_DO(app::answer_question(app, q, true));
    if (said.starts_with('n')) TRY_DO(app::answer_question(app, q, false));
  }
  return app::settle(app);
}

}  // namespace

base::Result<void> run_merge(Session& session, const Words& words) {
  TRY(const auto names, two_names(words));
  TRY(const identity::Number a, who(session, names.first));
  TRY(const identity::Number b, who(session, names.second));
  const std::string before = show_name(*session.app, a), other = show_name(*session.app, b);
  TRY_DO(app::merge(*session.app, a, b));
  const identity::Number now = session.app->state.people.person_of(a);
  session.console.line(
      fmt::format("{} and {} are one person now: {}. `rapport undo` takes it back.", before, other,
                  handles(*session.app, now, 9)));
  return {};
}

base::Result<void> run_apart(Session& session, const Words& words) {
  TRY(const auto names, two_names(words));
  TRY(const identity::Number a, who(session, names.first));
  TRY(const identity::Number b, who(session, names.second));
  TRY_DO(app::keep_apart(*session.app, a, b));
  session.console.line(fmt::format("{} and {} are two people, and stay so.",
                                   show_name(*session.app, a), show_name(*session.app, b)));
  return {};
}

base::Result<void> run_split(Session& session, const Words& words) {
  const app::App& app = *session.app;
  // Each word is one of the handles that are somebody else's.
  std::vector<identity::Number> these;
  identity::Number person = identity::kNobody;
  const identity::Directory& people = app.state.people;
  for (const std::string& word : words.words) {
    const std::string folded = base::lower_ascii(word);
    for (identity::Number n = 0; n < people.size(); ++n) {
      if (people.at(n).handle.text != folded && people.at(n).handle.text != word) continue;
      if (person != identity::kNobody && people.person_of(n) != person)
        return base::fail(base::Code::kInvalid, "these are of several people already");
      person = people.person_of(n);
      these.push_back(n);
    }
  }
  if (these.empty()) {
    TRY(const identity::Number whom, who(session, words.joined()));
    session.console.line(fmt::format("{} is known by:", show_name(app, whom)));
    for (const identity::Number n : people.identities_of(whom))
      session.console.line("  " + safe(people.at(n).handle.text));
    session.console.line("Say which of these are somebody else's:  rapport split HANDLE…");
    return {};
  }
  std::vector<identity::Number> those;
  for (const identity::Number n : people.identities_of(person)) {
    if (std::find(these.begin(), these.end(), n) == these.end()) those.push_back(n);
  }
  if (those.empty())
    return base::fail(base::Code::kInvalid,
                      "that is all of " + show_name(app, person) + ": nobody would be left");
  TRY_DO(app::split(*session.app, these, those));
  session.console.line(fmt::format("Two people now: {} and {}. `rapport undo` takes it back.",
                                   portrait(app, people.person_of(these.front())),
                                   portrait(app, people.person_of(those.front()))));
  return {};
}

base::Result<void> run_undo(Session& session, const Words& words) {
  std::optional<std::uint64_t> seq;
  if (!words.words.empty()) {
    const std::string& word = words.words.front();
    seq = std::strtoull(word.c_str() + (word.starts_with('#') ? 1 : 0), nullptr, 10);
  }
  TRY(const app::Undoing undone, app::undo(*session.app, seq));
  std::string what = "it";
  const identity::Directory& people = session.app->state.people;
  const auto name = [&](const model::IdentityId& id) {
    const auto n = people.find(id);
    return n ? show_name(*session.app, people.person_of(*n)) : std::string("somebody");
  };
  if (const auto* said = std::get_if<model::StatementMade>(&undone.fact)) {
    what = name(said->about) + ": " + safe(app::say(said->statement));
  } else if (const auto* judged = std::get_if<model::IdentitiesJudged>(&undone.fact)) {
    if (!judged->these.empty() && !judged->those.empty())
      what = name(judged->these.front()) + " and " + name(judged->those.front()) +
             (judged->same ? " are one person" : " are two people");
  } else if (const auto* answer = std::get_if<model::SuggestionAnswered>(&undone.fact)) {
    what = "what you said to the card about " + name(answer->about);
  } else if (const auto* logged = std::get_if<model::InteractionRecorded>(&undone.fact)) {
    what = std::string("the ") + model::word(logged->interaction.kind) + " of " +
           base::print_day(logged->interaction.at);
  } else if (const auto* deed = std::get_if<model::DeedRecorded>(&undone.fact)) {
    what = name(deed->deed.other) + ": " + safe(deed->deed.text);
  } else if (const auto* opened = std::get_if<model::ExchangeOpened>(&undone.fact)) {
    what = std::string("the ") + model::word(opened->exchange.kind) + " of " +
           base::print_day(opened->exchange.at) + safe(": " + opened->exchange.about);
  } else if (const auto* step = std::get_if<model::ExchangeStepped>(&undone.fact)) {
    what = std::string("the step “") + model::word(step->step.kind) + "”";
  } else if (std::holds_alternative<model::IdealCardWritten>(undone.fact)) {
    what = "the last version of your ideal-referral card";
  }
  session.console.line("Taken back: " + what + ".");
  return {};
}

base::Result<void> run_questions(Session& session, const Words& words) {
  if (!words.words.empty()) {
    const std::string& verb = words.words.front();
    if (verb == "yes" || verb == "no") return answer(session, words, verb == "yes");
    return base::fail(base::Code::kInvalid, "answer with: rapport questions yes 1 3, or no 2");
  }
  TRY(const app::Questions asked, app::questions(*session.app, app::kMostQuestions, true));
  const std::vector<app::Question>& all = asked.list;
  const app::App& app = *session.app;
  if (words.json) {
    formats::Json json = formats::Json::object();
    formats::Json& list = json["questions"] = formats::Json::array();
    for (const app::Question& q : all) {
      formats::Json& one = list.push(formats::Json::object());
      for (const auto& [key, n] : {std::pair("a", q.a), std::pair("b", q.b)}) {
        formats::Json& person = one[key] = formats::Json::object();
        person["name"] = app.state.people.name(n);
        formats::Json& list_of = person["handles"] = formats::Json::array();
        for (const identity::Number i : app.state.people.identities_of(n))
          list_of.push(app.state.people.at(i).handle.text);
      }
      one["chance"] = q.chance;
      one["why"] = q.why;
    }
    print_json(session, json);
    return {};
  }
  if (all.empty()) {
    session.console.line("No questions: nobody here seems to stand twice.");
    return {};
  }
  if (session.console.interactive()) return ask_each(session, all);
  session.console.line("Are these one person? Those nearest to you come first.");
  for (std::size_t i = 0; i < all.size(); ++i) {
    session.console.line(fmt::format("  {:>2}  {}", i + 1, portrait(app, all[i].a)));
    session.console.line(fmt::format("      {}", portrait(app, all[i].b)));
    session.console.line(session.console.tone(Tone::kSoft, "      " + all[i].why));
  }
  session.console.line("Answer with:  rapport questions yes 1 3   and   rapport questions no 2");
  return {};
}

}  // namespace cli
