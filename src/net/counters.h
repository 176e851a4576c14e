// Counters: what a server did so far; written by its threads, read by anybody at any time.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace net {

struct Counters {
  using Count = std::atomic<std::uint64_t>;
  Count connections = 0;   // open now
  Count accepted = 0;      // ever
  Count turned_away = 0;   // connections beyond the limit
  Count timed_out = 0;     // connections cut in a phase that took too long, idle ones too
  Count waiting = 0;       // requests in the pool now
  Count most_waiting = 0;  // … at the most
  Count overloaded = 0;    // requests that the pool had no room or time for
  std::atomic<std::int64_t> overloaded_at = 0;  // … the last one: steady_clock, in milliseconds
  Count renewed = 0;                            // certificates that were read anew
  Count not_renewed = 0;                        // looks at changed ones that could not be used
  std::array<Count, 6> answers{};               // by the first digit of the status
};

}  // namespace net
