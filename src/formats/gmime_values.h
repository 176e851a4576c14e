// GMime values: a header's value as GMime reads it, for those that are not plain.
// Shape:  values as they stood behind the colon, in; text in UTF-8, out.
// Cost:   some microseconds each.
// Source: GMime, whose options every use of it here shares.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "formats/mime.h"

typedef struct _GMimeParserOptions GMimeParserOptions;

namespace formats {

// Made once and never freed: GMime's own state lives as long as the process.
GMimeParserOptions* gmime_options();

std::string gmime_text(std::string_view value);     // unfolded, decoded, on one line
std::string gmime_subject(std::string_view value);  // … twice: some mailers encode it twice
std::optional<base::Time> gmime_date(const std::string& line);
std::string gmime_id(std::string_view value);
std::vector<std::string> gmime_ids(std::string_view value);
// Behind those in `out`; at most `most` in all.
void gmime_addresses(std::string_view value, std::size_t most, std::vector<Address>& out);

}  // namespace formats
