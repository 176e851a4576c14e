// SPDX-License-Identifier: AGPL-3.0-or-later
#include "match/kinds.h"

#include <algorithm>

#include "base/bytes.h"

namespace match {
namespace {

std::string key_of(const std::vector<Placed>& words) {
  std::string key;
  base::ByteWriter to(key);
  for (const Placed& w : words) {
    to.u32(w.word);
    to.f64(w.weight);
  }
  return key;
}

}  // namespace

void Kinds::add(Member member, std::vector<Placed> words, const std::function<Meaning()>& meaning) {
  const auto [at, is_new] =
      by_words_.try_emplace(key_of(words), static_cast<std::uint32_t>(kinds_.size()));
  if (is_new) kinds_.push_back({std::move(words), meaning(), {}});
  kinds_[at->second].members.push_back(member);
  of_[member.id].push_back(at->second);
  ++members_;
}

void Kinds::remove(Id id, const std::function<void(const std::vector<Placed>&)>& gone) {
  const auto at = of_.find(id);
  if (at == of_.end()) return;
  std::vector<std::uint32_t> kinds = std::move(at->second);
  of_.erase(at);
  members_ -= kinds.size();
  for (const std::uint32_t kind : kinds) gone(kinds_[kind].words);
  // The highest first: what moves into the place of one that goes is none of those still to come.
  std::sort(kinds.begin(), kinds.end(), std::greater<>());
  kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
  for (const std::uint32_t kind : kinds) {
    std::vector<Member>& members = kinds_[kind].members;
    std::erase_if(members, [&](const Member& m) { return m.id == id; });
    if (members.empty()) remove_kind(kind);
  }
}

void Kinds::remove_kind(std::uint32_t kind) {
  by_words_.erase(key_of(kinds_[kind].words));
  const auto last = static_cast<std::uint32_t>(kinds_.size() - 1);
  if (kind != last) {
    kinds_[kind] = std::move(kinds_[last]);
    by_words_[key_of(kinds_[kind].words)] = kind;
    for (const Member& member : kinds_[kind].members)
      std::replace(of_.at(member.id).begin(), of_.at(member.id).end(), last, kind);
  }
  kinds_.pop_back();
}

}  // namespace match
