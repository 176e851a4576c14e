// Migrations: the numbered .sql files of this folder, embedded by the build. Forward only.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace store {
extern const char* const kMigrations[];  // [0] makes format 1 out of nothing
extern const int kNewestFormat;
}  // namespace store
