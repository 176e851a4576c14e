// Somebody was met: the one box after a meeting.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/met.h"

#include "api/network_json.h"
#include "api/open_book.h"
#include "api/problem.h"
#include "api/route.h"

namespace api {
namespace {

constexpr std::size_t kMostCandidates = 9;

// 409, with whom the name could mean.
net::Response ask_which(const Call& call, const std::vector<identity::Number>& candidates) {
  formats::Json list = formats::Json::array();
  for (const identity::Number n : candidates) {
    if (list.as_array()->size() == kMostCandidates) break;
    formats::Json one = formats::Json::object();
    one["id"] = app::id_of(call.app, n);
    one["name"] = call.app.state.people.name(n);
    formats::Json& handles = one["handles"] = formats::Json::array();
    for (const identity::Number i : call.app.state.people.identities_of(n))
      handles.push(call.app.state.people.at(i).handle.text);
    list.push(std::move(one));
  }
  net::Response response = problem(409, "this could be several people: say which");
  auto json = formats::parse_json(response.body);  // our own
  if (json) {
    (*json)["candidates"] = std::move(list);
    response.body = formats::print_json(*json) + "\n";
  }
  return response;
}

}  // namespace

base::Result<net::Response> met(const Call& call) {
  app::MeetSomeone meeting;
  if (call.body.find("person") != nullptr) {
    TRY(meeting.person, app::find_by_id(call.app, call.text("person")));
  }
  meeting.name = call.text("name");
  const formats::Json* fresh = call.body.find("new");
  meeting.fresh = fresh != nullptr && *fresh->as_bool();
  meeting.text = call.text("text");
  meeting.note = call.text("note");
  meeting.kind = call.text("kind") == "call" ? model::Kind::kCall : model::Kind::kMeeting;
  meeting.at = call.book.now();
  if (const std::string& at = call.text("at"); !at.empty()) {
    const auto time = base::parse_time(at);
    if (!time) return base::fail(base::Code::kInvalid, "at: takes a time such as 2026-03-01");
    meeting.at = *time;
  }
  TRY(const app::MetAnswer met, app::met_someone(call.app, meeting));
  if (!met.candidates.empty()) return ask_which(call, met.candidates);
  return json_response(met_json(call.app, met));
}

}  // namespace api
