// Wording: the small phrases that cards share.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "identity/directory.h"

namespace suggest {

std::string greeting(const identity::Directory& people, std::uint32_t person);  // "Hello Bob,"
std::string topic(std::string_view subject);          // without "Re:", "Fwd:", "[list]"; shortened
std::string rhythm_of(double usual_gap_days);         // "daily", "every 3 weeks"
std::string reply_subject(std::string_view subject);  // "Re: Lease"

}  // namespace suggest
