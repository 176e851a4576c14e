// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/exchanges_json.h"

#include <algorithm>

#include "api/json.h"
#include "exchange/dues.h"
#include "exchange/introduction.h"

namespace api {
namespace {

using formats::Json;

void put_time(Json& json, const char* name, base::Time at) {
  if (at != base::Time{}) json[name] = base::print_time(at);
}
void put_text(Json& json, const char* name, const std::string& text) {
  if (!text.empty()) json[name] = text;
}

Json parties_json(const app::App& app, const exchange::Course& course) {
  Json list = Json::array();
  for (const model::Party& p : course.what.parties) {
    Json& one = list.push(Json::object());
    one["part"] = model::word(p.part);
    if (const auto person = app::person_in(app, course, p.part))
      one["person"] = person_ref(app, *person);
    one["you"] = !p.who;
  }
  return list;
}

Json steps_json(const app::App& app, const exchange::Course& course) {
  Json list = Json::array();
  for (const exchange::TakenStep& taken : course.steps) {
    const model::Step& s = taken.step;
    Json& one = list.push(Json::object());
    one["entry"] = taken.seq;
    one["kind"] = model::word(s.kind);
    one["by"] = model::word(s.by);
    one["at"] = base::print_time(s.at);
    put_time(one, "until", s.until);
    put_text(one, "words", s.words);
    put_text(one, "value", s.value);
    const auto n = app.state.people.find(s.whom);
    if (s.whom && n) one["whom"] = person_ref(app, app.state.people.person_of(*n));
  }
  return list;
}

}  // namespace

Json exchange_json(const app::App& app, const exchange::Course& course) {
  const model::Exchange& e = course.what;
  const exchange::Stage stage = exchange::stage_of(course, app.moment.at);
  Json json = Json::object();
  json["id"] = base::print(course.id);
  json["entry"] = course.seq;
  json["kind"] = model::word(e.kind);
  if (e.kind == model::ExchangeKind::kAsk) json["ask"] = model::word(e.ask);
  json["headline"] = app::headline(app, course);
  json["stage"] = exchange::word(stage);
  json["over"] = exchange::is_over(stage);
  put_text(json, "about", e.about);
  put_text(json, "words", e.words);
  json["at"] = base::print_time(e.at);
  put_time(json, "due", e.due);
  if (e.kind == model::ExchangeKind::kIntroduction)
    put_time(json, "expires", exchange::expiry_of(course).value_or(base::Time{}));
  if (e.effort != 0) json["effort"] = e.effort;
  if (e.kind == model::ExchangeKind::kReferral) json["agreed"] = e.agreed;
  json["parties"] = parties_json(app, course);
  json["steps"] = steps_json(app, course);
  Json& next = json["moves"] = Json::array();
  for (const exchange::Move& m : exchange::moves(course, app.moment.at)) {
    Json& one = next.push(Json::object());
    one["kind"] = model::word(m.kind);
    one["by"] = model::word(m.by);
  }
  Json& open = json["dues"] = Json::array();
  for (const exchange::Due& due : exchange::dues(course, model::IdentityId{}, app.moment.at)) {
    Json& one = open.push(Json::object());
    one["kind"] = exchange::word(due.kind);
    one["since"] = base::print_time(due.since);
    if (const auto part = course.part_of(due.whom)) one["to"] = model::word(*part);
  }
  return json;
}

Json exchanges_json(const app::App& app, const app::Exchanges& found, std::size_t most) {
  const std::size_t end = std::min(found.list.size(), found.from + most);
  Json json = Json::object();
  json["total"] = found.list.size();
  json["over"] = found.over;
  Json& list = json["exchanges"] = Json::array();
  for (std::size_t i = found.from; i < end; ++i) list.push(exchange_json(app, *found.list[i]));
  if (found.from < end && end < found.list.size())
    json["next"] = base::print(found.list[end - 1]->id);
  return json;
}

Json give_and_take_json(const app::App& app, const app::WithSomebody& with) {
  Json json = Json::object();
  json["person"] = person_ref(app, with.person);
  json["balance"] = with.standing.balance;
  json["you_owe"] = with.standing.i_owe;
  json["they_vanished"] = with.standing.they_vanished;
  json["you_vanished"] = with.standing.i_vanished;
  Json& list = json["deeds"] = Json::array();
  for (const model::Deed& d : with.deeds) {
    Json& one = list.push(Json::object());
    one["at"] = base::print_time(d.at);
    one["by"] = d.given ? "you" : "them";
    one["kind"] = model::word(d.kind);
    one["size"] = model::word(d.size);
    one["what"] = d.text;
    one["weight"] = exchange::weight(d, app.moment.at);
  }
  return json;
}

Json circle_json(const app::App& app, const app::Circle& circle) {
  Json json = Json::object();
  json["total"] = circle.total;
  Json& list = json["people"] = Json::array();
  for (const app::WithSomebody& with : circle.list) list.push(give_and_take_json(app, with));
  if (circle.more) json["next"] = app::id_of(app, circle.list.back().person);
  return json;
}

Json found_deeds_json(const app::App& app, const std::vector<app::FoundDeed>& found) {
  Json json = Json::object();
  Json& list = json["deeds"] = Json::array();
  for (const app::FoundDeed& f : found) {
    Json& one = list.push(Json::object());
    one["id"] = f.id;
    one["person"] = person_ref(app, f.person);
    one["by"] = f.deed.given ? "you" : "them";
    one["kind"] = model::word(f.deed.kind);
    one["what"] = f.deed.text;
    one["at"] = base::print_time(f.deed.at);
    one["item"] = f.seq;
  }
  return json;
}

Json verdict_json(const exchange::Verdict& verdict) {
  Json json = Json::object();
  json["open"] = verdict.open();
  json["final"] = verdict.final;
  Json& list = json["reasons"] = Json::array();
  for (const exchange::Reason& r : verdict.reasons) {
    Json& one = list.push(Json::object());
    one["name"] = r.name;
    one["why"] = r.why;
  }
  return json;
}

Json gauge_json(const exchange::Gauge& gauge) {
  Json json = Json::object();
  json["usual"] = gauge.usual_in_all;
  json["now"] = gauge.now_in_all;
  json["slowing"] = gauge.slowing;
  if (gauge.stall) json["stall"] = base::print_time(*gauge.stall);
  if (gauge.push) json["push"] = exchange::word(*gauge.push);
  Json& list = json["turns"] = Json::array();
  for (std::size_t t = 0; t < exchange::kTurns; ++t) {
    Json& one = list.push(Json::object());
    one["name"] = exchange::word(static_cast<exchange::Turn>(t));
    one["usual"] = gauge.usual[t];
    Json& counts = one["counts"] = Json::array();
    for (const std::uint32_t n : gauge.counts[t]) counts.push(n);
  }
  return json;
}

Json ideal_card_json(const std::vector<app::IdealVersion>& versions) {
  Json json = Json::object();
  Json& list = json["versions"] = Json::array();
  for (const app::IdealVersion& v : versions) {
    Json& one = list.push(Json::object());
    one["who"] = v.card.who;
    one["phrase"] = v.card.phrase;
    one["not_for"] = v.card.not_for;
    one["example"] = v.card.example;
    one["at"] = base::print_time(v.card.at);
    one["ended"] = v.ended;
    one["fit"] = v.fit;
  }
  return json;
}

}  // namespace api
