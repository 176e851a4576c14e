// Mirror: how generous, other-centred and helpful the owner was in the year before the moment, from
// their own record alone, and shown to nobody else.
// Shape:  each value is a mean of shares in [0, 1] of counts that are given with it; a share of nothing
//         is left out, and where no share is left there is no value. `before`: of the year before that.
// Errors: kInvalid while the book does not know its owner.
// Cost:   that of own_words().
// Source: docs/mirror.md.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/app.h"

namespace app {

struct Reflection {
  std::optional<double> value, before;
  const char* of = "";  // what was counted, in words
  std::vector<std::pair<const char*, std::uint64_t>> counts;
};
struct Mirror {
  Reflection generous, other_centred, helpful;
};
base::Result<Mirror> mirror(App& app);

}  // namespace app
