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

formats::Json json_of(const Records& r) {
  formats::Json json = formats::Json::object();
  json["read"] = r.read;
  json["imported"] = r.imported;
  json["updated"] = r.updated;
  json["duplicate"] = r.duplicate;
  json["skipped"] = r.skipped;
  return json;
}

formats::Json json_of(const FileReport& file, std::size_t most) {
  formats::Json json = formats::Json::object();
  json["path"] = file.path;
  json["source"] = file.source;
  json["records"] = json_of(file.records);
  formats::Json& skips = json["skips"] = formats::Json::array();
  for (std::size_t i = 0; i < std::min(most, file.skips.size()); ++i) {
    formats::Json& one = skips.push(formats::Json::object());
    one["where"] = file.skips[i].where;
    one["reason"] = file.skips[i].reason;
    one["count"] = file.skips[i].count;
  }
  return json;
}

FileReport file_report_of(const formats::Json& json) {
  const auto count = [](const formats::Json& in, std::string_view member) {
    return static_cast<std::uint64_t>(formats::number_in(in, member));
  };
  FileReport file;
  file.path = formats::text_in(json, "path");
  file.source = formats::text_in(json, "source");
  if (const formats::Json* r = json.find("records")) {
    file.records = {count(*r, "read"), count(*r, "imported"), count(*r, "updated"),
                    count(*r, "duplicate"), count(*r, "skipped")};
  }
  for (const formats::Json& s : formats::list_in(json, "skips")) {
    file.skips.push_back(
        {formats::text_in(s, "where"), formats::text_in(s, "reason"), count(s, "count")});
  }
  return file;
}

}  // namespace app
