// Content lines: what vCard and iCalendar are written in: NAME;PARAM=value:value, folded.
// Shape:  read piece by piece from any source; CRLF, LF or CR; names and parameters in upper case. A
//         parameter without a name (2.1) is a TYPE, or an ENCODING where it names one.
// Errors: the source's own. A line over 1 MiB is cut and says so; nothing else is refused.
// Cost:   linear, streaming.
// Source: RFC 6350, 5545, 6868; vCard 2.1.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/byte_source.h"

namespace formats {

struct ContentLine {
  std::string group, name;
  std::vector<std::pair<std::string, std::string>> params;  // several of a name stand one by one
  std::string value;                                        // as written, unfolded
  std::uint64_t line = 0;                                   // from 1: where it begins
  bool cut = false;                                         // over the budget: the rest is missing

  std::string param(std::string_view wanted) const;                 // the first; "" where none
  bool has(std::string_view wanted, std::string_view among) const;  // TYPE has "home"
};

class ContentLines {
 public:
  explicit ContentLines(ByteSource& from) : from_(from) {}

  // False: no more. Empty lines and lines without a colon are passed over.
  base::Result<bool> next(ContentLine& line);
  void keep_fold_space(bool keep) { keep_fold_space_ = keep; }  // vCard 2.1
  // The bytes read since the last call, as they stood; for keeping what we do not understand.
  std::string take_raw();

 private:
  struct Physical {
    std::string text;
    bool cut = false;
  };
  base::Result<bool> physical(Physical& into);
  base::Result<bool> peek(char& c);
  void advance();

  ByteSource& from_;
  std::string buffer_, raw_;
  bool raw_lost_ = false;  // it grew beyond its budget
  std::size_t at_ = 0;
  std::uint64_t lines_ = 0;
  bool keep_fold_space_ = false, started_ = false;
};

// One line as it is to stand, without its end: folded so that no piece is longer than 75 octets, never
// inside of a character.
void print_content_line(std::string_view line, std::string& out);
std::string escape_text(std::string_view value);  // line ends, commas, semicolons, backslashes

ContentLine parse_content_line(std::string_view text);
std::string unescape_text(std::string_view value);  // \n \, \; \\ and what needed no escape
std::vector<std::string> split_unescaped(std::string_view value, char by);  // parts still escaped

}  // namespace formats
