// What an import job keeps on disk: its state as a small file, and what was handed over so far.
// Errors: kCorrupt for a file that is no job; kUnavailable with the system's reason.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "app/import_jobs.h"

namespace app {

std::string print_job(const ImportJob& job);
base::Result<ImportJob> parse_job(std::string_view text);  // without its id

// Makes the file and its folders where they are not there; on disk when it returns.
base::Result<void> append_piece(const std::string& path, std::uint64_t at, std::string_view bytes);

// Without where the server keeps the copies: "/srv/…/files/mail.mbox:17" → "mail.mbox:17".
std::string shown_without(std::string text, const std::string& folder);
ImportReport shown_without(ImportReport report, const std::string& folder);

}  // namespace app
