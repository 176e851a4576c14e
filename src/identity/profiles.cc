// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/profiles.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace identity {

void Profiles::apply(std::uint64_t seq, model::ProfileSeen fact) {
  fact.profile.raw.clear();
  ++versions_[fact.profile.id];
  profiles_.push_back({seq, std::move(fact.profile)});
}
void Profiles::apply(std::uint64_t seq, model::StatementMade fact) {
  said_.push_back({seq, std::move(fact)});
}
void Profiles::apply(std::uint64_t seq, model::DeedRecorded fact) {
  fact.deed.text = base::shorten(base::one_line(fact.deed.text), 80, true);
  deeds_.push_back({seq, std::move(fact.deed)});
}
void Profiles::apply(std::uint64_t seq, model::IdentitiesJudged fact) {
  judged_.push_back({seq, std::move(fact)});
}

Profiles::Taken Profiles::apply(const model::Undone& fact) {
  const auto drop = [&](auto& list) {
    return std::erase_if(list, [&](const auto& one) { return one.seq == fact.seq; }) > 0;
  };
  const bool said = drop(said_), deed = drop(deeds_), judged = drop(judged_);
  return {said || deed || judged, judged};
}

std::vector<std::uint64_t> Profiles::entries() const {
  std::vector<std::uint64_t> all;
  const auto add = [&](const auto& list) {
    for (const auto& one : list) all.push_back(one.seq);
  };
  add(profiles_);
  add(said_);
  add(deeds_);
  add(judged_);
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace identity
