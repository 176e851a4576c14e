// Pair table: finds a pair's number by its two people.
// Shape:  open addressing, four bytes a slot, between half and three quarters full; what a number
//         does not need of its slot's bits holds some of the pair's hash, so that a look at another
//         pair is rare.
// Cost:   a miss of the cache for the slot and one for the pair; 5.3 to 8 bytes a pair.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/flat_array.h"
#include "graph/tie_state.h"

namespace graph {

using PairIndex = std::uint32_t;
inline constexpr PairIndex kNoPair = ~PairIndex{0};

class PairTable {
 public:
  PairIndex find(Node u, Node v, const base::FlatArray<Pair>& pairs) const {
    if (slots_.empty()) return kNoPair;
    const Node lo = std::min(u, v), hi = std::max(u, v);
    const std::uint64_t hash = pair_hash(u, v);
    for (std::size_t s = slot_of(hash);; s = s + 1 == slots_.size() ? 0 : s + 1) {
      const std::uint32_t slot = slots_[s];
      if (slot == kNoPair) return kNoPair;
      if ((slot >> number_bits_) != tag_of(hash)) continue;
      const PairIndex i = slot & number_mask();
      if (pairs[i].lo == lo && pairs[i].hi == hi) return i;
    }
  }

  // The last of `pairs`, that the table has not got yet.
  void add_last(const base::FlatArray<Pair>& pairs);
  // All of them anew.
  void build(const base::FlatArray<Pair>& pairs);

  // For what is going to be asked soon: the slot first, then the pair to which it seems to lead.
  void prefetch_slot(Node u, Node v) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[slot_of(pair_hash(u, v))]);
  }
  void prefetch_pair(Node u, Node v, const base::FlatArray<Pair>& pairs) const;

  std::size_t bytes() const { return slots_.size() * sizeof(std::uint32_t); }

 private:
  std::size_t slot_of(std::uint64_t hash) const {
    return static_cast<std::size_t>(((hash >> 32U) * slots_.size()) >> 32U);
  }
  std::uint32_t number_mask() const {
    return static_cast<std::uint32_t>((std::uint64_t{1} << number_bits_) - 1);
  }
  std::uint32_t tag_of(std::uint64_t hash) const {
    return static_cast<std::uint32_t>(hash) >> number_bits_;
  }
  void put(PairIndex i, const Pair& pair);

  base::FlatArray<std::uint32_t> slots_;
  unsigned number_bits_ = 0;
};

}  // namespace graph
