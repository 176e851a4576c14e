// Names: which of several a person is called by.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace identity {

// "ADA BRENNER", "Ada Brenner" and "ada": the second. Empty where there is none.
std::string_view best_name(const std::vector<std::string_view>& names);

}  // namespace identity
