// The codec of facts: what decodes encodes to something that decodes to the same; JSON alike.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "ledger/fact_codec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view all(reinterpret_cast<const char*>(bytes), size);
  const std::size_t split = 2 + all[1] % (size - 1);
  const auto fact = ledger::decode(bytes[0], all.substr(2, split - 2), all.substr(split));
  if (!fact) return 0;
  const ledger::Encoded once = ledger::encode(*fact);
  const auto again = ledger::decode(static_cast<std::uint8_t>(once.kind), once.content, once.text);
  ASSERT(again.has_value());
  const ledger::Encoded twice = ledger::encode(*again);
  ASSERT(once.content == twice.content && once.text == twice.text);
  const auto read = ledger::parse_fact(ledger::print_fact(*fact));
  if (read) ASSERT(ledger::encode(*read).content == once.content);
  return 0;
}
