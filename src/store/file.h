// Files that last: written beside, synced, renamed, and the folder synced; and the lock on a data
// folder.
// Errors: kUnavailable with the path and the system's reason; kConflict for a lock that another
//         holds.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace store {

base::Result<void> make_folder(
    const std::string& path);  // and those above it; only for its owner (0700)
base::Result<void> sync_folder(const std::string& path);  // what was made in it stays
base::Result<std::string> read_file(const std::string& path);
base::Result<void> write_file_durably(const std::string& path, std::string_view bytes);
base::Result<void> remove_file(const std::string& path);  // gone already is fine
base::Result<void> rename_durably(const std::string& from, const std::string& to);

// The same for what is made piece by piece: `write` appends through the sink it is given.
using Sink = std::function<base::Result<void>(std::string_view)>;
base::Result<void> write_file_durably(const std::string& path,
                                      const std::function<base::Result<void>(const Sink&)>& write);

// Held while the process lives; a second process is refused with the first one's number.
class Lock {
 public:
  static base::Result<Lock> take(const std::string& folder);
  Lock(Lock&&) noexcept;
  Lock& operator=(Lock&&) noexcept;
  ~Lock();

 private:
  explicit Lock(int fd) : fd_(fd) {}
  int fd_ = -1;
};

}  // namespace store
