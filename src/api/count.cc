// The numbers of the first screen, and the lists that they open to.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/count.h"

#include "api/figures_json.h"
#include "api/problem.h"
#include "api/route.h"

namespace api {

base::Result<net::Response> count(const Call& call) {
  TRY(const app::Count count, app::count(call.app));
  return json_response(count_json(call.app, count));
}

base::Result<net::Response> owed(const Call& call) {
  TRY(const std::vector<app::Owed> all, app::owed(call.app));
  return json_response(owed_json(call.app, all));
}

}  // namespace api
