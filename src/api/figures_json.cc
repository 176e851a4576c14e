// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/figures_json.h"

namespace api {

using formats::Json;

Json count_json(const app::App& app, const app::Count& count) {
  Json json = Json::object();
  json["as_of"] = base::print_time(app.moment.at);
  json["connections"] = count.connections;
  json["contacts"] = count.contacts;
  json["real"] = count.real;
  json["slipping"] = count.slipping;
  json["owed"] = count.owed;
  json["interactions"] = count.interactions;
  json["archive"] = app.moment.archive;
  return json;
}

Json owed_json(const app::App& app, const std::vector<app::Owed>& all) {
  Json json = Json::object();
  json["as_of"] = base::print_time(app.moment.at);
  Json& list = json["people"] = Json::array();
  for (const app::Owed& owed : all) {
    Json one = relation_json(app, owed.relation);
    one["reason"] = owed.reason;
    list.push(std::move(one));
  }
  return json;
}

}  // namespace api
