// CSV: rows in order of their lines, fields within their budget.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "formats/csv.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto source = formats::bytes_of({reinterpret_cast<const char*>(bytes), size});
  formats::CsvReader reader(*source);
  formats::CsvRow row;
  std::uint64_t line = 0;
  for (;;) {
    const auto more = reader.next(row);
    ASSERT(more.has_value());
    if (!*more) return 0;
    ASSERT(row.line > line);
    line = row.line;
    ASSERT(!row.fields.empty() || !row.problem.empty());
  }
}
