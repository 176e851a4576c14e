// Console: where a command prints: a terminal with colours and a width, a pipe, or a string in
// tests.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cli {

enum class Tone { kPlain, kStrong, kSoft, kGood, kWarn, kBad };

class Console {
 public:
  static Console of_process();  // colours only where both a terminal and NO_COLOR allow
  static Console into(std::string& out, std::string& err, std::size_t columns = 100,
                      bool colours = false);

  void print(std::string_view text);  // to standard output
  void line(std::string_view text = "");
  void warn(std::string_view text);         // a line to standard error
  void print_error(std::string_view text);  // to standard error
  void status(std::string_view text);       // a line that the next one replaces; only on a terminal
  bool ask(std::string_view question, std::string& answer);  // false: nobody to ask

  std::string tone(Tone tone, std::string_view text) const;
  bool colours() const { return colours_; }
  bool interactive() const { return interactive_; }
  std::size_t columns() const { return columns_; }

 private:
  std::string* out_ = nullptr;
  std::string* err_ = nullptr;
  bool colours_ = false, interactive_ = false, status_shown_ = false, status_allowed_ = false;
  std::size_t columns_ = 100;
};

// Rows under a head, each column as wide as its widest cell; cells beyond the width are shortened.
class Table {
 public:
  enum class Align { kLeft, kRight };
  struct Column {
    std::string head;
    Align align = Align::kLeft;
    std::size_t most = 40;  // columns on screen
  };

  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
  void row(std::vector<std::string> cells, Tone first = Tone::kPlain);
  void print(Console& console) const;

 private:
  struct Row {
    std::vector<std::string> cells;
    Tone first;
  };
  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

std::string wrap(std::string_view text, std::size_t columns, std::string_view indent);
// Text from outside, made fit for a terminal: no control bytes, no escape sequences, one line.
std::string safe(std::string_view text);

}  // namespace cli
