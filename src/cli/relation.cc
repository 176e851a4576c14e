// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/relation.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "suggest/wording.h"

namespace cli {

formats::Json json_of(const app::App& app, const app::Relation& r) {
  const identity::Directory& people = app.state.people;
  formats::Json json = formats::Json::object();
  json["name"] = people.name(r.person);
  formats::Json& handles = json["handles"] = formats::Json::array();
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

std::string ago(const app::App& app, const app::Relation& r) {
  const std::string span = base::print_ago(app.moment.at - r.last);
  return span == "today" ? span : span + " ago";
}

std::string usual_gap(const app::Relation& r) { return suggest::rhythm_of(r.usual_gap_days); }

std::string remark(const app::Relation& r) {
  if (r.dormant) return "rests";
  if (r.slipping) return "slipping";
  return r.rising ? "rising" : "";
}

std::string percent(double p) {
  if (p < .01) return "< 1 %";
  return fmt::format("{} %", std::lround(100 * p));
}

}  // namespace cli
