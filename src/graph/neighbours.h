// Neighbours: everybody's contacts, in order of first contact.
// Shape:  lists in one arena; a list of n has room for 4, 8, 16, … of them, the least that is
//         enough, and leaves its old place to others when it moves on.
// Cost:   8 bytes a neighbour, half again for room, and 8 a person; adding is O(1) amortised.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <span>

#include "base/flat_array.h"
#include "graph/pair_table.h"

namespace graph {

struct Neighbour {
  Node other = 0;
  PairIndex pair = 0;
};

class Neighbours {
 public:
  Neighbours() { free_.fill(kNone); }

  // Valid until the next add().
  std::span<const Neighbour> of(Node u) const {
    if (u >= lists_.size()) return {};
    return {arena_.data() + lists_[u].at, lists_[u].count};
  }
  void resize(std::size_t people) { lists_.resize(people); }
  void prefetch(Node u) const {
    if (u < lists_.size()) __builtin_prefetch(&lists_[u]);
  }
  void add(Node u, const Neighbour& neighbour);
  // All lists anew.
  void build(std::size_t people, const base::FlatArray<Pair>& pairs);

  std::size_t bytes() const {
    return arena_.size() * sizeof(Neighbour) + lists_.size() * sizeof(List);
  }

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  struct List {
    std::uint32_t at = 0, count = 0;
  };

  std::uint32_t take_room(std::uint32_t size);
  void give_back(const List& list);

  base::FlatArray<Neighbour> arena_;
  base::FlatArray<List> lists_;
  std::array<std::uint32_t, 33> free_;  // by log2 of their size: the first; `other` leads on
};

}  // namespace graph
