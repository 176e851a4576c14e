// Importer: reads one kind of source. A new one is a file and a line in all.cc.
// Shape:  recognize() looks at the content only. parse() is streaming and pure: it emits a draft or
//         a skip for every record it reads, so that none is lost without a word.
// Errors: a bad record is a skip, never an end; what emit.draft returns is passed on.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "base/result.h"
#include "importers/draft.h"
#include "importers/source.h"

namespace importers {

struct Emit {
  std::function<base::Result<void>(Read&& draft)> draft;
  std::function<void(std::string where, std::string reason)> skip;
  std::function<bool()> stop;                         // true: end here, as if the file did
  std::function<void(std::uint64_t bytes)> progress;  // read of this source so far
  base::Time now{};                                   // what repeats ends here
  std::string region = {};  // whose country code a local telephone number has: "DE"; empty: none
};

struct Importer {
  const char* name;   // "mbox"
  const char* title;  // "mail archive (mbox)"
  bool (*recognize)(const Source& source);
  base::Result<void> (*parse)(const Source& source, const Emit& emit);
};

}  // namespace importers
