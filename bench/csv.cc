// SPDX-License-Identifier: AGPL-3.0-or-later
#include <zlib.h>

#include <array>
#include <memory>

#include "base/text.h"
#include "lab.h"

namespace lab {

bool read_csv(const std::string& path, const std::function<void(const Row& head)>& head,
              const std::function<void(const Row& row)>& row) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
  if (!file) return false;
  gzbuffer(file.get(), 1 << 18);
  std::array<char, 1 << 16> line{};
  bool first = true;
  while (gzgets(file.get(), line.data(), static_cast<int>(line.size())) != nullptr) {
    const std::string_view text = base::trim(line.data());
    if (text.empty()) continue;
    (first ? head : row)(base::split(text, ','));
    first = false;
  }
  return true;
}

}  // namespace lab
