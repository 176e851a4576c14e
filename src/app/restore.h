// Export and restore: the whole book in one zip, in an open format, and back, byte for byte.
// Shape:  book.ndjson (docs/ledger-format.md); members have fixed dates, so equal books give equal
//         files.
// Errors: kConflict: a book is restored only into an empty one. kCorrupt: the chain does not
//         verify.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "app/app.h"

namespace app {

base::Result<void> export_book(App& app, const std::string& file);

// Whether a file is such an export, judged by its content.
bool is_export(const std::string& file);

// Makes the book in `folder` from an export; nothing may be there yet. All or nothing.
base::Result<void> restore(const std::string& file, const std::string& folder,
                           base::Random& random);

}  // namespace app
