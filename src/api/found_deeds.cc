// What letters show of deeds, and what the member says to it.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/found_deeds.h"

#include "api/exchanges_json.h"
#include "api/problem.h"
#include "api/route.h"

namespace api {

base::Result<net::Response> found_deeds(const Call& call) {
  TRY(const std::vector<app::FoundDeed> found, app::found_deeds(call.app));
  return json_response(found_deeds_json(call.app, found));
}

base::Result<net::Response> answer_found_deed(const Call& call) {
  model::DeedSize size = model::DeedSize::kReal;
  model::read_word(call.text("size"), size);
  if (*call.body.find("so")->as_bool()) {
    TRY_DO(app::confirm_deed(call.app, call.named.front(), size));
  } else {
    TRY_DO(app::refuse_deed(call.app, call.named.front()));
  }
  return written(call.entry());
}

}  // namespace api
