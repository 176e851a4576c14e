// Import: files as people have them (archives unopened, folders, single files) become entries of
// the book.
// Shape:  drafts are recorded in groups, each durable before the next is begun; what was recorded
//         stays, so that a stop, a kill or a full disk costs nothing but a second run. One thread
//         reads and derives ahead, the caller's records; progress is told by the caller's.
// Errors: kNotFound for a path that is not there; the disk's. What was read before stands in
//         `report`.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <span>
#include <string>

#include "app/app.h"
#include "app/import_report.h"

namespace app {

struct Importing {
  std::function<void(const ImportReport& so_far, const std::string& now_reading)> progress;
  const std::atomic<bool>* stop = nullptr;  // set from a signal
};

base::Result<void> import_files(App& app, std::span<const std::string> paths, const Importing& how,
                                ImportReport& report);

}  // namespace app
