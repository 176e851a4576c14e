// Text: UTF-8 made valid, folded for comparing and searching, cut and joined.
// Shape:  folded text has no case, no accents, single spaces: "Zoë Ångström" → "zoe angstrom".
// Cost:   linear; utf8proc's tables.
// Source: Unicode NFKD, casefold.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace base {

std::string_view trim(std::string_view s);  // white space off both ends
std::vector<std::string_view> split(std::string_view s, char at);
std::string lower_ascii(std::string_view s);
bool equal_ignoring_case(std::string_view a, std::string_view b);  // ASCII only
bool starts_with_ignoring_case(std::string_view s, std::string_view prefix);
bool contains_ignoring_case(std::string_view s, std::string_view part);  // ASCII only

// Where `words` stand in `folded` (both as fold() gives them) with no letter or figure beside them; npos.
std::size_t find_words(std::string_view folded, std::string_view words, std::size_t from = 0);

std::string to_hex(std::string_view bytes);
std::optional<std::string> from_hex(std::string_view text);

bool is_ascii(std::string_view s);
bool is_utf8(std::string_view s);
std::string make_utf8(std::string_view s);  // each bad byte becomes U+FFFD; NUL becomes a space
std::string fold(std::string_view s);       // for comparing and searching
std::string one_line(std::string_view s);  // runs of white space and control bytes become one space
// At most `max_bytes` bytes, never in the middle of a character; "…" stands for what was cut when
// `mark`.
std::string shorten(std::string_view s, std::size_t max_bytes, bool mark = false);
std::size_t width(std::string_view s);  // columns on a terminal

}  // namespace base
