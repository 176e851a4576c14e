// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/json.h"

#include <algorithm>

#include "app/direction.h"

namespace api {
namespace {

using formats::Json;

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
  return json;
}

Json list_json(const app::App& app, const std::vector<app::Relation>& list, std::size_t most) {
  Json json = Json::array();
  for (std::size_t i = 0; i < std::min(most, list.size()); ++i)
    json.push(relation_json(app, list[i]));
  return json;
}

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

Json facts_json(const std::vector<app::StatedFact>& facts) {
  Json list = Json::array();
  for (const app::StatedFact& f : facts) {
    Json& one = list.push(Json::object());
    one["kind"] = model::word(f.statement.kind);
    one["value"] = f.statement.value;
    if (!f.statement.detail.empty()) one["detail"] = f.statement.detail;
    if (f.when != base::Time{}) one["when"] = base::print_time(f.when);
    one["source"] = f.source;
    one["holds"] = f.holds;
  }
  return list;
}

Json path_json(const app::App& app, const graph::Path& path) {
  Json json = Json::object();
  Json& people = json["people"] = Json::array();
  for (const graph::Node n : path.nodes) {
    Json& one = people.push(Json::object());
    one["id"] = app::id_of(app, n);
    one["name"] = n == app.state.people.owner() ? "you" : app.state.people.name(n);
    one["handle"] = app.state.people.handle(n).text;
  }
  Json& strengths = json["strengths"] = Json::array();
  for (const double s : path.strengths) strengths.push(s);
  json["warmth"] = path.warmth;
  json["weakest"] = path.weakest;
  return json;
}

}  // namespace

Json real_json(const app::App& app, const app::Overview& all) {
  Json json = Json::object();
  json["as_of"] = base::print_time(app.moment.at);
  json["contacts"] = all.contacts;
  json["real"] = all.real;
  json["slipping"] = all.slipping;
  json["people"] = list_json(app, all.list, all.list.size());
  return json;
}

Json slipping_json(const app::App& app, const app::Overview& all) {
  Json json = Json::object();
  json["as_of"] = base::print_time(app.moment.at);
  json["people"] = list_json(app, all.list, all.list.size());
  return json;
}

Json people_json(const app::App& app, const std::vector<app::Relation>& list, std::size_t most) {
  Json json = Json::object();
  json["total"] = list.size();
  json["people"] = list_json(app, list, most);
  return json;
}

Json person_json(const app::App& app, const app::Person& person, std::size_t most) {
  const std::vector<app::Item>& items = person.items;
  Json json = relation_json(app, person.relation);
  json["facts"] = facts_json(person.facts);
  Json& timeline = json["timeline"] = Json::array();
  for (std::size_t i = items.size(); i-- > items.size() - std::min(most, items.size());) {
    Json one = item_json(app, items[i].seq, items[i].interaction, person.relation.person);
    if (items[i].answers != 0) one["answers"] = items[i].answers;
    timeline.push(std::move(one));
  }
  json["interactions"] = items.size();
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

Json today_json(const app::App& app, const std::vector<app::Card>& cards) {
  Json json = Json::object();
  json["as_of"] = base::print_time(app.moment.at);
  Json& list = json["cards"] = Json::array();
  for (const app::Card& card : cards) list.push(card_json(app, card));
  return json;
}

Json card_json(const app::App& app, const app::Card& card) {
  const identity::Number about = card.suggestion.about;
  Json json = Json::object();
  json["number"] = card.number;
  json["rule"] = card.suggestion.rule->name;
  json["id"] = app::id_of(app, about);
  json["name"] = app.state.people.name(about);
  json["handle"] = app.state.people.handle(about).text;
  json["reason"] = card.words.reason;
  json["subject"] = card.words.subject;
  json["first_line"] = card.words.first_line;
  Json& entries = json["entries"] = Json::array();
  for (const std::uint64_t seq : card.suggestion.entries) entries.push(seq);
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
