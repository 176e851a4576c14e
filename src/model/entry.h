// Entry: one line of the ledger: a fact and its number.
// Order:  by seq, never by clock.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "model/fact.h"

namespace model {

using EntryId = base::Id<struct EntryTag>;

// The id is the hash of the source's own key, or fresh for a decision.
struct Entry {
  EntryId id;
  Fact fact;
  std::uint64_t seq = 0;
};

using NewEntry = Entry;  // what is to be appended, which gives it its number

}  // namespace model
