// Records drafts: what an importer read becomes facts, each at most once.
// Shape:  a draft whose key is known is joined with what is there: the same again is a duplicate, a
//         copy that knew more is an update. Whoever was forgotten is not brought back by an old
//         file.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "app/commit.h"
#include "importers/draft.h"

namespace app {

enum class Outcome { kImported, kUpdated, kDuplicate, kFuture };

// One outcome a draft, in order. Pure but for what `known` looks up.
base::Result<Facts> record_drafts(const Known& known, std::span<const importers::Read> drafts,
                                  std::vector<Outcome>& outcomes);

}  // namespace app
