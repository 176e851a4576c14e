// Archives: members are read within the budget, whatever they claim.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "formats/archive.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto source = formats::bytes_of({reinterpret_cast<const char*>(bytes), size});
  formats::Budget budget;
  budget.bytes = 1 << 20;
  budget.members = 100;
  std::uint64_t spent = 0, read = 0, members = 0;
  (void)formats::walk_archive(
      *source, budget, spent,
      [&](const std::string& name, formats::ByteSource& member) -> base::Result<void> {
        ++members;
        ASSERT(!name.starts_with("/") && ("/" + name + "/").find("/../") == std::string::npos);
        std::array<char, 4096> buffer{};
        for (;;) {
          const auto n = member.read(buffer);
          if (!n) return base::Failure(n.error());
          if (*n == 0) return {};
          read += *n;
        }
      },
      [](const std::string&, const std::string&) {});
  ASSERT(read <= budget.bytes + 4096);
  ASSERT(members <= budget.members);
  return 0;
}
