// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/person_json.h"

#include "app/still_so.h"

#include <algorithm>

namespace api {
namespace {

using formats::Json;

Json facts_json(const app::App& app, const std::vector<app::StatedFact>& facts) {
  Json list = Json::array();
  for (const app::StatedFact& f : facts) {
    Json& one = list.push(Json::object());
    one["entry"] = f.seq;
    one["kind"] = model::word(f.statement.kind);
    one["value"] = f.statement.value;
    if (!f.statement.detail.empty()) one["detail"] = f.statement.detail;
    if (f.when != base::Time{}) one["when"] = base::print_time(f.when);
    one["source"] = f.source;
    one["holds"] = f.holds;
    if (app::is_aged(app, f)) one["aged"] = true;
  }
  return list;
}

Json identities_json(const app::App& app, identity::Number person) {
  const identity::Directory& people = app.state.people;
  Json list = Json::array();
  for (const identity::Number n : people.identities_of(person)) {
    Json& one = list.push(Json::object());
    one["handle"] = people.at(n).handle.text;
    one["kind"] = model::word(people.at(n).handle.kind);
    if (!people.at(n).names.empty()) one["name"] = people.at(n).names.front();
  }
  return list;
}

Json items_json(const app::App& app, std::span<const app::Item> items, identity::Number person) {
  Json list = Json::array();
  for (const app::Item& item : items) {
    Json one = item_json(app, item.seq, item.interaction, person);
    if (item.answers != 0) one["answers"] = item.answers;
    list.push(std::move(one));
  }
  return list;
}

}  // namespace

Json people_json(const app::App& app, const app::People& found, std::size_t most) {
  const std::size_t count = std::min(most, found.list.size() - found.from);
  const auto page = std::span(found.list).subspan(found.from, count);
  Json json = Json::object();
  json["total"] = found.list.size();
  json["people"] = relations_json(app, app::relations_of(app, page));
  if (found.from + count < found.list.size() && count > 0)
    json["next"] = app::id_of(app, page.back());
  return json;
}

Json person_json(const app::App& app, const app::Person& person, std::size_t most) {
  Json json = relation_json(app, person.relation);
  json["facts"] = facts_json(app, person.facts);
  Json& tags = json["tags"] = Json::array();
  for (const std::string& tag : person.tags) tags.push(tag);
  json["keeping"] = person.keeping ? Json(model::word(*person.keeping)) : Json();
  json["identities"] = identities_json(app, person.relation.person);
  Json& merged = json["merged"] = Json::array();
  for (const app::Judgement& judgement : person.judgements) {
    Json& one = merged.push(Json::object());
    one["entry"] = judgement.seq;
    one["text"] = judgement.text;
  }
  std::vector<app::Item> newest(
      person.items.rbegin(),
      person.items.rbegin() + static_cast<std::ptrdiff_t>(std::min(most, person.items.size())));
  json["timeline"] = items_json(app, newest, person.relation.person);
  json["interactions"] = person.items.size();
  return json;
}

Json timeline_json(const app::App& app, identity::Number person, const app::Timeline& timeline) {
  Json json = Json::object();
  json["items"] = items_json(app, timeline.items, person);
  if (timeline.next != 0) json["next"] = std::to_string(timeline.next);
  return json;
}

Json tags_json(const std::vector<app::Tag>& tags) {
  Json json = Json::object();
  Json& list = json["tags"] = Json::array();
  for (const app::Tag& tag : tags) {
    Json& one = list.push(Json::object());
    one["name"] = tag.name;
    one["people"] = tag.people;
  }
  return json;
}

}  // namespace api
