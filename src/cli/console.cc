// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include "base/text.h"

namespace cli {
namespace {

void write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t n = ::write(fd, text.data(), text.size());
    if (n <= 0) return;  // a closed pipe: nobody reads any more
    text.remove_prefix(static_cast<std::size_t>(n));
  }
}

}  // namespace

Console Console::of_process() {
  Console console;
  const char* no_color = std::getenv("NO_COLOR");
  const bool terminal = ::isatty(STDOUT_FILENO) != 0;
  console.colours_ = terminal && (no_color == nullptr || *no_color == '\0');
  console.interactive_ = terminal && ::isatty(STDIN_FILENO) != 0;
  console.status_allowed_ = ::isatty(STDERR_FILENO) != 0;
  winsize size{};
  if (terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
    console.columns_ = size.ws_col;
  return console;
}

Console Console::into(std::string& out, std::string& err, std::size_t columns, bool colours) {
  Console console;
  console.columns_ = columns;
  console.colours_ = colours;
  console.out_ = &out;
  console.err_ = &err;
  return console;
}

void Console::print(std::string_view text) {
  if (status_shown_) status("");
  if (out_ != nullptr) {
    out_->append(text);
  } else {
    write_all(STDOUT_FILENO, text);
  }
}

void Console::line(std::string_view text) { print(std::string(text) + "\n"); }

void Console::warn(std::string_view text) { print_error(std::string(text) + "\n"); }

void Console::print_error(std::string_view text) {
  if (status_shown_) status("");
  if (err_ != nullptr) {
    err_->append(text);
  } else {
    write_all(STDERR_FILENO, text);
  }
}

void Console::status(std::string_view text) {
  if (!status_allowed_) return;
  write_all(STDERR_FILENO, "\r\x1b[K" + base::shorten(text, columns_ - 1, true));
  status_shown_ = !text.empty();
}

bool Console::ask(std::string_view question, std::string& answer) {
  if (!interactive_) return false;
  print(question);
  std::array<char, 512> buffer{};
  if (std::fgets(buffer.data(), buffer.size(), stdin) == nullptr) return false;
  answer = std::string(base::trim(buffer.data()));
  return true;
}

std::string Console::tone(Tone tone, std::string_view text) const {
  if (!colours_ || tone == Tone::kPlain || text.empty()) return std::string(text);
  static constexpr std::array kCodes = {"0", "1", "2", "32", "33", "31"};
  return "\x1b[" + std::string(kCodes.at(static_cast<std::size_t>(tone))) + "m" +
         std::string(text) + "\x1b[0m";
}

void Table::row(std::vector<std::string> cells, Tone first) {
  rows_.push_back({std::move(cells), first});
}

void Table::print(Console& console) const {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::size_t w = base::width(columns_[i].head);
    for (const Row& row : rows_)
      w = std::max(w, std::min(columns_[i].most, base::width(row.cells[i])));
    widths.push_back(w);
  }
  const auto cell = [&](std::size_t i, std::string_view text, bool last) {
    std::string shown(text);
    while (base::width(shown) > widths[i]) shown = base::shorten(shown, shown.size() - 4, true);
    const std::string gap(widths[i] - base::width(shown), ' ');
    if (columns_[i].align == Align::kRight) return gap + shown;
    return last ? shown : shown + gap;
  };
  const auto print_row = [&](const std::vector<std::string>& cells, Tone first, Tone rest) {
    std::string out;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      out +=
          "  " + console.tone(i == 0 ? first : rest, cell(i, cells[i], i + 1 == columns_.size()));
    }
    while (out.ends_with(' ')) out.pop_back();
    console.line(out);
  };
  std::vector<std::string> heads;
  for (const Column& column : columns_) heads.push_back(column.head);
  print_row(heads, Tone::kSoft, Tone::kSoft);
  for (const Row& row : rows_) print_row(row.cells, row.first, Tone::kPlain);
}

std::string wrap(std::string_view text, std::size_t columns, std::string_view indent) {
  std::string out(indent);
  std::size_t used = base::width(indent);
  bool first = true;
  const std::string line = base::one_line(text);
  for (const std::string_view word : base::split(line, ' ')) {
    const std::size_t w = base::width(word);
    if (!first && used + 1 + w > columns) {
      out += "\n" + std::string(indent);
      used = base::width(indent);
      first = true;
    }
    if (!first) {
      out += ' ';
      ++used;
    }
    out += word;
    used += w;
    first = false;
  }
  return out;
}

std::string safe(std::string_view text) {
  // C1 controls and direction overrides can fool a terminal as escapes do.
  const std::string clean = base::one_line(base::make_utf8(text));
  std::string out;
  for (std::size_t i = 0; i < clean.size(); ++i) {
    const auto a = static_cast<unsigned char>(clean[i]);
    const auto b = i + 1 < clean.size() ? static_cast<unsigned char>(clean[i + 1]) : 0U;
    const auto c = i + 2 < clean.size() ? static_cast<unsigned char>(clean[i + 2]) : 0U;
    if (a == 0xC2 && b < 0xA0) {
      ++i;
    } else if (a == 0xE2 &&
               ((b == 0x80 && c >= 0xAA && c <= 0xAE) || (b == 0x81 && c >= 0xA6 && c <= 0xA9))) {
      i += 2;
    } else {
      out += clean[i];
    }
  }
  return out;
}

}  // namespace cli
