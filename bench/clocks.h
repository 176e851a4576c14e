// Clocks and memory of this process, by which the lab measures.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>

namespace lab {

std::uint64_t thread_ns();  // CPU time of this thread
double user_seconds();      // of all threads
double wall_seconds();
double resident_mb();   // now
long most_megabytes();  // ever in memory

}  // namespace lab
