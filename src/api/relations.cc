// The owner's ties as lists.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/json.h"
#include "api/problem.h"
#include "api/route.h"

namespace api {

base::Result<net::Response> real(const Call& call) {
  TRY(const app::Overview all, app::real(call.app));
  return json_response(real_json(call.app, all));
}

base::Result<net::Response> slipping(const Call& call) {
  TRY(const app::Overview all, app::slipping(call.app));
  return json_response(slipping_json(call.app, all));
}

}  // namespace api
