// Secret: random words that prove something, and what is kept of them.
// Shape:  256 random bits as 64 hexadecimal digits; a file holds only the hash. A recovery code is
//         short enough to be written down: 80 bits, in four groups of letters and digits that are not
//         mistaken for one another.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"

namespace members {

std::string new_secret(base::Random& random);
std::string new_id(base::Random& random);             // 128 bits: names something, proves nothing
std::string new_recovery_code(base::Random& random);  // "k7mq-2hxa-9tfr-wc4e"
std::string hash_of(std::string_view secret);         // 64 hexadecimal digits
// A recovery code as it may be typed: without case, spaces and dashes.
std::string plain_code(std::string_view typed);

std::string to_base64url(std::string_view bytes);
base::Result<std::string> from_base64url(std::string_view text);

}  // namespace members
