// Keeping: how the owner keeps in touch with each, as was said last.
// Cost:   one reading of what the owner said.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <unordered_map>

#include "identity/directory.h"
#include "identity/profiles.h"

namespace suggest {

// By person; who is not there was never spoken of.
std::unordered_map<identity::Number, model::Keeping> keepings(const identity::Directory& people,
                                                              const identity::Profiles& profiles);

}  // namespace suggest
