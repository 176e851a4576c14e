// Watches: "keep your eye open for …", held against everybody whom the book knows, whenever it learns
// something.
// Shape:  whoever fits is found once: a step of the watch, which puts up a card. To find somebody is not
//         to tell them, nor whoever wants it: that is the member's to do.
// Order:  call it inside a visit, or where no other thread is at the book.
// Errors: none: what cannot be recorded now is found again with the next thing that is said.
// Cost:   one question to the matcher for each open watch.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/app.h"

namespace app {

void look_out(App& app);

}  // namespace app
