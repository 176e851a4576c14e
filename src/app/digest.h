// Digest: one hash of all that a book says, the same whatever the order in which it was told.
// Shape:  every interaction (joined), identity, name, answer, and the state of every tie, each
//         hashed by itself, sorted, hashed together. No ids, keys or times of recording: two books
//         agree by content.
// Cost:   one pass over the ledger with its texts.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "app/app.h"

namespace app {
base::Result<std::string> digest(App& app);  // 64 hexadecimal digits
}  // namespace app
