// Why: what a tie is made of: five factors that add up to its score, and the dated items that add
// up to its memory; and for each item what the score would be without it, exactly as forgetting it
// would leave it.
// Cost:   one pass over the ledger, and one over all contacts an item asked "without this".
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "app/relations.h"
#include "graph/explain.h"
#include "model/interaction.h"

namespace app {

struct MemoryItem {
  std::uint64_t seq = 0;
  model::Interaction interaction;
  double to_me = 0, to_them = 0;  // its share of the memory in either direction
  std::optional<double> without;  // the probability without it; for the weightiest items
};

struct Why {
  Relation relation;
  graph::FactorReport factors;
  double memory_to_me = 0, memory_to_them = 0;  // the sums of all items' shares
  std::vector<MemoryItem> items;                // the weightiest first
};

base::Result<Why> why(App& app, identity::Number person, std::size_t foretell);

}  // namespace app
