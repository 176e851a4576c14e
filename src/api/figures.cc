// Figures: the numbers of the first screen and the lists that they open to, the channels, the mirror.
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

base::Result<net::Response> channels(const Call& call) {
  TRY(const app::Channels channels, app::channels(call.app));
  return json_response(channels_json(channels));
}

base::Result<net::Response> mirror(const Call& call) {
  TRY(const app::Mirror mirror, app::mirror(call.app));
  return json_response(mirror_json(call.app, mirror));
}

}  // namespace api
