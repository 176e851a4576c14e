// Still so: what is known of somebody is said again, or holds no longer.
// Shape:  what is still so is said once more, with today's date: the older date stays in the record. What
//         is so no longer is taken back, as often as it was said.
// Errors: kNotFound where no such fact of theirs holds; kInvalid for one that a file says, not the owner.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/facts.h"

namespace app {

bool is_aged(const App& app, const StatedFact& fact);

// `fact`: its entry, as facts_of() tells it.
base::Result<void> still_so(App& app, identity::Number person, std::uint64_t fact, base::Time now);
base::Result<void> no_longer(App& app, identity::Number person, std::uint64_t fact);

}  // namespace app
