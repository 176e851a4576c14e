// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/sqlite/filter.h"

namespace store {
namespace {

constexpr std::uint64_t kBitsForKey = 14;
constexpr int kProbes = 8;
constexpr unsigned kKeyWidth = 47;

// Calls probe(byte, bit) for each bit of a key until it says to stop.
template <class Probe>
bool all_bits(std::size_t bytes, std::uint64_t key, const Probe& probe) {
  const std::uint64_t hash = key * 0x9E37'79B9'7F4A'7C15;
  std::uint64_t at = hash & 0xFFFF'FFFF;
  const std::uint64_t step = (hash >> 32) | 1;
  for (int i = 0; i < kProbes; ++i, at = (at + step) & 0xFFFF'FFFF) {
    const std::uint64_t bit = (at * (bytes * 8)) >> 32;
    if (!probe(bit / 8, static_cast<unsigned char>(1U << (bit % 8)))) return false;
  }
  return true;
}

}  // namespace

std::uint64_t filter_pages(std::uint64_t keys, std::size_t bytes) {
  return (keys * kBitsForKey + bytes * 8 - 1) / (bytes * 8);
}

std::uint64_t filter_page_of(std::uint64_t key, std::uint64_t pages) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint64_t>((Wide{key} * pages) >> kKeyWidth);
}

void add_to_filter(std::string& page, std::uint64_t key) {
  all_bits(page.size(), key, [&](std::size_t byte, unsigned char bit) {
    page[byte] = static_cast<char>(static_cast<unsigned char>(page[byte]) | bit);
    return true;
  });
}

bool may_be_in(std::string_view page, std::uint64_t key) {
  return all_bits(page.size(), key, [&](std::size_t byte, unsigned char bit) {
    return (static_cast<unsigned char>(page[byte]) & bit) != 0;
  });
}

}  // namespace store
