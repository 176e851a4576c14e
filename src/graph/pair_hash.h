// Pair hash: 64 well-mixed bits of two people, the same for either order of them.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>

namespace graph {

using Node = std::uint32_t;

inline std::uint64_t pair_hash(Node u, Node v) {
  std::uint64_t h = (std::uint64_t{std::min(u, v)} << 32U) | std::max(u, v);
  h *= 0x9E37'79B9'7F4A'7C15ULL;
  h ^= h >> 32U;
  h *= 0xD6E8'FEB8'6659'FD93ULL;
  return h;
}

}  // namespace graph
