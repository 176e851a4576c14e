// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/route.h"

namespace api {

const std::string& Asking::text(std::string_view member) const {
  static const std::string kNone;
  const formats::Json* value = body.find(member);
  return value == nullptr || value->as_string() == nullptr ? kNone : *value->as_string();
}

}  // namespace api
