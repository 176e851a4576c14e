// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/direction.h"

#include <algorithm>

namespace app {

Direction direction_of(const App& app, const model::Interaction& it, identity::Number person) {
  if (goes_both_ways(it.kind)) return Direction::kBoth;
  const auto from = std::find_if(it.participants.begin(), it.participants.end(),
                                 [](const auto& p) { return p.role == model::Role::kFrom; });
  const auto n =
      from == it.participants.end() ? std::nullopt : app.state.people.find(from->identity);
  if (!n) return Direction::kAmongOthers;
  const identity::Number who = app.state.people.person_of(*n);
  if (who == app.state.people.owner()) return Direction::kFromOwner;
  return who == person ? Direction::kFromThem : Direction::kAmongOthers;
}

}  // namespace app
