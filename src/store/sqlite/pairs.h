// Pairs: keys with the numbers of the entries they lead to, sorted, and packed so that a page of the
// file holds many and any of them can be looked at without unpacking the rest.
// Shape:  a packed block: bits of a key, bits of a number, count (u8 u8 u16), least key, least number
//         (u64 u64), then every pair as two differences of just so many bits, and eight bytes of rim.
// Unit:   keys are below 2^47.
// Cost:   sorting is linear for keys that are spread evenly, as parts of hashes are: about 10 ns a
//         pair; unpacking 2 ns.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace store {

struct Pair {
  std::uint64_t key = 0, seq = 0;
  auto operator<=>(const Pair&) const = default;
};

// By key, then number. `spare` is room to work in, to be handed in again.
void sort_pairs(std::vector<Pair>& pairs, std::vector<Pair>& spare);

// Packs as many from the front of `pairs` (sorted) as go into `most` bytes; says how many.
std::size_t pack_pairs(std::span<const Pair> pairs, std::size_t most, std::string& out);

// A packed block, looked at where it lies.
class PackedPairs {
 public:
  static std::optional<PackedPairs> open(std::string_view block);  // nullopt: not a block

  std::size_t size() const { return count_; }
  Pair at(std::size_t i) const;
  std::uint64_t key_at(std::size_t i) const;
  std::size_t lower_bound(std::uint64_t key) const;  // the first pair whose key is not less
  void append_to(std::vector<Pair>& out) const;

 private:
  std::string_view bits_;
  unsigned key_bits_ = 0, seq_bits_ = 0;
  std::size_t count_ = 0;
  Pair least_;
};

}  // namespace store
