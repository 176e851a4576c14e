// ScratchFolder: a folder of its own for a test, gone with all that is in it when the test ends.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <ftw.h>
#include <stdlib.h>

#include <cstdio>
#include <string>

#include "base/assert.h"

namespace base {

class ScratchFolder {
 public:
  ScratchFolder() {
    const char* tmp = std::getenv("TMPDIR");
    path_ = std::string(tmp == nullptr ? "/tmp" : tmp) + "/rapport-test-XXXXXX";
    ASSERT(::mkdtemp(path_.data()) != nullptr);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    ::nftw(
        path_.c_str(),
        [](const char* name, const struct stat*, int, struct FTW*) { return std::remove(name); },
        16, FTW_DEPTH | FTW_PHYS);
  }

  const std::string& path() const { return path_; }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace base
