// Who may stand twice in the book: the questions with both sides, and their answers.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/person_json.h"
#include "api/problem.h"
#include "api/route.h"
#include "app/fields.h"
#include "app/who_is_who.h"

namespace api {
namespace {

using formats::Json;

constexpr std::size_t kFacts = 4;

Json side_json(const app::App& app, identity::Number person) {
  const identity::Directory& people = app.state.people;
  Json json = Json::object();
  json["id"] = app::id_of(app, person);
  json["name"] = people.name(person);
  Json& handles = json["handles"] = Json::array();
  for (const identity::Number n : people.identities_of(person))
    handles.push(people.at(n).handle.text);
  Json& facts = json["facts"] = Json::array();
  for (const app::StatedFact& f : app::facts_of(app, person)) {
    if (f.holds && facts.as_array()->size() < kFacts) facts.push(app::say(f.statement));
  }
  const suggest::Conversation* c = app.state.conversations.find(person);
  if (c != nullptr) json["last"] = base::print_time(std::max(c->from_them, c->from_me));
  json["interactions"] = c == nullptr ? 0 : c->to_me + c->to_them;
  return json;
}

}  // namespace

base::Result<net::Response> questions(const Call& call) {
  TRY(const app::Questions all, app::questions(call.app, app::kMostQuestions, false));
  Json json = Json::object();
  Json& list = json["questions"] = Json::array();
  for (const app::Question& q : all.list) {
    Json& one = list.push(Json::object());
    one["id"] = app::id_of(call.app, q);
    one["a"] = side_json(call.app, q.a);
    one["b"] = side_json(call.app, q.b);
    one["why"] = q.why;
    one["chance"] = q.chance;
  }
  json["left"] = all.left;
  return json_response(json);
}

base::Result<net::Response> answer_question(const Call& call) {
  TRY(const app::Question question, app::find_question(call.app, call.named.front()));
  const Json* same = call.body.find("same");
  TRY_DO(app::answer_question(call.app, question, *same->as_bool()));
  TRY_DO(app::settle(call.app));
  return written(call.entry());
}

}  // namespace api
