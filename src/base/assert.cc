// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace base {
void assertion_failed(const char* what, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: this must hold and does not: %s\n", file, line, what);
  std::abort();
}
}  // namespace base
