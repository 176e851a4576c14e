// A whole ledger as text, from strangers' hands: it reads and verifies, or says why not.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "base/random.h"
#include "ledger/ledger.h"
#include "ledger/transfer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(bytes), size);
  const auto next = [&](std::string& line) -> base::Result<bool> {
    if (rest.empty()) return false;
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return true;
  };
  std::string first;
  if (!*next(first)) return 0;
  const auto key = ledger::parse_ledger_key(first);
  if (!key) return 0;
  auto log = store::open_memory_log(*key);
  const auto done = ledger::parse_ledger(next, *log);
  const auto random = base::seeded_random(1);
  ledger::Ledger ledger(std::move(log), *random);
  const auto verified = ledger.verify();
  if (done) ASSERT(verified.has_value());
  return 0;
}
