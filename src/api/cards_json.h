// Cards as JSON, with what a page needs to act on one.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/json.h"
#include "app/today.h"

namespace api {

formats::Json today_json(const app::App& app, const std::vector<app::Card>& cards);
formats::Json card_json(const app::App& app, const app::Card& card);
// "mailto:ada@brenner.example?subject=…&body=…"; empty where the person has no mail address.
std::string mailto(const app::App& app, const app::Card& card);

}  // namespace api
