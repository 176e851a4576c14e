// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/flat_array.h"

#include <sys/mman.h>

#include <cstdint>

namespace base {
namespace {

constexpr std::uintptr_t kLargePage = 2U << 20U;

}  // namespace

void prefer_large_pages(void* from, std::size_t size) {
  const auto begin = reinterpret_cast<std::uintptr_t>(from);
  const std::uintptr_t first = (begin + kLargePage - 1) & ~(kLargePage - 1);
  const std::uintptr_t last = (begin + size) & ~(kLargePage - 1);
  // Only a wish: what the system answers does not matter.
  if (first < last) (void)::madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
}

}  // namespace base
