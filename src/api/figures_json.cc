// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/figures_json.h"

namespace api {

using formats::Json;

namespace {

Json or_null(const std::optional<double>& x) { return x ? Json(*x) : Json(); }

Json reflection_json(const app::Reflection& reflection) {
  Json json = Json::object();
  json["value"] = or_null(reflection.value);
  json["of"] = reflection.of;
  Json& counts = json["counts"] = Json::object();
  for (const auto& [name, count] : reflection.counts) counts[name] = count;
  if (reflection.before) json["before"] = *reflection.before;
  return json;
}

}  // namespace

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

Json channels_json(const app::Channels& channels) {
  Json json = Json::object();
  Json& list = json["channels"] = Json::array();
  for (const app::ChannelUse& use : channels.list) {
    Json& one = list.push(Json::object());
    one["channel"] = model::word(use.channel);
    one["real_ties"] = use.real_ties;
    one["sent"] = use.sent;
    one["answered"] = use.answered;
    one["median_answer_hours"] = or_null(use.median_answer_hours);
    Json& months = one["per_month"] = Json::array();
    for (const app::ChannelUse::Month& m : use.months) {
      Json& month = months.push(Json::object());
      month["month"] = m.month;
      month["from_you"] = m.from_you;
      month["from_them"] = m.from_them;
    }
  }
  Json& hours = json["hours"] = Json::array();
  for (const std::uint64_t n : channels.hours) hours.push(n);
  return json;
}

Json mirror_json(const app::App& app, const app::Mirror& mirror) {
  Json json = Json::object();
  json["as_of"] = base::print_time(app.moment.at);
  json["generous"] = reflection_json(mirror.generous);
  json["other_centred"] = reflection_json(mirror.other_centred);
  json["helpful"] = reflection_json(mirror.helpful);
  return json;
}

}  // namespace api
