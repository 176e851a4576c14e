// Names: which of several a person is called by, and finding people by any part of one.
// Shape:  a search has words; each must begin or lie in some word of the person's names or handles,
//         without regard to case and accents. The better matches come first; ties by name, then
//         handle.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "identity/directory.h"

namespace identity {

// "ADA BRENNER", "Ada Brenner" and "ada": the second. Empty where there is none.
std::string best_name(const std::vector<std::string>& names);

struct Match {
  Number person = kNobody;
  int quality = 0;  // 3 the whole name or handle, 2 every word begins one, 1 a part of one
};

std::vector<Match> search(const Directory& directory, std::string_view words);

}  // namespace identity
