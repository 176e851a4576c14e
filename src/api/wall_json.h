// The wall as JSON: the same over HTTP and with --json on the command line.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/wall.h"
#include "formats/json.h"

namespace api {

formats::Json wall_json(const app::App& app, const app::Wall& wall, std::size_t most);

}  // namespace api
