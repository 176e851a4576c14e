// Migrations: what makes a file of the newest format out of an older one, or out of nothing.
// Shape:  the numbered .sql files of this folder, embedded by the build, and for what SQL alone
//         cannot say a function here. Forward only, each in one transaction.
// Errors: kConflict for a newer format, kCorrupt for a file that is no book.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>

#include "base/hash.h"
#include "base/result.h"
#include "store/sqlite/database.h"

namespace store {

extern const char* const kMigrations[];  // [0] makes format 1 out of nothing
extern const int kNewestFormat;

// `key`: a new book's, where it is given.
base::Result<void> migrate(Database& db, const std::optional<base::Key>& key);

// Bytes of a blob that fill a row which stands alone on its page, without going over.
base::Result<std::size_t> bytes_in_row(Database& db);

}  // namespace store
