// Plain body: the text of a mail whose body is one text, or parts of which the first is the plain
// text.
// Errors: declines what it does not read as surely as GMime does: other charsets, damaged
//         encodings, attachments, parts that would have to be chosen among, more than 1 MiB.
// Cost:   linear.
// Source: RFC 2045, 2046.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "formats/mail_head.h"

namespace formats {

inline constexpr std::size_t kMostBody = std::size_t{1} << 20;

// `body`: what stands behind the head.
std::optional<std::string> plain_body(const MailHead& head, std::string_view body);

}  // namespace formats
