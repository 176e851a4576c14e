// Interactions of a made data set, in memory.
// Shape:  DIR/interactions.bin, rows {u32 from, to, at_s; u32 of no interest}; or else
//         DIR/interactions.csv with the columns id,src,dst,ts,….
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "base/flat_array.h"
#include "clocks.h"

namespace lab {

struct Interaction {
  std::uint32_t from = 0, to = 0, at_s = 0, kind = 0;
};
base::FlatArray<Interaction> read_interactions(const std::string& folder);  // empty: none there

}  // namespace lab
