// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/target.h"

#include "base/text.h"

namespace net {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

base::Result<std::string> decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
      if (high < 0 || low < 0) return base::fail(base::Code::kInvalid, "a bad % in the target");
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F)
      return base::fail(base::Code::kInvalid, "a control byte in the target");
    out += c;
  }
  if (!base::is_utf8(out)) return base::fail(base::Code::kInvalid, "the target is not UTF-8");
  return out;
}

base::Result<std::vector<Field>> parse_parameters(std::string_view text, std::size_t most) {
  std::vector<Field> parameters;
  for (const std::string_view pair : base::split(text, '&')) {
    if (pair.empty()) continue;
    if (parameters.size() == most)
      return base::fail(base::Code::kInvalid, "too many parameters in the target");
    const std::size_t is = pair.find('=');
    Field& parameter = parameters.emplace_back();
    TRY(parameter.name, decode(pair.substr(0, is), true));
    if (is != std::string_view::npos) {
      TRY(parameter.value, decode(pair.substr(is + 1), true));
    }
  }
  return parameters;
}

}  // namespace

base::Result<Target> parse_target(std::string_view text, std::size_t most_parameters) {
  Target target;
  if (base::starts_with_ignoring_case(text, "http://")) {
    text.remove_prefix(7);
    const std::size_t end = text.find_first_of("/?");
    target.authority = text.substr(0, end);
    text = end == std::string_view::npos ? "/" : text.substr(end);
    if (target.authority.empty())
      return base::fail(base::Code::kInvalid, "a target without its host");
  }
  if (text == "*") return target;
  if (!text.starts_with('/') || text.find('#') != std::string_view::npos)
    return base::fail(base::Code::kInvalid, "a target that is no path");
  const std::size_t query = text.find('?');
  for (const std::string_view segment : base::split(text.substr(1, query - 1), '/')) {
    TRY(target.segments.emplace_back(), decode(segment, false));
  }
  if (query != std::string_view::npos) {
    TRY(target.parameters, parse_parameters(text.substr(query + 1), most_parameters));
  }
  return target;
}

}  // namespace net
