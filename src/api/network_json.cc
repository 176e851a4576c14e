// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/network_json.h"

namespace api {

using formats::Json;

Json introductions_json(const app::App& app, const std::vector<app::Proposed>& all) {
  Json list = Json::array();
  for (const app::Proposed& p : all) {
    Json one = person_ref(app, p.introduction.who);
    one["via"] = person_ref(app, p.introduction.broker);
    one["brokers"] = p.introduction.brokers;
    one["score"] = p.introduction.score;
    one["reason"] = p.reason;
    list.push(std::move(one));
  }
  return list;
}

Json met_json(const app::App& app, const app::MetAnswer& met) {
  Json json = Json::object();
  json["id"] = app::id_of(app, met.person);
  json["name"] = app.state.people.name(met.person);
  json["new"] = met.fresh;
  json["entry"] = met.entry;
  Json& said = json["said"] = Json::array();
  for (const std::string& one : met.said) said.push(one);
  json["introductions"] = introductions_json(app, met.introductions);
  return json;
}

}  // namespace api
