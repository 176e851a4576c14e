// Moment: the time a query is about, chosen from the book and the clock.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>

#include "app/app.h"

namespace app {
Moment moment_of(const State& state, std::optional<base::Time> as_of, base::Time now);
}  // namespace app
