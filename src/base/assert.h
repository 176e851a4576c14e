// ASSERT: stops the program at our own bugs, in release too. Never guards outside input.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace base {
[[noreturn]] void assertion_failed(const char* what, const char* file, int line);
}

#define ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::base::assertion_failed(#condition, __FILE__, __LINE__))
