// People: found by name, one by id, and what a tie is made of.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <array>
#include <charconv>

#include "api/json.h"
#include "api/problem.h"
#include "api/route.h"

namespace api {
namespace {

constexpr std::size_t kUsual = 50, kMost = 200;
constexpr std::size_t kTimeline = 15, kForetold = 8;  // as the command line shows

base::Result<std::size_t> limit_of(const net::Request& request) {
  const std::string* text = request.parameter("limit");
  if (text == nullptr) return kUsual;
  std::size_t limit = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), limit);
  if (error != std::errc{} || end != text->data() + text->size() || limit == 0 || limit > kMost)
    return base::fail(base::Code::kInvalid, "limit takes a number from 1 to 200");
  return limit;
}

base::Result<app::PeopleFilter> filter_of(const net::Request& request) {
  app::PeopleFilter filter;
  if (const std::string* words = request.parameter("q")) filter.words = *words;
  if (const std::string* band = request.parameter("band")) {
    static constexpr std::array kBands = {"strong", "steady", "loose", "faint"};
    if (std::find(kBands.begin(), kBands.end(), *band) == kBands.end())
      return base::fail(base::Code::kInvalid, "band takes strong, steady, loose or faint");
    filter.band = *band;
  }
  if (const std::string* since = request.parameter("since")) {
    const auto time = base::parse_time(*since);
    if (!time) return base::fail(base::Code::kInvalid, "since takes a date such as 2024-03-01");
    filter.since = *time;
  }
  return filter;
}

}  // namespace

base::Result<net::Response> people(const Call& call) {
  TRY(const std::size_t limit, limit_of(call.request));
  TRY(const app::PeopleFilter filter, filter_of(call.request));
  TRY(const std::vector<app::Relation> list, app::people(call.app, filter));
  return json_response(people_json(call.app, list, limit));
}

base::Result<net::Response> person(const Call& call) {
  TRY(const identity::Number number, app::find_by_id(call.app, call.named.front()));
  TRY(const app::Person person, app::person(call.app, number));
  return json_response(person_json(call.app, person, kTimeline));
}

base::Result<net::Response> why(const Call& call) {
  TRY(const identity::Number number, app::find_by_id(call.app, call.named.front()));
  TRY(const app::Why why, app::why(call.app, number, kForetold));
  return json_response(why_json(call.app, why));
}

}  // namespace api
