// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/names.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"

namespace identity {
namespace {

bool has_upper_and_lower(std::string_view s) {
  const bool upper = std::any_of(s.begin(), s.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  const bool lower = std::any_of(s.begin(), s.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  const bool other = std::any_of(s.begin(), s.end(), [](char c) { return (c & 0x80) != 0; });
  return other || (upper && lower);
}

// Names as people write them beat addresses, shouts and lists; then the longer one (a full name).
int quality_of_name(std::string_view s) {
  int q = 0;
  if (s.find('@') == std::string_view::npos) q += 8;
  if (s.find(' ') != std::string_view::npos) q += 4;
  if (has_upper_and_lower(s)) q += 2;
  if (s.find_first_of("()[]<>\"|/:;,.") == std::string_view::npos) q += 1;
  if (s.size() > 40) q -= 4;
  return q;
}

}  // namespace

std::string_view best_name(const std::vector<std::string_view>& names) {
  if (names.size() == 1) return names[0];
  const auto better = [](std::string_view a, std::string_view b) {
    return std::tuple(quality_of_name(b), b.size(), a) <
           std::tuple(quality_of_name(a), a.size(), b);
  };
  const auto best = std::min_element(names.begin(), names.end(), better);
  return best == names.end() ? std::string_view() : *best;
}

}  // namespace identity
