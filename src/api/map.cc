// The owner's network, to be drawn.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/map.h"

#include <charconv>
#include <cmath>

#include "api/problem.h"
#include "api/route.h"
#include "app/person.h"

namespace api {
namespace {

using formats::Json;

constexpr std::size_t kUsual = 2000;

// Five digits are finer than any screen.
Json rounded(double x) { return Json(std::round(x * 1e5) / 1e5); }

Json people_of(const app::App& app, const app::Map& map) {
  Json list = Json::array();
  for (const app::Map::Person& p : map.people) {
    Json& one = list.push(Json::object());
    const bool you = p.person == app.state.people.owner();
    one["id"] = app::id_of(app, p.person);
    one["name"] = you ? "you" : app.state.people.name(p.person);
    one["x"] = rounded(p.place.x);
    one["y"] = rounded(p.place.y);
    // Who belongs to none stands beyond the last.
    one["group"] = p.group == app::Map::kNoGroup ? map.groups.size() : p.group;
    one["weight"] = rounded(p.weight);
    one["you"] = you;
  }
  return list;
}

Json map_json(const app::App& app, const app::Map& map) {
  Json json = Json::object();
  json["people"] = people_of(app, map);
  Json& ties = json["ties"] = Json::array();
  for (const app::Map::Tie& t : map.ties) {
    Json& one = ties.push(Json::array());
    one.push(t.a);
    one.push(t.b);
    one.push(rounded(t.strength));
    one.push(t.first_day);
    one.push(t.last_day);
  }
  Json& groups = json["groups"] = Json::array();
  for (std::size_t g = 0; g < map.groups.size(); ++g) {
    Json& one = groups.push(Json::object());
    one["group"] = g;
    one["people"] = map.groups[g].people;
    one["name"] = map.groups[g].name;
  }
  json["since"] = base::print_time(map.since);
  json["until"] = base::print_time(map.until);
  return json;
}

}  // namespace

base::Result<net::Response> map(const Call& call) {
  std::size_t most = kUsual;
  if (const std::string* text = call.request.parameter("most"))
    std::from_chars(text->data(), text->data() + text->size(), most);
  std::optional<base::Time> until;
  if (const std::string* text = call.request.parameter("until");
      text != nullptr && !text->empty()) {
    until = base::parse_time(*text);
    if (!until) return base::fail(base::Code::kInvalid, "until takes a date such as 2024-03-01");
  }
  TRY(const app::MapRef map, app::map(call.app, most, until));
  return json_response(map_json(call.app, *map));
}

}  // namespace api
