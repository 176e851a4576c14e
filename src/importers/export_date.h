// Dates as exports write them, beside those of base::parse_time.
// Shape:  "15 Jan 2024", "7/8/26, 3:43 PM" (month first), "2021/09/01 12:41:31 UTC", "Jan 2020". No
//         zone is UTC.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "base/time.h"

namespace importers {
std::optional<base::Time> parse_export_date(std::string_view text);
}  // namespace importers
