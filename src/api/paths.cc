// Paths from the owner, or somebody else, to a person, a company, a skill.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "api/json.h"
#include "api/problem.h"
#include "api/route.h"
#include "app/facts.h"
#include "app/find_person.h"
#include "app/network.h"

namespace api {
namespace {

// Names and groups are looked for among all people.
base::Failure takes_longer() { return base::fail(base::Code::kUnavailable, ""); }

base::Result<identity::Number> one_person(const Call& call, const std::string& text) {
  if (const auto by_id = app::find_by_id(call.app, text)) return *by_id;
  if (call.at_once) return takes_longer();
  TRY(const app::Found found, app::find_person(call.app, text));
  if (found.person != identity::kNobody) return found.person;
  return base::fail(base::Code::kConflict,
                    "this could be several people: /api/v1/people?q= gives their ids");
}

// One person, or everybody at a company or with a skill; those who are both, where both are said.
base::Result<std::vector<identity::Number>> goals_of(const Call& call) {
  const auto given = [&](const char* name) {
    const std::string* text = call.request.parameter(name);
    return text == nullptr || text->empty() ? nullptr : text;
  };
  std::vector<identity::Number> goals;
  if (const std::string* to = given("to")) {
    TRY(goals.emplace_back(), one_person(call, *to));
    return goals;
  }
  const std::string *company = given("company"), *skill = given("skill");
  if (company == nullptr && skill == nullptr) {
    return base::fail(base::Code::kInvalid,
                      "to whom? to takes an id, or a name; or say a company or a skill");
  }
  if (call.at_once) return takes_longer();
  if (company != nullptr) goals = app::people_at(call.app, *company);
  if (skill != nullptr) {
    std::vector<identity::Number> able = app::people_with_skill(call.app, *skill);
    if (company != nullptr)
      std::erase_if(able, [&](identity::Number n) {
        return !std::binary_search(goals.begin(), goals.end(), n);
      });
    goals = std::move(able);
  }
  return goals;
}

}  // namespace

base::Result<net::Response> paths(const Call& call) {
  TRY(identity::Number from, app::owner_of(call.app));
  if (const std::string* who = call.request.parameter("from"); who != nullptr && !who->empty()) {
    TRY(from, one_person(call, *who));
  }
  TRY(std::vector<identity::Number> goals, goals_of(call));
  const std::string* to = call.request.parameter("to");
  if (std::erase(goals, from) > 0 && goals.empty() && to != nullptr)
    return base::fail(base::Code::kInvalid, "a path leads from one person to another");
  if (goals.empty()) return json_response(paths_json(call.app, {}));
  if (call.at_once) {
    const auto found = app::paths_at_once(call.app, from, goals[0]);
    if (!found) return takes_longer();
    return json_response(paths_json(call.app, *found));
  }
  return json_response(paths_json(call.app, app::paths(call.app, from, goals)));
}

}  // namespace api
