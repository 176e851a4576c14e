// Dues: what is due in the owner's exchanges, as cards.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "suggest/suggestion.h"

namespace suggest {

// A card for each person to whom something of this kind is due, the one that is due longest.
void propose_due(const View& view, exchange::DueKind kind, const char* rule,
                 std::vector<Suggestion>& out);

// The name of whoever has this part in the exchange; "somebody" where that is not known any more.
std::string name_of(const View& view, const exchange::Course& course, exchange::Part part);

}  // namespace suggest
