// Any file at all: recognised or not, read to its end, each record a draft or a skip.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "base/text.h"
#include "importers/all.h"
#include "importers/importer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string all(reinterpret_cast<const char*>(bytes), size);
  const auto whole = formats::bytes_of(all);
  const importers::Source source{"fuzz", all.substr(0, importers::kHead), whole.get()};
  const importers::Importer* importer = importers::recognize(source);
  if (importer == nullptr) {
    ASSERT(!importers::describe_unknown(source).empty());
    return 0;
  }
  const importers::Emit emit{[](importers::Read&& read) -> base::Result<void> {
                               const auto* it = std::get_if<importers::Draft>(&read);
                               if (it == nullptr) return {};
                               const importers::Draft& draft = *it;
                               ASSERT(!draft.key.empty());
                               ASSERT(!draft.parties.empty());
                               ASSERT(base::make_utf8(draft.text) == draft.text);
                               ASSERT(base::make_utf8(draft.subject) == draft.subject);
                               for (const auto& party : draft.parties)
                                 ASSERT(!party.handle.empty());
                               return {};
                             },
                             [](const std::string& where, const std::string& reason) {
                               ASSERT(!where.empty() && !reason.empty());
                             },
                             [] { return false; }, [](std::uint64_t) {}};
  (void)importer->parse(source, emit);
  return 0;
}
