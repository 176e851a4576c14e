// People: found by name and filters, one by id, what happened, what a tie is made of.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <charconv>

#include "api/network_json.h"
#include "api/person_json.h"
#include "api/problem.h"
#include "api/route.h"

namespace api {
namespace {

constexpr std::size_t kTimeline = 15, kForetold = 8;  // as the command line shows
constexpr std::size_t kIntroductions = 10;

base::Result<app::PeopleFilter> filter_of(const Call& call) {
  app::PeopleFilter filter;
  filter.words = call.parameter("q");
  filter.band = call.parameter("band");
  filter.tag = call.parameter("tag");
  filter.company = call.parameter("company");
  if (const std::string since = call.parameter("since"); !since.empty()) {
    const auto time = base::parse_time(since);
    if (!time) return base::fail(base::Code::kInvalid, "since takes a date such as 2024-03-01");
    filter.since = *time;
  }
  return filter;
}

}  // namespace

base::Result<net::Response> people(const Call& call) {
  TRY(const app::PeopleFilter filter, filter_of(call));
  TRY(const app::People found, app::people(call.app, filter, call.parameter("cursor")));
  return json_response(people_json(call.app, found, call.limit()));
}

base::Result<net::Response> person(const Call& call) {
  TRY(const identity::Number number, app::find_by_id(call.app, call.named.front()));
  TRY(const app::Person person, app::person(call.app, number, kTimeline));
  return json_response(person_json(call.app, person, kTimeline));
}

base::Result<net::Response> timeline(const Call& call) {
  TRY(const identity::Number number, app::find_by_id(call.app, call.named.front()));
  const std::string cursor = call.parameter("cursor");
  std::uint64_t before = 0;
  const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), before);
  if (!cursor.empty() && (error != std::errc{} || end != cursor.data() + cursor.size()))
    return base::fail(base::Code::kInvalid, "cursor: takes the `next` of the page before");
  TRY(const app::Timeline page, app::timeline(call.app, number, before, call.limit()));
  return json_response(timeline_json(call.app, number, page));
}

base::Result<net::Response> why(const Call& call) {
  TRY(const identity::Number number, app::find_by_id(call.app, call.named.front()));
  TRY(const app::Why why, app::why(call.app, number, kForetold));
  return json_response(why_json(call.app, why));
}

base::Result<net::Response> introductions(const Call& call) {
  TRY(const identity::Number number, app::find_by_id(call.app, call.named.front()));
  formats::Json json = formats::Json::object();
  json["introductions"] =
      introductions_json(call.app, app::propose_introductions(call.app, number, kIntroductions));
  return json_response(json);
}

base::Result<net::Response> add_somebody(const Call& call) {
  TRY(const identity::Number number, app::add_person(call.app, call.text("name")));
  formats::Json json = formats::Json::object();
  json["id"] = app::id_of(call.app, number);
  return json_response(json);
}

}  // namespace api
