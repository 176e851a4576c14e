// SPDX-License-Identifier: AGPL-3.0-or-later
#include "assets/assets.h"

#include <algorithm>
#include <span>

#include "assets/all.h"

namespace assets {

const Asset* find(std::string_view path) {
  const std::span<const Asset> all(kAll, kCount);
  const std::string_view last = path.substr(path.rfind('/') + 1);
  if (last.find('.') == std::string_view::npos) path = "/index.html";
  const auto at = std::ranges::lower_bound(all, path, {}, &Asset::path);
  return at != all.end() && at->path == path ? &*at : nullptr;
}

}  // namespace assets
