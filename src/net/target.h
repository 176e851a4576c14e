// Target: what stands between the method and the version of a request line, taken apart and decoded.
// Shape:  origin form ("/a?b=c"), absolute form ("http://host/a"), or "*" of OPTIONS.
// Errors: kInvalid: another form, a bad "%", a byte that decodes to a control, too many parameters.
// Source: RFC 9112 §3.2, RFC 3986; "+" in a parameter is a space, as forms send it.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "net/message.h"

namespace net {

struct Target {
  std::string authority;  // of the absolute form; empty: none was given
  std::vector<std::string> segments;
  std::vector<Field> parameters;
};

base::Result<Target> parse_target(std::string_view text, std::size_t most_parameters);

}  // namespace net
