// Warm: what the first question about paths, introductions and matches would wait for, made while nobody
// waits. A server calls it now and then; a program that ends after one answer has no use for it.
// Cost:   at once where it is there; otherwise that of network.h and match_index.h.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>

#include "app/app.h"

namespace app {

// Only when nothing changed since the turn before. `last_turn`: this function's own, 0 at first.
void warm(App& app, std::uint64_t& last_turn);

}  // namespace app
