// CSV: rows of fields, streaming.
// Shape:  RFC 4180 with what people really have: a BOM, ";" or tab (told by the first row), CR, LF
//         or CRLF, line breaks inside quotes. Every row carries the line on which it begins. Fields
//         lie in the reader's own bytes, quotes taken off in place, until the next row is read.
// Errors: a bad row is given with `problem` and costs nothing else: a field over 1 MiB, more than
//         1,000 columns, a quote that is never closed (the row ends where the budget of one row
//         does).
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "formats/byte_source.h"

namespace formats {

struct CsvRow {
  std::vector<std::string_view> fields;  // until the next row is read
  std::uint64_t line = 0;                // from 1
  std::string problem;                   // empty: none
};

class CsvReader {
 public:
  explicit CsvReader(ByteSource& from) : from_(from) {}
  base::Result<bool> next(CsvRow& row);  // false: no more; empty lines are passed over
  char separator() const { return separator_; }

 private:
  base::Result<bool> more();
  base::Result<void> detect();
  base::Result<void> read_row(CsvRow& row);
  base::Result<bool> read_plain(CsvRow& row);
  base::Result<bool> read_quoted(CsvRow& row);
  std::size_t plain_until() const;
  void keep(std::size_t bytes);
  void end_field(CsvRow& row);

  // A row's kept bytes are moved together as it is read: [row_, out_) is what its fields hold so
  // far, `at_` the next byte to read.
  struct Span {
    std::size_t at = 0, size = 0;  // behind row_
  };
  ByteSource& from_;
  std::string buffer_;
  std::size_t row_ = 0, out_ = 0, at_ = 0;
  std::size_t field_ = 0;  // where the field begins, behind row_
  std::vector<Span> spans_;
  std::uint64_t line_ = 1;
  char separator_ = ',';
  std::array<bool, 256> means_{};  // bytes that end a field or a row, or quote
  bool started_ = false;
};

}  // namespace formats
