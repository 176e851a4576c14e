// HTML to text: the words of a mail that has no plain part.
// Shape:  scripts, styles and heads are dropped, blocks begin lines, quotations get "> ", entities
//         are decoded.
// Cost:   linear, no recursion; tags are read, not trusted: nothing is fetched or run.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace formats {
std::string html_text(std::string_view html);
}  // namespace formats
