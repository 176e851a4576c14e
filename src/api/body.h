// Body: what a request carries, held to what its route takes before any handler sees it.
// Errors: kInvalid with the member or parameter and what it takes.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "api/route.h"

namespace api {

// Its JSON; null where the route takes none. The parameters are checked, too.
base::Result<formats::Json> body_of(const Route& route, const net::Request& request);

// "band since limit" names the parameter?
bool takes_parameter(const Route& route, std::string_view name);

}  // namespace api
