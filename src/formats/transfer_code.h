// Transfer code: quoted-printable and base64, decoded where they are undamaged.
// Errors: none where a byte stands that the encoding does not have: what was meant by it is GMime's
//         to guess.
// Cost:   linear.
// Source: RFC 2045, 6.7 and 6.8.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace formats {

std::optional<std::string> sound_quoted_printable(std::string_view code);
std::optional<std::string> sound_base64(std::string_view code);

}  // namespace formats
