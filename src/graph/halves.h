// Halves: half paths of one end of a search, and the meeting of two lots of them.
// Shape:  a Filter of one bit a hash says at once of most people that no half ends there; the few
//         that pass are joined afterwards, all together. So nothing is looked up in a large table.
// Cost:   marking and asking 1 ns; a meeting 2 ns a half of either lot and what it finds.
// Source: semi-join with a filter (Bloom 1970, one hash; Bratbergsengen 1984).
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "graph/adjacency.h"

namespace graph {

struct Half {
  Node at = 0;    // where it ends
  Node via = 0;   // between, where it has two ties
  Node root = 0;  // where it begins: an end of the path
  std::uint32_t cost = 0;
};

inline std::uint64_t scatter(Node n) { return (n + std::uint64_t{1}) * 0x9E37'79B9'7F4A'7C15ULL; }

class Filter {
 public:
  // Empty, with room for about so many people: then one in twenty others passes.
  void clear(std::size_t people) {
    const std::size_t bits = std::clamp(std::bit_ceil(people * 16), kFewest, kMost);
    shift_ = 64 - std::countr_zero(bits);
    words_.assign(bits / 64, 0);
  }
  bool full(std::size_t people) const {
    return people * 8 > words_.size() * 64 && words_.size() * 64 < kMost;
  }
  void mark(Node n) {
    const std::uint64_t h = scatter(n) >> shift_;
    words_.data()[h >> 6] |= std::uint64_t{1} << (h & 63);
  }
  bool passes(Node n) const {
    const std::uint64_t h = scatter(n) >> shift_;
    return (words_.data()[h >> 6] >> (h & 63) & 1) != 0;
  }

 private:
  static constexpr std::size_t kFewest = 1 << 12, kMost = 1 << 20;
  std::vector<std::uint64_t> words_ = std::vector<std::uint64_t>(kFewest / 64);
  int shift_ = 64 - std::countr_zero(kFewest);
};

// Calls `each` with every two halves, one of `few` and one of `many`, that end at the same person.
class Meeting {
 public:
  template <class Each>
  void operator()(const std::vector<Half>& few, const std::vector<Half>& many, const Each& each) {
    if (few.empty() || many.empty()) return;
    const std::size_t slots = std::bit_ceil(few.size() * 4);
    const int shift = 64 - std::countr_zero(slots);
    heads_.assign(slots, kNone);
    next_.resize(few.size());
    for (std::uint32_t i = 0; i < few.size(); ++i) {
      std::uint32_t& head = heads_.data()[scatter(few[i].at) >> shift];
      next_[i] = head;
      head = i;
    }
    for (const Half& half : many) {
      for (std::uint32_t i = heads_.data()[scatter(half.at) >> shift]; i != kNone; i = next_[i]) {
        if (few[i].at == half.at) each(few[i], half);
      }
    }
  }

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  std::vector<std::uint32_t> heads_, next_;
};

}  // namespace graph
