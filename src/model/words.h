// Words: how a member of an enumeration is found by its word.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace model {

// The words stand in the order of the numbers.
template <class E, std::size_t N>
bool find_word(const std::array<const char*, N>& words, std::string_view text, E& out) {
  for (std::size_t i = 0; i < N; ++i) {
    if (text != words[i]) continue;
    out = static_cast<E>(i);
    return true;
  }
  return false;
}

}  // namespace model
