// Responses: JSON, and problems as RFC 9457 wants them.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "formats/json.h"
#include "net/message.h"

namespace api {

net::Response json_response(const formats::Json& json);
int status_of(base::Code code);
// `id`: finds the line of the log that says more; empty: there is none.
net::Response problem(int status, std::string_view detail, std::string_view id = {});
// The member is to prove again who they are: POST /api/v1/session/confirm.
net::Response confirm_problem();
// To a write: the entry by which it can be taken back; 0: nothing was to be recorded. More members
// may stand beside it.
net::Response written(std::uint64_t entry, formats::Json more = formats::Json::object());
net::Response nothing();  // 204

}  // namespace api
