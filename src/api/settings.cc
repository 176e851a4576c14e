// Settings: read and changed whole, by whoever saw the newest.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/settings.h"

#include <functional>

#include "api/open_book.h"
#include "api/problem.h"
#include "api/route.h"
#include "net/negotiation.h"

namespace api {
namespace {

using formats::Json;

Json settings_json(const app::Settings& s) {
  Json json = Json::object();
  json["region"] = s.region;
  return json;
}

Json filters_json(const app::Settings& s) {
  Json json = Json::object();
  Json& list = json["filters"] = Json::array();
  for (const app::SavedSearch& one : s.searches) {
    Json& to = list.push(Json::object());
    to["name"] = one.name;
    to["q"] = one.q;
    to["band"] = one.band;
    to["tag"] = one.tag;
    to["since"] = one.since;
  }
  return json;
}

using Print = Json (*)(const app::Settings&);

net::Response shown(const Json& json) { return json_response(json); }

// One change at a time, on what whoever asks for it saw: else the other's would be lost.
base::Result<net::Response> change(const Call& call, Print print,
                                   const std::function<void(app::Settings&)>& edit) {
  const std::lock_guard one_at_a_time(call.book.editing);
  TRY(app::Settings settings, app::read_settings(call.app.folder));
  const std::string* seen = call.request.header("If-Match");
  if (seen == nullptr) return problem(428, "say by If-Match which version you saw");
  if (*seen != net::etag_of(shown(print(settings)).body))
    return problem(412, "somebody changed this meanwhile: look again");
  edit(settings);
  TRY_DO(app::change_settings(call.app, settings));
  ++call.book.edits;
  net::Response response = shown(print(settings));
  response.headers.push_back({"ETag", net::etag_of(response.body)});
  return response;
}

}  // namespace

base::Result<net::Response> settings(const Call& call) {
  TRY(const app::Settings all, app::read_settings(call.app.folder));
  return shown(settings_json(all));
}

base::Result<net::Response> change_settings(const Call& call) {
  return change(call, settings_json,
                [&](app::Settings& s) { s.region = formats::text_in(call.body, "region"); });
}

base::Result<net::Response> filters(const Call& call) {
  TRY(const app::Settings all, app::read_settings(call.app.folder));
  return shown(filters_json(all));
}

base::Result<net::Response> change_filters(const Call& call) {
  return change(call, filters_json, [&](app::Settings& s) {
    s.searches.clear();
    for (const Json& one : *call.body.find("filters")->as_array()) {
      s.searches.push_back({formats::text_in(one, "name"), formats::text_in(one, "q"),
                            formats::text_in(one, "band"), formats::text_in(one, "tag"),
                            formats::text_in(one, "since")});
    }
  });
}

}  // namespace api
