// Snapshots of folds: bytes that are not theirs are refused, and what is taken saves again.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "graph/ties.h"
#include "identity/search_index.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view all(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  if (bytes[0] % 2 == 0) {
    const auto ties = graph::Ties::load(all);
    if (!ties) return 0;
    std::string saved;
    const auto append = [&](std::string_view some) -> base::Result<void> {
      saved += some;
      return {};
    };
    ASSERT(ties->save(append).has_value());
    ASSERT(saved == all && graph::Ties::load(saved).has_value());
    for (graph::Node u = 0; u < ties->nodes() && u < 64; ++u) (void)ties->neighbours(u);
  } else {
    const auto people = identity::Directory::load(all);
    if (!people) return 0;
    std::string saved;
    people->save(saved);
    ASSERT(identity::Directory::load(saved).has_value());
    identity::SearchIndex index;
    index.update(*people);
    (void)index.find("ada br");
  }
  return 0;
}
