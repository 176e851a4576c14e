// Gate: whether something may be asked of somebody now, and if not, why.
// Shape:  beside where the two stand it counts the asks of the last ninety days that read alike.
// Cost:   one look at all deeds and exchanges; the words of each ask of these days.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

#include "app/app.h"
#include "exchange/gate.h"

namespace app {

// `message`: what would be sent.
exchange::Verdict gate(const App& app, identity::Number person, std::string_view message);

}  // namespace app
