// Sources of the evaluator of who is who: each file's records, and the key by which it knows them.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "identity/match.h"

namespace lab {

struct KeyedRecord {
  std::string source, key;
  identity::MatchRecord shows;
};

std::vector<KeyedRecord> read_people_sources(const std::string& folder);

}  // namespace lab
