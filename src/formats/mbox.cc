// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/mbox.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

#include "base/text.h"

namespace formats {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 18;
constexpr std::size_t kLongLine = std::size_t{1} << 16;  // beyond, a line is handed on in pieces

bool is_empty_line(std::string_view line) { return line == "\n" || line == "\r\n"; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_clock(std::string_view word) {  // 9:05, 09:05, 09:05:59
  const std::size_t colon = word.find(':');
  return colon != std::string_view::npos && colon >= 1 && colon <= 2 && word.size() >= colon + 3 &&
         is_digit(word[0]) && is_digit(word[colon - 1]) && is_digit(word[colon + 1]) &&
         is_digit(word[colon + 2]) && word.size() <= 8;
}

bool is_year(std::string_view word) {
  return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
         is_digit(word[2]) && is_digit(word[3]);
}

// ">From ", ">>From " …: how a line that began with "From " was kept apart.
bool is_quoted_from(std::string_view line) {
  const std::size_t depth = line.find_first_not_of('>');
  return depth != std::string_view::npos && depth > 0 && line.substr(depth).starts_with("From ");
}

}  // namespace

bool is_from_line(std::string_view line) {
  if (!line.starts_with("From ") || line.size() > 1000) return false;
  bool clock = false, year = false;
  const std::string_view words = base::trim(line.substr(5));
  for (std::size_t at = 0; at < words.size();) {
    const std::string_view word = words.substr(at, words.find(' ', at) - at);
    clock = clock || is_clock(word);
    year = year || is_year(word);
    at += word.size() + 1;
  }
  return clock && year;
}

base::Result<void> MboxReader::fill(std::size_t want) {
  if (buffer_.size() - at_ >= want || ended_) return {};
  buffer_.erase(0, at_);
  at_ = 0;
  while (buffer_.size() < want && !ended_) {
    const std::size_t have = buffer_.size();
    buffer_.resize(have + kBlock);
    const auto n = from_.read({buffer_.data() + have, kBlock});
    buffer_.resize(have + (n ? *n : 0));
    if (!n) return base::Failure(n.error());
    ended_ = *n == 0;
  }
  return {};
}

base::Result<bool> MboxReader::line(Line& out) {
  std::size_t end = buffer_.find('\n', at_);
  if (end == std::string::npos) {
    TRY_DO(fill(kLongLine));
    end = buffer_.find('\n', at_);
  }
  if (at_ == buffer_.size()) return false;
  const bool piece = end == std::string::npos && !ended_;
  const std::size_t stop = end == std::string::npos ? buffer_.size() : end + 1;
  out = {std::string_view(buffer_).substr(at_, stop - at_), !piece};
  consumed_ += stop - at_;
  at_ = stop;
  if (!piece) ++lines_;
  return true;
}

void MboxReader::append(MboxMessage& message, std::string_view text) const {
  if (message.bytes.size() + text.size() > most_bytes_) {
    text = text.substr(0, most_bytes_ - message.bytes.size());
    message.cut = true;
  }
  message.bytes += text;
}

// The lines from here on that only have to be copied, as many as lie whole in the buffer: neither
// quoted nor behind an empty line where a "From " line may stand, nor the end of the headers.
void MboxReader::take_plain_lines(MboxMessage& message, bool in_headers, bool& behind_empty) {
  const std::string_view all = buffer_;
  std::size_t end = at_;
  while (end < all.size()) {
    const std::string_view rest = all.substr(end);
    if (rest.front() == 'F' && behind_empty) break;
    if (rest.front() == '>' && is_quoted_from(rest)) break;
    const std::size_t stop = rest.find('\n');
    if (stop == std::string_view::npos) break;
    const bool empty = is_empty_line(rest.substr(0, stop + 1));
    if (empty && in_headers) break;
    behind_empty = empty;
    end += stop + 1;
    ++lines_;
  }
  append(message, all.substr(at_, end - at_));
  consumed_ += end - at_;
  at_ = end;
}

// At the end of the headers: where a Content-Length is there and leads to a "From " line or the
// end, the body is exactly that.
base::Result<bool> MboxReader::take_by_length(MboxMessage& message) {
  std::size_t length = 0;
  bool found = false;
  const std::string_view head = message.bytes;
  for (std::size_t at = 0; at < head.size();) {
    const std::string_view line = head.substr(at, head.find('\n', at) - at);
    at += line.size() + 1;
    if (!base::starts_with_ignoring_case(line, "content-length:")) continue;
    const std::string_view value = base::trim(line.substr(15));
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), length);
    found = error == std::errc{} && end == value.data() + value.size();
  }
  if (!found || length == 0 || length > most_bytes_) return false;
  TRY_DO(fill(length + 1024));
  const std::string_view rest = std::string_view(buffer_).substr(at_);
  if (rest.size() < length) return false;
  std::string_view behind = rest.substr(length);
  while (behind.starts_with('\n') || behind.starts_with("\r\n"))
    behind.remove_prefix(behind.front() == '\r' ? 2 : 1);
  const bool at_line_start =
      length > 0 && (rest[length - 1] == '\n' || behind.size() < rest.size() - length);
  const bool fits = (behind.empty() && ended_) ||
                    (at_line_start && is_from_line(behind.substr(0, behind.find('\n'))));
  if (!fits) return false;
  append(message, rest.substr(0, length));
  lines_ += static_cast<std::uint64_t>(
      std::count(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(length), '\n'));
  consumed_ += length;
  at_ += length;
  return true;
}

base::Result<bool> MboxReader::next(MboxMessage& message) {
  std::string bytes = std::move(message.bytes);  // its memory serves again
  bytes.clear();
  message = {};
  message.bytes = std::move(bytes);
  Line line_now;
  bool behind_empty = true;
  while (!started_) {  // to the first "From " line; empty lines before it are common
    TRY(const bool more, line(line_now));
    if (!more) return false;
    if (is_empty_line(line_now.text)) continue;
    started_ = true;
    next_line_ = lines_;
    if (line_now.whole && is_from_line(line_now.text)) {
      next_from_line_ = base::trim(line_now.text);
    } else {
      append(message, line_now.text);
    }
  }
  if (next_line_ == 0) return false;
  message.from_line = std::exchange(next_from_line_, "");
  message.number = ++messages_;
  message.line = std::exchange(next_line_, 0);
  bool in_headers = true, whole_before = true;
  behind_empty = false;
  for (;;) {
    if (whole_before) take_plain_lines(message, in_headers, behind_empty);
    TRY(const bool more, line(line_now));
    if (!more) return true;
    const bool starts = whole_before;
    whole_before = line_now.whole;
    if (starts && behind_empty && line_now.whole && is_from_line(line_now.text)) {
      next_from_line_ = base::trim(line_now.text);
      next_line_ = lines_;
      return true;
    }
    behind_empty = starts && is_empty_line(line_now.text);
    append(message,
           starts && is_quoted_from(line_now.text) ? line_now.text.substr(1) : line_now.text);
    if (in_headers && behind_empty) {
      in_headers = false;
      TRY(const bool taken, take_by_length(message));
      if (taken) behind_empty = true;
    }
  }
}

}  // namespace formats
