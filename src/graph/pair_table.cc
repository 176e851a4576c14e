// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/pair_table.h"

#include <bit>

namespace graph {
namespace {

constexpr std::size_t kFewestSlots = 64;
constexpr std::size_t kCacheLine = 64;

bool too_full(std::size_t pairs, std::size_t slots) { return pairs * 4 > slots * 3; }

}  // namespace

void PairTable::put(PairIndex i, const Pair& pair) {
  const std::uint64_t hash = pair_hash(pair.lo, pair.hi);
  std::size_t s = slot_of(hash);
  while (slots_[s] != kNoPair) s = s + 1 == slots_.size() ? 0 : s + 1;
  slots_[s] = static_cast<std::uint32_t>(std::uint64_t{tag_of(hash)} << number_bits_) | i;
}

void PairTable::add_last(const base::FlatArray<Pair>& pairs) {
  if (too_full(pairs.size(), slots_.size())) {
    build(pairs);
  } else {
    put(static_cast<PairIndex>(pairs.size() - 1), pairs[pairs.size() - 1]);
  }
}

void PairTable::build(const base::FlatArray<Pair>& pairs) {
  std::size_t slots = kFewestSlots;
  while (too_full(pairs.size(), slots)) slots += slots / 2;
  // A number that is never given, below the slots' count, keeps ~0 for a free slot.
  number_bits_ = static_cast<unsigned>(std::bit_width(slots));
  slots_ = {};
  slots_.reserve(slots);
  slots_.resize(slots, kNoPair);
  constexpr PairIndex kAhead = 16;
  const auto count = static_cast<PairIndex>(pairs.size());
  for (PairIndex i = 0; i < count; ++i) {
    if (i + kAhead < count)
      __builtin_prefetch(&slots_[slot_of(pair_hash(pairs[i + kAhead].lo, pairs[i + kAhead].hi))],
                         1);
    put(i, pairs[i]);
  }
}

void PairTable::prefetch_pair(Node u, Node v, const base::FlatArray<Pair>& pairs) const {
  if (slots_.empty()) return;
  const std::uint64_t hash = pair_hash(u, v);
  std::uint32_t slot = slots_[slot_of(hash)];
  for (std::size_t s = slot_of(hash); slot != kNoPair && (slot >> number_bits_) != tag_of(hash);
       slot = slots_[s]) {
    s = s + 1 == slots_.size() ? 0 : s + 1;
  }
  if (slot == kNoPair) return;
  const auto* const pair = reinterpret_cast<const char*>(pairs.data() + (slot & number_mask()));
  __builtin_prefetch(pair, 1);
  __builtin_prefetch(pair + kCacheLine, 1);
}

}  // namespace graph
