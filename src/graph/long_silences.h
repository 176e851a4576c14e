// Long silences: of one person's ties, those in which silence weighs most: strength × whole days
// without contact, of at most a year.
// Shape:  weight(cost) is the strength as an integer, never greater for a greater cost.
// Order:  the greatest first, equal ones by the smaller number.
// Cost:   a row is read to where even a year of silence would not weigh enough: some 30 ns a person
//         with 33 ties.
// Source: threshold algorithm (Fagin 2001), on one sorted list.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "graph/adjacency.h"

namespace graph {

inline constexpr std::uint32_t kLongest = 365;  // days

// Score in the high half, the other's number turned round in the low one: greater is better.
constexpr std::uint64_t silence_key(std::uint64_t score, Node who) {
  return score << 32 | static_cast<std::uint32_t>(~who);
}
constexpr Node who_of(std::uint64_t key) { return ~static_cast<Node>(key); }

// Fills `best` from the front, and says how many there are.
template <class Weight>
std::size_t long_silences(const Adjacency& all, Node who, std::uint32_t today, const Weight& weight,
                          std::span<std::uint64_t> best) {
  for (;;) {
    const Adjacency::Row row = all.row(who);
    std::size_t n = 0;
    std::uint64_t least = 0, word = 0;
    for (std::size_t i = 0; (word = row[i]) < kEnd; ++i) {
      const std::uint64_t strength = weight(cost_of(word));
      if (n == best.size() && strength * kLongest < least >> 32) break;
      const std::uint64_t days = std::min(silence(today, day_of(word)), kLongest);
      const std::uint64_t key = silence_key(strength * days, other_of(word));
      if (n == best.size() && key <= least) continue;
      std::size_t at = n < best.size() ? n++ : n - 1;
      for (; at > 0 && best[at - 1] < key; --at) best[at] = best[at - 1];
      best[at] = key;
      if (n == best.size()) least = best[n - 1];
    }
    if (all.unchanged(who, row)) return n;
  }
}

}  // namespace graph
