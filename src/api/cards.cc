// The cards of today. A look deals no hand: the numbers that `rapport done` takes stay those that
// the command line showed.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/json.h"
#include "api/problem.h"
#include "api/route.h"

namespace api {

base::Result<net::Response> today(const Call& call) {
  TRY(const std::vector<app::Card> cards, app::today(call.app, false));
  return json_response(today_json(call.app, cards));
}

}  // namespace api
