// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/pages.h"

#include <sys/mman.h>

#include "base/assert.h"

namespace graph {

Pages::Pages(std::size_t bytes) : bytes_(bytes) {
  at_ = ::mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
               -1, 0);
  ASSERT(at_ != MAP_FAILED);
  ::madvise(at_, bytes_, MADV_HUGEPAGE);  // a wish: small pages do as well, slower
}

Pages::~Pages() {
  if (at_ != nullptr) ::munmap(at_, bytes_);
}

}  // namespace graph
