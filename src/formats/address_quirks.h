// Address quirks: what mailers put where an address should be, and names as people write them.
// Source: Exchange's X.500 names and bare names (the Enron mails), "Last First", "Last, First".
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/mime.h"

namespace formats {

// None where it is nobody's: an empty one, a mail daemon without a place.
std::optional<Address> make_address(std::string_view name, std::string_view address);

// A header that no address grammar reads: X.500 names, or names alone. Empty: it is an ordinary
// one.
std::vector<Address> parse_odd_addresses(const std::string& header);

// "'Brenner, Ada (Law)'" → "Ada Brenner"; a name that only repeats the address → "".
std::string clean_name(std::string_view name, std::string_view address);

}  // namespace formats
