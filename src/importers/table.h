// Table: a CSV file by the names of its columns, whatever stands above them.
// Shape:  names are compared without case, spaces, "_" and "-". A row gives its fields by name.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "formats/csv.h"
#include "importers/source.h"

namespace importers {

using Columns = std::map<std::string, std::size_t, std::less<>>;
std::string column_key(std::string_view name);  // "E-mail 1 - Value" → "email1value"
Columns columns_of(const formats::CsvRow& head);

// The first of the leading rows that `is_head` takes; none: false. The reader stands behind it.
base::Result<bool> find_head(formats::CsvReader& reader, Columns& columns,
                             const std::function<bool(const Columns&)>& is_head);
// The same over the first bytes of a source.
bool has_head(const Source& source, const std::function<bool(const Columns&)>& is_head);

class TableRow {
 public:
  TableRow(const Columns& columns, const formats::CsvRow& row) : columns_(columns), row_(row) {}
  // Trimmed and in UTF-8; "" where there is no such column.
  std::string get(std::string_view key) const;
  std::string first(std::initializer_list<std::string_view> keys) const;
  bool empty() const;  // all of it

 private:
  const Columns& columns_;
  const formats::CsvRow& row_;
};

}  // namespace importers
