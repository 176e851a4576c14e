// Paths from the owner to somebody.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>

#include "api/json.h"
#include "api/problem.h"
#include "api/route.h"
#include "app/find_person.h"

namespace api {
namespace {

base::Result<identity::Number> goal_of(const Call& call) {
  const std::string* to = call.request.parameter("to");
  if (to == nullptr || to->empty())
    return base::fail(base::Code::kInvalid, "to whom? to takes an id, or a name");
  if (const auto by_id = app::find_by_id(call.app, *to)) return *by_id;
  TRY(const app::Found found, app::find_person(call.app, *to));
  if (found.person != identity::kNobody) return found.person;
  return base::fail(base::Code::kConflict,
                    "this could be several people: /api/v1/people?q= gives their ids");
}

}  // namespace

base::Result<net::Response> paths(const Call& call) {
  TRY(const identity::Number me, app::owner_of(call.app));
  TRY(const identity::Number goal, goal_of(call));
  if (goal == me)
    return base::fail(base::Code::kInvalid, "a path leads from one person to another");
  const std::array goals = {goal};
  return json_response(paths_json(call.app, app::paths(call.app, me, goals)));
}

}  // namespace api
