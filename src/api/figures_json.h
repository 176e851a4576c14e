// Figures as JSON: the numbers of the first screen, the channels, the mirror.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "api/json.h"
#include "app/channels.h"
#include "app/count.h"
#include "app/mirror.h"

namespace api {

formats::Json count_json(const app::App& app, const app::Count& count);
formats::Json owed_json(const app::App& app, const std::vector<app::Owed>& all);
formats::Json channels_json(const app::Channels& channels);
formats::Json mirror_json(const app::App& app, const app::Mirror& mirror);

}  // namespace api
