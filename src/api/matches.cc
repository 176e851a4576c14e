// Who fits: a need against what people do, and all that somebody needs and does against everybody.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/matches_json.h"
#include "api/problem.h"
#include "api/route.h"
#include "app/find_person.h"

namespace api {
namespace {

using formats::Json;

constexpr std::size_t kMost = 3;
constexpr std::size_t kLongestNeed = 2000;

Json fits_json(const app::App& app, const std::vector<app::Fit>& fits) {
  Json list = Json::array();
  for (const app::Fit& fit : fits) {
    Json one = person_ref(app, fit.person);
    one["need"] = app::what_of(fit.need);
    one["offer"] = app::what_of(fit.offer);
    one["band"] = match::name_of(fit.band);
    one["reason"] = fit.reason;
    list.push(std::move(one));
  }
  return list;
}

}  // namespace

Json matches_json(const app::App& app, const app::PersonMatches& all) {
  Json json = Json::object();
  json["helpers"] = fits_json(app, all.helpers);
  json["helped"] = fits_json(app, all.helped);
  return json;
}

base::Result<net::Response> matches(const Call& call) {
  const std::string* need = call.request.parameter("need");
  if (need == nullptr || need->empty() || need->size() > kLongestNeed)
    return base::fail(base::Code::kInvalid, "need: takes what is needed, in a few words");
  return json_response(matches_json(call.app, {app::who_helps(call.app, *need, {kMost, {}}), {}}));
}

base::Result<net::Response> matches_of_person(const Call& call) {
  TRY(const identity::Number person, app::find_by_id(call.app, call.named.front()));
  return json_response(matches_json(call.app, app::matches_of(call.app, person, {kMost, {}})));
}

}  // namespace api
