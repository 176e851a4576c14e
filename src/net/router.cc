// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/router.h"

namespace net {

std::optional<std::vector<std::string>> match(std::string_view pattern,
                                              const std::vector<std::string>& segments) {
  std::vector<std::string> named;
  for (const std::string& segment : segments) {
    if (!pattern.starts_with('/')) return std::nullopt;
    pattern.remove_prefix(1);
    const std::string_view word = pattern.substr(0, pattern.find('/'));
    if (word.starts_with('{')) {
      if (segment.empty()) return std::nullopt;
      named.push_back(segment);
    } else if (word != segment) {
      return std::nullopt;
    }
    pattern.remove_prefix(word.size());
  }
  if (!pattern.empty() || segments.empty()) return std::nullopt;
  return named;
}

}  // namespace net
