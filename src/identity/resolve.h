// Resolve: which identities are one person.
// Shape:  a pure function of what is known, the same in any order: equal numbers are one person.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "identity/directory.h"
#include "identity/profiles.h"

namespace identity {

// By identity number; the number of each group is that of its first member.
std::vector<Number> resolve_persons(const Directory& people, const Profiles& profiles);

}  // namespace identity
