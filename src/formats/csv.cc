// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/csv.h"

#include <algorithm>
#include <cstring>

namespace formats {
namespace {
constexpr std::size_t kBlock = std::size_t{1} << 16;
constexpr std::size_t kMostField = std::size_t{1} << 20;
constexpr std::size_t kMostColumns = 1000;
}  // namespace

// Whether there is a byte to read. What the row keeps goes to the front, what it dropped goes.
base::Result<bool> CsvReader::more() {
  if (at_ < buffer_.size()) return true;
  buffer_.resize(out_);
  buffer_.erase(0, row_);
  out_ -= row_;
  row_ = 0;
  at_ = out_;
  buffer_.resize(out_ + kBlock);
  const auto n = from_.read({buffer_.data() + out_, kBlock});
  buffer_.resize(out_ + (n ? *n : 0));
  if (!n) return base::Failure(n.error());
  return *n > 0;
}

// The separator that stands most often in the first line.
base::Result<void> CsvReader::detect() {
  started_ = true;
  TRY(buffer_, read_head(from_, kBlock));
  if (buffer_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  const std::string_view first = std::string_view(buffer_).substr(0, buffer_.find('\n'));
  const auto count = [&](char c) { return std::count(first.begin(), first.end(), c); };
  if (count(';') > count(separator_)) separator_ = ';';
  if (count('\t') > count(separator_)) separator_ = '\t';
  for (const char c : {separator_, '\n', '\r', '"'})
    means_.at(static_cast<unsigned char>(c)) = true;
  return {};
}

void CsvReader::keep(std::size_t bytes) {
  if (out_ != at_) std::memmove(buffer_.data() + out_, buffer_.data() + at_, bytes);
  out_ += bytes;
  at_ += bytes;
}

void CsvReader::end_field(CsvRow& row) {
  if (spans_.size() < kMostColumns) {
    spans_.push_back({field_, out_ - row_ - field_});
  } else {
    if (row.problem.empty()) row.problem = "more than 1,000 columns";
    out_ = row_ + field_;
  }
  field_ = out_ - row_;
}

// Inside quotes, up to and with the one that closes them; false: the bytes end before it.
base::Result<bool> CsvReader::read_quoted(CsvRow& row) {
  const auto problem = [&](const char* what) {
    if (row.problem.empty()) row.problem = what;
  };
  for (;;) {
    TRY(const bool some, more());
    if (!some) {
      problem("a quote is opened and never closed");
      return false;
    }
    const std::string_view rest = std::string_view(buffer_).substr(at_);
    std::size_t plain = std::min(rest.find('"'), rest.size());
    bool doubled = false;
    if (plain == 0) {
      ++at_;
      TRY(const bool follows, more());
      doubled = follows && buffer_[at_] == '"';
      if (!doubled) return true;
      plain = 1;
    }
    const std::size_t room = kMostField - (out_ - row_ - field_);
    const bool fits = plain <= room;
    const std::size_t read = fits ? plain : room + 1;
    line_ += static_cast<std::uint64_t>(
        std::count(buffer_.data() + at_, buffer_.data() + at_ + read, '\n'));
    keep(std::min(plain, room));
    if (fits) continue;
    ++at_;
    problem("a field longer than 1 MiB, or a quote that is never closed");
    return true;  // the rest of the row is read as it stands
  }
}

// The next byte that means something outside quotes, or the end of what was read.
std::size_t CsvReader::plain_until() const {
  const char* const begin = buffer_.data();
  const char* const end = begin + buffer_.size();
  const bool* const means = means_.data();
  const char* at = begin + at_;
  while (at < end && !means[static_cast<unsigned char>(*at)]) ++at;
  return static_cast<std::size_t>(at - begin);
}

// Outside quotes, up to and with the field's or the row's end; false: the row has ended.
base::Result<bool> CsvReader::read_plain(CsvRow& row) {
  for (bool closed = false;;) {
    TRY(const bool some, more());
    if (!some) break;
    std::size_t end = plain_until();
    const std::size_t before = out_ - row_ - field_;
    const bool quote = end < buffer_.size() && buffer_[end] == '"';
    const bool opens = quote && before == 0 && end == at_ && !closed;
    if (quote && !opens) ++end;  // a quote like any other character
    if (const std::size_t plain = end - at_; plain > 0) {
      const std::size_t room = kMostField - before;
      keep(std::min(plain, room));
      at_ = end;
      if (plain > room && row.problem.empty()) row.problem = "a field longer than 1 MiB";
      if (quote || end == buffer_.size()) continue;
    }
    const char c = buffer_[at_++];
    if (opens) {
      closed = true;
      TRY(const bool is_closed, read_quoted(row));
      if (!is_closed) break;
      continue;
    }
    if (c == separator_) {
      end_field(row);
      return true;
    }
    if (c == '\r') {
      TRY(const bool follows, more());
      if (follows && buffer_[at_] == '\n') ++at_;
    }
    ++line_;
    break;
  }
  end_field(row);
  return false;
}

base::Result<void> CsvReader::read_row(CsvRow& row) {
  row_ = out_ = at_;
  field_ = 0;
  spans_.clear();
  for (bool goes_on = true; goes_on;) {
    TRY(goes_on, read_plain(row));
  }
  for (const Span& s : spans_) row.fields.emplace_back(buffer_.data() + row_ + s.at, s.size);
  return {};
}

base::Result<bool> CsvReader::next(CsvRow& row) {
  if (!started_) TRY_DO(detect());
  for (;;) {
    row.fields.clear();
    row.problem.clear();
    row_ = out_ = at_;
    TRY(const bool some, more());
    if (!some) return false;
    row.line = line_;
    TRY_DO(read_row(row));
    if (row.fields.size() > 1 || !row.fields.front().empty() || !row.problem.empty()) return true;
  }
}

}  // namespace formats
