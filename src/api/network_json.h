// What the network answers, as JSON: introductions, and what a meeting led to.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "api/json.h"
#include "app/introductions.h"
#include "app/met.h"

namespace api {

formats::Json introductions_json(const app::App& app, const std::vector<app::Proposed>& all);
formats::Json met_json(const app::App& app, const app::MetAnswer& met);

}  // namespace api
