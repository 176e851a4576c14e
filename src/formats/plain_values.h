// Plain values: what most mails have in their headers, read without a library.
// Shape:  each reader reads one header's value as it stood, or declines. Where it reads, it gives
//         what GMime gives (tests/fuzz/plain_mail_fuzz.cc holds it to that); where there is any
//         doubt it declines.
// Cost:   linear; some 50 ns each.
// Source: RFC 5322, without its obsolete forms, comments, groups and routes.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "formats/mime.h"

namespace formats {

// Words, unfolded, on one line. Declines encoded words, and bytes that are not UTF-8.
std::optional<std::string> plain_text(std::string_view value);

// "Thu, 22 Aug 2002 18:26:25 +0700", on one line.
std::optional<base::Time> plain_date(std::string_view line);

// "<id@host>", any number of them between white space.
std::optional<std::vector<std::string>> plain_ids(std::string_view value);

// "Ada Brenner <ada@example.org>, "Novak, Dora" <d@example.org>, bob@example.org", behind those in
// `out`; at most `most` in all. False: declined, and `out` is as it was.
bool plain_addresses(std::string_view value, std::size_t most, std::vector<Address>& out);

}  // namespace formats
