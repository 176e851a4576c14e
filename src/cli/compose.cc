// compose: a draft out of its parts, or what could be written in an exchange now; the coach's remarks;
// how it is taken on.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/compose.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "api/coach_json.h"
#include "api/person_json.h"
#include "app/exchange_letters.h"
#include "app/exchanges.h"
#include "app/facts.h"
#include "app/relations.h"
#include "base/text.h"
#include "cli/coach.h"
#include "suggest/suggestion.h"

namespace cli {
namespace {

using composer::Kind;
using exchange::Course;
using identity::Number;

constexpr std::size_t kShownOfAnId = 8;

// What is to be written, and what follows.
struct Written {
  std::vector<Number> to;
  composer::Draft draft;
  std::string blurb;  // to be passed on; empty: none
  std::string next;   // the command that takes it on; empty: none
};

std::string option(const Words& words, const char* name) {
  const auto at = words.options.find(name);
  return at == words.options.end() ? "" : at->second;
}

// As a shell takes it for one word.
std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + "'";
}

// "need: a roofer in Leeds", a line each, for options that were not given.
base::Result<void> read_parts(const std::string& file, Words& words) {
  TRY(const std::string text, read_text(file));
  for (const std::string_view line : base::split(text, '\n')) {
    if (base::trim(line).empty()) continue;
    const std::size_t colon = line.find(':');
    const std::string name = "--" + base::lower_ascii(base::trim(line.substr(0, colon)));
    constexpr std::array kNames = {"--as",  "--need", "--to",   "--why",     "--offer",
                                   "--ask", "--no",   "--does", "--for-them"};
    if (colon == std::string_view::npos ||
        std::find(kNames.begin(), kNames.end(), name) == kNames.end())
      return base::fail(
          base::Code::kInvalid,
          "“" + safe(base::shorten(line, 60, true)) +
              "”: a part is one of as, need, to, why, offer, ask, no, does, for-them, "
              "a colon, and its words");
    words.options.emplace(name, base::make_utf8(base::trim(line.substr(colon + 1))));
  }
  return {};
}

composer::Situation situation_with(const app::App& app, Number person) {
  composer::Situation s;
  const Number me = app.state.people.owner();
  if (me == identity::kNobody || person == me) return s;
  const app::Relation r = app::relation(app, me, person);
  s.first_message = r.to_them == 0;
  s.exchanged = r.mutual;
  s.band = composer::Band::kNone;
  if (r.mutual) composer::read_word(app::word(r.band), s.band);
  return s;
}

// What the member says of themselves: "does flat roofs".
std::string own_trade(const app::App& app) {
  const Number me = app.state.people.owner();
  if (me == identity::kNobody) return "";
  for (const app::StatedFact& f : app::facts_of(app, me))
    if (f.holds && f.statement.kind == model::StatementKind::kSkill)
      return "does " + f.statement.value;
  return "";
}

// `why` is about whoever reads it in the end, not about whoever passes it on.
std::string blurb_of(const app::App& app, const Words& words, const std::string& reader,
                     const std::string& why) {
  const Number me = app.state.people.owner();
  const std::string does = option(words, "--does");
  return composer::forwardable_blurb({me == identity::kNobody ? "" : app.state.people.name(me),
                                      does.empty() ? own_trade(app) : does, option(words, "--need"),
                                      why, reader, option(words, "--for-them")});
}

std::string next_of(const app::App& app, const Words& words, Kind kind, Number person) {
  const std::string name = quoted(safe(app.state.people.name(person)));
  const std::string need = quoted(safe(option(words, "--need")));
  if (kind == Kind::kAskIntroduction && words.has("--to"))
    return fmt::format("rapport ask introduction {} --by {} --about {} --say …",
                       quoted(safe(option(words, "--to"))), name, need);
  if (kind == Kind::kAskOpportunity)
    return fmt::format("rapport ask opportunity {} --by {} --say …", need, name);
  if (kind == Kind::kThanks) return "rapport thank " + name + " --say …";
  return "";
}

base::Result<Written> to_person(Session& session, const Words& words) {
  const app::App& app = *session.app;
  Kind kind = words.has("--to") ? Kind::kAskIntroduction : Kind::kAskOpportunity;
  if (words.has("--as") &&
      (!composer::read_word(option(words, "--as"), kind) || kind == Kind::kAskWatch))
    return base::fail(base::Code::kInvalid,
                      "--as takes ask_introduction, ask_opportunity, reach_out, thanks, offer or "
                      "blurb");
  if (option(words, "--need").empty() && kind != Kind::kReachOut && kind != Kind::kOffer)
    return base::fail(base::Code::kInvalid, kind == Kind::kThanks
                                                ? "say by --need what the thanks are for"
                                                : "say by --need what you look for");
  TRY(const Number person, who(session, words.joined()));
  std::string reader = option(words, "--to"), question = option(words, "--ask");
  if (!reader.empty()) {
    if (question.empty()) question = "introduce me to " + reader;
    reader = reader.substr(0, reader.find(' '));
  }
  Written w;
  w.to = {person};
  if (kind == Kind::kBlurb) {
    w.draft.kind = kind;
    w.draft.text = blurb_of(app, words, reader, option(words, "--why"));
  } else {
    w.draft = composer::compose(
        kind, {suggest::first_name(app.state.people, person), option(words, "--need"),
               option(words, "--why"), option(words, "--offer"), question, option(words, "--no")});
    if (kind == Kind::kAskIntroduction) w.blurb = blurb_of(app, words, reader, "");
    w.next = next_of(app, words, kind, person);
  }
  w.draft.situation = situation_with(app, person);
  return w;
}

Kind kind_in(const Course& c, const app::ExchangeLetter& letter) {
  if (letter.done && (letter.done->kind == model::StepKind::kThanked ||
                      letter.done->kind == model::StepKind::kAskedToShow))
    return Kind::kThanks;
  if (letter.done && letter.done->kind == model::StepKind::kAsked &&
      c.what.kind == model::ExchangeKind::kAsk)
    return c.what.ask == model::AskKind::kIntroduction ? Kind::kAskIntroduction
                                                       : Kind::kAskOpportunity;
  return c.what.kind == model::ExchangeKind::kIntroduction ? Kind::kOffer : Kind::kReachOut;
}

// What stands in it already, for parts that were not given: an ask without a word of its own is composed.
base::Result<std::vector<Written>> in_exchange(Session& session, const Course& c, Words words) {
  const app::App& app = *session.app;
  const std::string id = base::print(c.id).substr(0, kShownOfAnId);
  std::vector<Written> all;
  for (app::ExchangeLetter& letter : app::letters_of(app, c)) {
    Written& w = all.emplace_back();
    w.to = letter.to;
    w.draft.kind = kind_in(c, letter);
    w.draft.subject = std::move(letter.subject);
    w.draft.text = std::move(letter.text);
    if (!letter.to.empty()) w.draft.situation = situation_with(app, letter.to.front());
    if (!letter.done) continue;
    w.next = fmt::format("rapport step {} {}", id, quoted(model::word(letter.done->kind)));
    if (letter.secret) w.next += std::string(" --who ") + model::word(letter.done->by);
    w.next += " --say " + (letter.quoted.empty() ? "…" : quoted(safe(letter.quoted)));
  }
  const auto helper = app::person_in(app, c, model::Part::kHelper);
  if (!all.empty() || !helper || c.what.kind != model::ExchangeKind::kAsk ||
      c.what.ask == model::AskKind::kWatch || c.last(model::StepKind::kAsked) != nullptr)
    return all;
  words.words = {app.state.people.name(*helper)};
  words.options.emplace("--need", c.what.about);
  if (const auto target = app::person_in(app, c, model::Part::kTarget))
    words.options.emplace("--to", app.state.people.name(*target));
  TRY(Written w, to_person(session, words));
  w.next = fmt::format("rapport step {} asked --say …", id);
  all.push_back(std::move(w));
  return all;
}

formats::Json json_of(const app::App& app, const Written& w) {
  formats::Json json = formats::Json::object();
  json["as"] = composer::word(w.draft.kind);
  formats::Json& to = json["to"] = formats::Json::array();
  for (const Number n : w.to) to.push(api::person_ref(app, n));
  json["subject"] = w.draft.subject;
  json["text"] = w.draft.text;
  if (!w.blurb.empty()) json["blurb"] = w.blurb;
  json["coach"] = api::coach_json(w.draft);
  if (!w.next.empty()) json["next"] = w.next;
  return json;
}

void print(Session& session, const Written& w) {
  Console& console = session.console;
  std::string names;
  for (const Number n : w.to) names += (names.empty() ? "" : " and ") + show_name(*session.app, n);
  if (w.draft.kind != Kind::kBlurb) console.line(console.tone(Tone::kSoft, "To: ") + names);
  if (!w.draft.subject.empty())
    console.line(console.tone(Tone::kSoft, "Subject: ") + safe(w.draft.subject));
  if (w.draft.kind != Kind::kBlurb) console.line();
  for (const std::string_view line : base::split(base::trim(w.draft.text), '\n'))
    console.line(safe(line));
  if (!w.blurb.empty()) {
    console.line();
    console.line(console.tone(Tone::kSoft, "For them to pass on:"));
    console.line(safe(w.blurb));
  }
  console.line();
  print_advice(session, w.draft);
  if (!w.next.empty())
    console.line(console.tone(Tone::kSoft, "When it is sent, with its words: " + w.next));
}

}  // namespace

base::Result<void> run_compose(Session& session, const Words& given) {
  Words words = given;
  if (words.has("--parts")) TRY_DO(read_parts(option(words, "--parts"), words));
  if (words.words.empty())
    return base::fail(
        base::Code::kInvalid,
        "write it as: rapport compose NAME --need WORDS --offer WORDS --ask WORDS, or "
        "rapport compose ID of an exchange");
  std::vector<Written> all;
  const std::string& first = words.words.front();
  const bool hex = words.words.size() == 1 && first.size() >= kShownOfAnId &&
                   first.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (hex) {
    TRY(const Course* course, app::find_exchange(*session.app, first));
    TRY(all, in_exchange(session, *course, words));
    if (all.empty()) return base::fail(base::Code::kNotFound, "nothing is to be written in it now");
  } else {
    TRY(all.emplace_back(), to_person(session, words));
  }
  if (words.json) {
    formats::Json json = formats::Json::object();
    formats::Json& drafts = json["drafts"] = formats::Json::array();
    for (const Written& w : all) drafts.push(json_of(*session.app, w));
    print_json(session, json);
    return {};
  }
  for (const Written& w : all) {
    if (&w != all.data()) session.console.line();
    print(session, w);
  }
  return {};
}

}  // namespace cli
