// Records drafts: what an importer read becomes facts, each at most once.
// Shape:  a draft whose key is known is joined with what is there: the same again is a duplicate, a
//         copy that knew more is an update. Whoever was forgotten is not brought back by an old
//         file.
// Cost:   one question to the ledger for the whole batch, and one look-up for each of its parties.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "app/commit.h"
#include "app/derive.h"

namespace app {

enum class Outcome { kImported, kUpdated, kDuplicate };

// One outcome a record, in order; takes the batch's facts. Pure but for what `known` looks up.
base::Result<Facts> record_drafts(const Known& known, Batch& batch, std::vector<Outcome>& outcomes);

}  // namespace app
