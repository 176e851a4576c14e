// Machine: how the member's referral machine turns, from all that the book knows.
// Cost:   one look at every exchange, at every one-to-one and answer.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/app.h"
#include "exchange/gauge.h"

namespace app {

exchange::Gauge machine(const App& app);

}  // namespace app
