// Ideal card: who is a good referral for the member, in versions, and how well what came under each
// fitted.
// Errors: kInvalid for a card that says nothing.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "app/app.h"

namespace app {

base::Result<void> write_ideal_card(App& app, model::IdealCard card);
struct IdealVersion {
  model::IdealCard card;
  std::uint32_t ended = 0, fit = 0;  // referrals received while it held, and not a poor fit
};
std::vector<IdealVersion> ideal_card(const App& app);  // the last holds

}  // namespace app
