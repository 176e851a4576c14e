// Mbox: messages joined in one file, each behind a "From " line.
// Shape:  all four kinds of quoting: ">From " and ">>From " lose one ">"; a Content-Length is
//         believed where it leads to the next "From " line or the end. A "From " line counts only
//         behind an empty line (or at the start) and with a time in it, for mailers that do not
//         quote.
// Errors: the source's own. A message over its budget is cut and says so; a line may be of any
//         length.
// Cost:   linear, streaming; memory for one message.
// Source: RFC 4155; qmail's mbox(5).
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "formats/byte_source.h"

namespace formats {

struct MboxMessage {
  std::string bytes;  // without the "From " line
  std::string from_line;
  std::uint64_t number = 0, line = 0;  // from 1; of its "From " line
  bool cut = false;                    // longer than the budget: the rest was passed over
};

bool is_from_line(std::string_view line);

class MboxReader {
 public:
  explicit MboxReader(ByteSource& from, std::size_t most_bytes = std::size_t{64} << 20)
      : from_(from), most_bytes_(most_bytes) {}

  base::Result<bool> next(MboxMessage& message);  // false: no more
  std::uint64_t bytes_read() const { return consumed_; }

 private:
  struct Line {
    std::string_view text;  // with its line end where it has one
    bool whole = true;      // false: a piece of a long line; more follows
  };
  base::Result<bool> line(Line& line);
  base::Result<void> fill(std::size_t want);
  void take_plain_lines(MboxMessage& message, bool in_headers, bool& behind_empty);
  base::Result<bool> take_by_length(MboxMessage& message);
  void append(MboxMessage& message, std::string_view text) const;

  ByteSource& from_;
  std::size_t most_bytes_;
  std::string buffer_;
  std::size_t at_ = 0;
  bool ended_ = false, started_ = false;
  std::string next_from_line_;
  std::uint64_t lines_ = 0, messages_ = 0, consumed_ = 0, next_line_ = 0;
};

}  // namespace formats
