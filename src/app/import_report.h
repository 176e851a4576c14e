// ImportReport: what became of every record that was read. Nothing is lost without a line here.
// Shape:  a line a path and kind of source; read = imported + updated + duplicate + skipped.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "formats/json.h"

namespace app {

struct Records {
  std::uint64_t read = 0;
  std::uint64_t imported = 0;   // new here
  std::uint64_t updated = 0;    // known, and this copy knew more
  std::uint64_t duplicate = 0;  // known, nothing new
  std::uint64_t skipped = 0;    // could not be used: see skips
};

struct Skip {
  std::string where;  // file, place in it; the first, where several stand together
  std::string reason;
  std::uint64_t count = 1;
};

struct FileReport {
  std::string path;    // as it was given
  std::string source;  // the importer's title; "unknown" for files that nobody takes
  Records records;
  std::vector<Skip> skips;  // the first 1,000 by place; the others counted by reason

  void skip(std::string_view where, std::string_view reason);
};

struct ImportReport {
  std::vector<FileReport> files;
  bool stopped = false;  // before the end: the next run goes on where this one was

  FileReport& line(std::string_view path, std::string_view source);
  Records total() const;
};

// As the commands and the API print it; with the first `most` skips.
formats::Json json_of(const Records& records);
formats::Json json_of(const FileReport& file, std::size_t most);
FileReport file_report_of(const formats::Json& json);

}  // namespace app
