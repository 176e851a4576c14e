// Table: values under keys in a file of their own: what is no word of the record, and must not be lost
// either.
// Shape:  each value bears a mark, a small number by which a few are found among many. One thread at a
//         time writes; another process may read meanwhile.
// Order:  values in the order in which they were added.
// Errors: kUnavailable from a full or failing disk: then nothing of that call was kept. kNotFound for a
//         key that is not there.
// Cost:   a write is on disk when it returns: some milliseconds. What a value was before is in no file
//         any more, unless somebody read meanwhile: then the next write sees to it.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace store {

struct TableRow {
  std::int64_t place = 0;  // in the order of adding
  std::string key;
  std::int64_t mark = 0;
  std::string value;

  bool operator==(const TableRow&) const = default;
};

class Table {
 public:
  virtual ~Table() = default;

  // False: there is one under this key already, whatever it says, and it stays as it is.
  virtual base::Result<bool> add(std::string_view key, std::int64_t mark,
                                 std::string_view value) = 0;
  virtual base::Result<void> set(std::string_view key, std::int64_t mark,
                                 std::string_view value) = 0;
  virtual base::Result<std::optional<TableRow>> find(std::string_view key) = 0;
  // All with this mark, the first added first.
  using Visit = std::function<base::Result<void>(TableRow&&)>;
  virtual base::Result<void> scan(std::int64_t mark, const Visit& visit) = 0;
  // At most `most`, the last added first.
  virtual base::Result<void> latest(std::size_t most, const Visit& visit) = 0;
  virtual base::Result<std::map<std::int64_t, std::uint64_t>> counts() = 0;  // by mark
};

base::Result<std::unique_ptr<Table>> open_sqlite_table(const std::string& file);
// For a look from another process; kNotFound where there is no file.
base::Result<std::unique_ptr<Table>> read_sqlite_table(const std::string& file);

}  // namespace store
