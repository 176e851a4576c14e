// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/json.h"

#include "app/direction.h"
#include "app/facts.h"

namespace api {
namespace {

using formats::Json;

const char* word(app::Direction direction) {
  switch (direction) {
    case app::Direction::kFromOwner:
      return "from you";
    case app::Direction::kFromThem:
      return "from them";
    case app::Direction::kBoth:
      return "both";
    case app::Direction::kAmongOthers:
      return "among others";
  }
  return "";
}

Json path_json(const app::App& app, const graph::Path& path) {
  Json json = Json::object();
  Json& people = json["people"] = Json::array();
  for (const graph::Node n : path.nodes) people.push(person_ref(app, n));
  Json& strengths = json["strengths"] = Json::array();
  for (const double s : path.strengths) strengths.push(s);
  json["warmth"] = path.warmth;
  json["weakest"] = path.weakest;
  return json;
}

}  // namespace

Json person_ref(const app::App& app, identity::Number person) {
  Json json = Json::object();
  json["id"] = app::id_of(app, person);
  json["name"] = person == app.state.people.owner() ? "you" : app.state.people.name(person);
  json["handle"] = app.state.people.handle(person).text;
  return json;
}

Json relation_json(const app::App& app, const app::Relation& r) {
  const identity::Directory& people = app.state.people;
  Json json = Json::object();
  json["id"] = app::id_of(app, r.person);
  json["name"] = people.name(r.person);
  Json& handles = json["handles"] = Json::array();
  for (const identity::Number n : people.identities_of(r.person))
    handles.push(people.at(n).handle.text);
  json["band"] = r.mutual ? app::word(r.band) : "none";
  json["score"] = r.mutual ? graph::shown(r.strength.probability) : 0;
  json["strength"] = r.strength.probability;
  json["z"] = r.strength.z;
  json["mutual"] = r.mutual;
  json["from_them"] = r.to_me;
  json["from_you"] = r.to_them;
  if (r.last != base::Time{}) json["last"] = base::print_time(r.last);
  json["usual_gap_days"] = r.usual_gap_days;
  json["overdue"] = r.overdue;
  json["comes"] = r.comes;
  json["answers"] = r.answers;
  json["slipping"] = r.slipping;
  json["dormant"] = r.dormant;
  json["rising"] = r.rising;
  if (const std::string works = app::works_at(app, r.person); !works.empty()) json["works"] = works;
  return json;
}

Json item_json(const app::App& app, std::uint64_t seq, const model::Interaction& it,
               identity::Number person) {
  Json json = Json::object();
  json["item"] = seq;
  json["at"] = base::print_time(it.at);
  json["channel"] = model::word(it.channel);
  json["kind"] = model::word(it.kind);
  json["audience"] = model::word(it.audience);
  json["direction"] = word(app::direction_of(app, it, person));
  json["subject"] = it.subject;
  json["text"] = it.text;
  return json;
}

Json relations_json(const app::App& app, std::span<const app::Relation> list) {
  Json json = Json::array();
  for (const app::Relation& r : list) json.push(relation_json(app, r));
  return json;
}

Json real_json(const app::App& app, const app::Overview& all) {
  Json json = Json::object();
  json["as_of"] = base::print_time(app.moment.at);
  json["contacts"] = all.contacts;
  json["real"] = all.real;
  json["slipping"] = all.slipping;
  json["people"] = relations_json(app, all.list);
  return json;
}

Json slipping_json(const app::App& app, const app::Overview& all) {
  Json json = Json::object();
  json["as_of"] = base::print_time(app.moment.at);
  json["people"] = relations_json(app, all.list);
  return json;
}

Json why_json(const app::App& app, const app::Why& why) {
  const graph::FactorReport& f = why.factors;
  Json json = relation_json(app, why.relation);
  Json& factors = json["factors"] = Json::array();
  for (const std::size_t i : f.order) {
    Json& one = factors.push(Json::object());
    one["factor"] = graph::kFactors[i];
    one["value"] = f.strength.factors[i];
    one["against_median"] = f.differences[i];
  }
  json["median_z"] = f.median.z;
  json["log_odds"] = .49 * f.strength.z + 1.19;
  json["memory_from_them"] = why.memory_to_me;
  json["memory_from_you"] = why.memory_to_them;
  Json& items = json["items"] = Json::array();
  for (const app::MemoryItem& m : why.items) {
    Json one = item_json(app, m.seq, m.interaction, why.relation.person);
    one["share_from_them"] = m.to_me;
    one["share_from_you"] = m.to_them;
    if (m.without) {
      one["strength_without"] = *m.without;
      one["score_without"] = graph::shown(*m.without);
    }
    items.push(std::move(one));
  }
  return json;
}

Json paths_json(const app::App& app, const graph::Paths& paths) {
  Json json = Json::object();
  Json& list = json["paths"] = Json::array();
  for (const graph::Path& path : paths.list) list.push(path_json(app, path));
  json["partial"] = paths.partial;
  return json;
}

}  // namespace api
