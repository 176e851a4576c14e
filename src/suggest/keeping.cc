// SPDX-License-Identifier: AGPL-3.0-or-later
#include "suggest/keeping.h"

#include <utility>

namespace suggest {

std::unordered_map<identity::Number, model::Keeping> keepings(const identity::Directory& people,
                                                              const identity::Profiles& profiles) {
  std::unordered_map<identity::Number, std::pair<base::Time, std::uint64_t>> said_at;
  std::unordered_map<identity::Number, model::Keeping> all;
  for (const auto& said : profiles.said()) {
    const model::Statement& s = said.said.statement;
    model::Keeping keeping{};
    if (s.kind != model::StatementKind::kKeeping || !model::read_word(s.value, keeping)) continue;
    const auto n = people.find(said.said.about);
    if (!n) continue;
    const identity::Number person = people.person_of(*n);
    const std::pair now(s.at, said.seq);
    std::pair<base::Time, std::uint64_t>& last = said_at[person];
    if (now < last) continue;
    last = now;
    all[person] = keeping;
  }
  return all;
}

}  // namespace suggest
