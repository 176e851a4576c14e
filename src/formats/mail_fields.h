// Mail fields: what a message's head says, out of its lines.
// Shape:  kPlain reads plain values without GMime and leaves the others to it; kGMime gives all to
//         GMime. Both say the same; the second is there to prove it.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "formats/mail_head.h"
#include "formats/mime.h"

namespace formats {

enum class Values { kPlain, kGMime };

// All of a Mail but its text and problems.
void read_fields(const MailHead& head, Values how, Mail& mail);

}  // namespace formats
