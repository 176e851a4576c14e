// What the coach says of a draft, as JSON: the same over HTTP and with --json on the command line.
// Unit:   "begin" and "end" count UTF-16 units of the text, as a page does; both 0: nowhere in
//         particular. "quote" is what stands there.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "composer/coach.h"
#include "formats/json.h"

namespace api {

formats::Json coach_json(const composer::Draft& draft);

}  // namespace api
