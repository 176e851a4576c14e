// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/import_report.h"

#include <algorithm>

namespace app {
namespace {
constexpr std::size_t kMostPlaces = 1000;
}

void FileReport::skip(std::string_view where, std::string_view reason) {
  ++records.read;
  ++records.skipped;
  if (skips.size() < kMostPlaces) {
    skips.push_back({std::string(where), std::string(reason), 1});
    return;
  }
  const auto same =
      std::find_if(skips.rbegin(), skips.rend(), [&](const Skip& s) { return s.reason == reason; });
  if (same != skips.rend()) {
    ++same->count;
  } else {
    skips.push_back({std::string(where), std::string(reason), 1});
  }
}

FileReport& ImportReport::line(std::string_view path, std::string_view source) {
  for (FileReport& file : files) {
    if (file.path == path && file.source == source) return file;
  }
  files.push_back({std::string(path), std::string(source), {}, {}});
  return files.back();
}

Records ImportReport::total() const {
  Records sum;
  for (const FileReport& file : files) {
    sum.read += file.records.read;
    sum.imported += file.records.imported;
    sum.updated += file.records.updated;
    sum.duplicate += file.records.duplicate;
    sum.skipped += file.records.skipped;
  }
  return sum;
}

}  // namespace app
