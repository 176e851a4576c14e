// Entry: one line of the ledger: a fact, its number, and when it was recorded here.
// Order:  by seq, never by clock.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "base/time.h"
#include "model/fact.h"

namespace model {

using EntryId = base::Id<struct EntryTag>;

struct Entry {
  std::uint64_t seq = 0;
  EntryId id;
  base::Time recorded_at{};
  Fact fact;
};

// What is to be appended: the id is the hash of the source's own key, or fresh for a decision.
struct NewEntry {
  EntryId id;
  Fact fact;
};

}  // namespace model
