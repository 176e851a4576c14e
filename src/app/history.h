// History: the recorded interactions of one person, or by their numbers, read from the ledger.
// Order:  by time, the oldest first. Copies that a later join replaced, and erased ones, are left
//         out.
// Cost:   one look-up in the index and a read an interaction.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "app/app.h"

namespace app {

struct Item {
  std::uint64_t seq = 0;
  model::Interaction interaction;
  std::uint64_t answers = 0;  // the entry of the letter that this one replies to; 0: none here
};

base::Result<std::vector<Item>> history_of(App& app, identity::Number person,
                                           store::WithText with_text);
base::Result<std::vector<Item>> read_items(App& app, std::span<const std::uint64_t> seqs,
                                           store::WithText with_text);

}  // namespace app
