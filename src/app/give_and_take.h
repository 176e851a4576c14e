// Give and take: what the member and each person did for each other, with the deed that proves it.
// Shape:  deeds that were said or imported, and those that exchanges are, in order of time.
// Cost:   one look at all deeds and exchanges.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/app.h"
#include "exchange/balance.h"

namespace app {

struct WithSomebody {
  identity::Number person = identity::kNobody;
  std::vector<model::Deed> deeds;  // the youngest last
  exchange::Standing standing;
};
WithSomebody give_and_take(const App& app, identity::Number person);

// Everybody with whom there was a deed, or those of one side: the two-directional circle, the largest
// balance, either way, first. `after`: the person with whom the page before ended.
enum class Side { kAny, kIOwe, kTheyVanished, kIVanished };
struct Circle {
  std::vector<WithSomebody> list;
  std::size_t total = 0;  // on all pages
  bool more = false;      // behind this one
};
base::Result<Circle> circle(const App& app, Side side, std::size_t most,
                            identity::Number after = identity::kNobody);

}  // namespace app
