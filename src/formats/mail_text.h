// Mail text: what the author wrote anew, without quotations, the lines that introduce them, and
// signatures.
// Cost:   linear.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace formats {
std::string new_text(std::string_view body, std::size_t most_bytes);
}  // namespace formats
