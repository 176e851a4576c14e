// Finds the one person that a name means, or says which ones it could be.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/app.h"

namespace app {

struct Found {
  identity::Number person = identity::kNobody;  // kNobody: choose from candidates
  std::vector<identity::Number> candidates;     // the nearest ties first, then by match
};

// One whole name or address wins; else the only match wins. kNotFound where nothing matches.
base::Result<Found> find_person(const App& app, std::string_view name);

}  // namespace app
