// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/csv.h"

#include <algorithm>

namespace formats {
namespace {
constexpr std::size_t kBlock = std::size_t{1} << 16;
constexpr std::size_t kMostField = std::size_t{1} << 20;
constexpr std::size_t kMostColumns = 1000;
}  // namespace

base::Result<bool> CsvReader::peek(char& c) {
  if (at_ == buffer_.size()) {
    buffer_.resize(kBlock);
    at_ = 0;
    const auto n = from_.read({buffer_.data(), buffer_.size()});
    buffer_.resize(n ? *n : 0);
    if (!n) return base::Failure(n.error());
    if (*n == 0) return false;
  }
  c = buffer_[at_];
  return true;
}

void CsvReader::advance() {
  if (buffer_[at_++] == '\n') ++line_;
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
  return {};
}

base::Result<void> CsvReader::read_row(CsvRow& row) {
  std::string field;
  bool quoted = false, closed = false;
  const auto problem = [&](const char* what) {
    if (row.problem.empty()) row.problem = what;
  };
  const auto end_field = [&] {
    if (row.fields.size() < kMostColumns) {
      row.fields.push_back(std::move(field));
    } else {
      problem("more than 1,000 columns");
    }
    field.clear();
    closed = false;
  };
  for (char c = 0;;) {
    TRY(const bool more, peek(c));
    if (!more) {
      if (quoted) problem("a quote is opened and never closed");
      break;
    }
    if (quoted) {
      advance();
      if (c == '"') {
        char after = 0;
        TRY(const bool follows, peek(after));
        if (follows && after == '"') {
          advance();
        } else {
          quoted = false;
          closed = true;
          continue;
        }
      }
      if (field.size() >= kMostField) {
        problem("a field longer than 1 MiB, or a quote that is never closed");
        quoted = false;  // the rest of the row is read as it stands
        continue;
      }
      field += c;
      continue;
    }
    if (c == '\n' || c == '\r') {
      advance();
      char after = 0;
      TRY(const bool follows, peek(after));
      if (c == '\r' && follows && after == '\n') advance();
      if (c == '\r' && !(follows && after == '\n')) ++line_;
      break;
    }
    advance();
    if (c == separator_) {
      end_field();
    } else if (c == '"' && field.empty() && !closed) {
      quoted = true;
    } else if (field.size() < kMostField) {
      field += c;
    } else {
      problem("a field longer than 1 MiB");
    }
  }
  end_field();
  return {};
}

base::Result<bool> CsvReader::next(CsvRow& row) {
  if (!started_) TRY_DO(detect());
  for (;;) {
    row = {};
    char c = 0;
    TRY(const bool more, peek(c));
    if (!more) return false;
    row.line = line_;
    TRY_DO(read_row(row));
    if (row.fields.size() > 1 || !row.fields.front().empty() || !row.problem.empty()) return true;
  }
}

}  // namespace formats
