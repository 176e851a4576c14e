// Plain mail: most mails, read without building GMime's tree of objects.
// Shape:  a plain head; a body of one text, or of parts the first of which is the plain text; in
//         ASCII, UTF-8 or Latin-1, as it stands, quoted-printable or base64. Anything else, and any
//         doubt, is declined. What is read is what GMime's way gives, field by field
//         (tests/fuzz/plain_mail_fuzz.cc, docs/decisions/0012-plain-mail.md).
// Cost:   linear; about 1.5 µs for a letter, a twentieth of GMime's.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "formats/mime.h"

namespace formats {

// None: declined.
std::optional<Mail> parse_plain_mail(std::string_view bytes);
// By GMime alone, whatever it is.
Mail parse_any_mail(std::string_view bytes);

}  // namespace formats
