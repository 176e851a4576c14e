// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/route.h"

#include <charconv>

namespace api {

const std::string& Asking::text(std::string_view member) const {
  static const std::string kNone;
  const formats::Json* value = body.find(member);
  return value == nullptr || value->as_string() == nullptr ? kNone : *value->as_string();
}

std::string Asking::parameter(std::string_view name) const {
  const std::string* text = request.parameter(name);
  return text == nullptr ? std::string() : *text;
}

std::size_t Asking::limit() const {
  constexpr std::size_t kUsual = 50;
  const std::string text = parameter("limit");  // held to its schema already
  std::size_t limit = kUsual;
  std::from_chars(text.data(), text.data() + text.size(), limit);
  return limit;
}

}  // namespace api
