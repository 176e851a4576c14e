// Who is who: whose book it is, who is one person, and what is taken back.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/who_is_who.h"

#include <algorithm>

#include "api/problem.h"
#include "api/route.h"
#include "app/owner.h"
#include "app/person.h"
#include "base/text.h"

namespace api {
namespace {

using formats::Json;

constexpr std::size_t kCandidates = 8;

std::vector<std::string> texts(const Json* list) {
  std::vector<std::string> all;
  if (list == nullptr) return all;
  for (const Json& one : *list->as_array()) all.push_back(*one.as_string());
  return all;
}

base::Result<std::pair<identity::Number, identity::Number>> two(const Call& call, const Json& ids) {
  TRY(const identity::Number a, app::find_by_id(call.app, *ids.as_array()->at(0).as_string()));
  TRY(const identity::Number b, app::find_by_id(call.app, *ids.as_array()->at(1).as_string()));
  return std::pair(a, b);
}

// These handles of one person are somebody else's.
base::Result<void> split(const Call& call, const std::vector<std::string>& handles) {
  const identity::Directory& people = call.app.state.people;
  std::vector<identity::Number> these;
  for (identity::Number n = 0; n < people.size() && these.size() < handles.size(); ++n) {
    if (std::find(handles.begin(), handles.end(), people.at(n).handle.text) != handles.end())
      these.push_back(n);
  }
  if (these.size() != handles.size())
    return base::fail(base::Code::kNotFound, "one of these addresses is nobody's");
  const identity::Number person = people.person_of(these.front());
  std::vector<identity::Number> those;
  for (const identity::Number n : people.identities_of(person)) {
    if (std::find(these.begin(), these.end(), n) == these.end()) those.push_back(n);
  }
  if (!std::all_of(these.begin(), these.end(),
                   [&](identity::Number n) { return people.person_of(n) == person; }))
    return base::fail(base::Code::kInvalid, "these addresses are of several people");
  return app::split(call.app, these, those);
}

}  // namespace

base::Result<net::Response> me(const Call& call) {
  const identity::Directory& people = call.app.state.people;
  Json json = Json::object();
  Json& handles = json["handles"] = Json::array();
  for (const model::IdentityId& id : people.owner_identities()) {
    if (const auto n = people.find(id)) handles.push(people.at(*n).handle.text);
  }
  TRY(const auto candidates, app::propose_owner(call.app, kCandidates));
  Json& list = json["candidates"] = Json::array();
  for (const app::OwnerCandidate& c : candidates) {
    Json& one = list.push(Json::object());
    one["handle"] = people.at(c.identity).handle.text;
    one["name"] = people.name(people.person_of(c.identity));
    one["sent"] = c.sent;
    one["received"] = c.received;
    one["likely"] = c.likely;
  }
  return json_response(json);
}

base::Result<net::Response> name_me(const Call& call) {
  TRY_DO(app::name_owner(call.app, texts(call.body.find("handles"))));
  return written(call.entry());
}

base::Result<net::Response> judge(const Call& call) {
  if (const Json* same = call.body.find("same")) {
    TRY(const auto both, two(call, *same));
    TRY_DO(app::merge(call.app, both.first, both.second));
  } else if (const Json* apart = call.body.find("apart")) {
    TRY(const auto both, two(call, *apart));
    TRY_DO(app::keep_apart(call.app, both.first, both.second));
  } else {
    TRY_DO(split(call, texts(call.body.find("split"))));
  }
  return written(call.entry());
}

base::Result<net::Response> undo(const Call& call) {
  std::optional<std::uint64_t> entry;
  if (const Json* number = call.body.find("entry"))
    entry = static_cast<std::uint64_t>(*number->as_int());
  TRY(const app::Undoing undone, app::undo(call.app, entry));
  Json json = Json::object();
  json["undid"] = undone.seq;
  return written(call.entry(), std::move(json));
}

}  // namespace api
