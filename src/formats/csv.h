// CSV: rows of fields, streaming.
// Shape:  RFC 4180 with what people really have: a BOM, ";" or tab (told by the first row), CR, LF
//         or CRLF, line breaks inside quotes. Every row carries the line on which it begins.
// Errors: a bad row is given with `problem` and costs nothing else: a field over 1 MiB, more than
//         1,000 columns, a quote that is never closed (the row ends where the budget of one row
//         does).
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "formats/byte_source.h"

namespace formats {

struct CsvRow {
  std::vector<std::string> fields;
  std::uint64_t line = 0;  // from 1
  std::string problem;     // empty: none
};

class CsvReader {
 public:
  explicit CsvReader(ByteSource& from) : from_(from) {}
  base::Result<bool> next(CsvRow& row);  // false: no more; empty lines are passed over
  char separator() const { return separator_; }

 private:
  base::Result<bool> peek(char& c);
  void advance();
  base::Result<void> detect();
  base::Result<void> read_row(CsvRow& row);

  ByteSource& from_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;
  char separator_ = ',';
  bool started_ = false;
};

}  // namespace formats
