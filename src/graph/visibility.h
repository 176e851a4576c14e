// Visibility: whose ties one member may see. A tie is seen where either of its two people lets it be.
// Shape:  a bit a person.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace graph {

class Visibility {
 public:
  explicit Visibility(std::size_t people) : bits_(people / 64 + 1) {}

  void show(std::uint32_t person) { bits_[person >> 6] |= std::uint64_t{1} << (person & 63); }
  bool shows(std::uint32_t person) const { return (bits_[person >> 6] >> (person & 63) & 1) != 0; }
  bool tie(std::uint32_t a, std::uint32_t b) const { return shows(a) || shows(b); }

 private:
  std::vector<std::uint64_t> bits_;
};

}  // namespace graph
