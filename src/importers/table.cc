// SPDX-License-Identifier: AGPL-3.0-or-later
#include "importers/table.h"

#include <algorithm>

#include "base/text.h"

namespace importers {
namespace {
constexpr int kMostPreamble = 20;  // rows
}

std::string column_key(std::string_view name) {
  std::string key;
  for (const char c : base::lower_ascii(name)) {
    if (c != ' ' && c != '_' && c != '-' && c != '\t' && c != '*') key += c;
  }
  return key;
}

Columns columns_of(const formats::CsvRow& head) {
  Columns columns;
  for (std::size_t i = 0; i < head.fields.size(); ++i)
    columns.emplace(column_key(head.fields[i]), i);
  return columns;
}

base::Result<bool> find_head(formats::CsvReader& reader, Columns& columns,
                             const std::function<bool(const Columns&)>& is_head) {
  formats::CsvRow row;
  for (int i = 0; i < kMostPreamble; ++i) {
    TRY(const bool more, reader.next(row));
    if (!more) return false;
    columns = columns_of(row);
    if (is_head(columns)) return true;
  }
  return false;
}

bool has_head(const Source& source, const std::function<bool(const Columns&)>& is_head) {
  if (source.head.find('\0') != std::string::npos) return false;
  const auto bytes = formats::bytes_of(source.head);
  formats::CsvReader reader(*bytes);
  Columns columns;
  const auto found = find_head(reader, columns, is_head);
  return found && *found;
}

std::string TableRow::get(std::string_view key) const {
  const auto at = columns_.find(key);
  if (at == columns_.end() || at->second >= row_.fields.size()) return "";
  return base::make_utf8(base::trim(row_.fields[at->second]));
}

std::string TableRow::first(std::initializer_list<std::string_view> keys) const {
  for (const std::string_view key : keys) {
    if (std::string value = get(key); !value.empty()) return value;
  }
  return "";
}

bool TableRow::empty() const {
  return std::all_of(row_.fields.begin(), row_.fields.end(),
                     [](std::string_view field) { return base::trim(field).empty(); });
}

}  // namespace importers
