// Exchanges as JSON, for the API and for --json.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "app/exchanges.h"
#include "app/found_deeds.h"
#include "app/give_and_take.h"
#include "app/ideal_card.h"
#include "exchange/gate.h"
#include "exchange/gauge.h"
#include "formats/json.h"

namespace api {

formats::Json exchange_json(const app::App& app, const exchange::Course& course);
formats::Json exchanges_json(const app::App& app, const app::Exchanges& found, std::size_t most);
formats::Json give_and_take_json(const app::App& app, const app::WithSomebody& with);
formats::Json circle_json(const app::App& app, const app::Circle& circle);
formats::Json found_deeds_json(const app::App& app, const std::vector<app::FoundDeed>& found);
formats::Json verdict_json(const exchange::Verdict& verdict);
formats::Json gauge_json(const exchange::Gauge& gauge);
formats::Json ideal_card_json(const std::vector<app::IdealVersion>& versions);

}  // namespace api
