// An mbox: every byte belongs to a message or to what stands before the first; reading ends.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "formats/mbox.h"
#include "formats/mime.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto source = formats::bytes_of({reinterpret_cast<const char*>(bytes), size});
  formats::MboxReader reader(*source, 4096);
  formats::MboxMessage message;
  std::uint64_t line = 0, number = 0;
  for (;;) {
    const auto more = reader.next(message);
    ASSERT(more.has_value());
    if (!*more) break;
    ASSERT(message.number == ++number);
    ASSERT(message.line > line);
    line = message.line;
    ASSERT(message.bytes.size() <= 4096);
    (void)formats::parse_from_line_date(message.from_line);
  }
  ASSERT(reader.bytes_read() <= size);
  return 0;
}
