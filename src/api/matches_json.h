// Matches as JSON: who could help, and whom somebody could help, each with what fits and why.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "api/json.h"
#include "app/matches.h"

namespace api {

formats::Json matches_json(const app::App& app, const app::PersonMatches& all);

}  // namespace api
