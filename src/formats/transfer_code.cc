// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/transfer_code.h"

#include <array>
#include <cstdint>

namespace formats {
namespace {

constexpr std::uint8_t kNone = 0xFF, kLineEnd = 0xFE;

constexpr std::array<std::uint8_t, 256> kSixBits = [] {
  std::array<std::uint8_t, 256> value{};
  value.fill(kNone);
  std::uint8_t next = 0;
  for (const char c :
       std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))
    value[static_cast<std::uint8_t>(c)] = next++;
  value['\r'] = value['\n'] = kLineEnd;
  return value;
}();

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

std::optional<std::string> sound_quoted_printable(std::string_view code) {
  std::string out;
  out.reserve(code.size());
  for (;;) {
    const std::size_t sign = code.find('=');
    out += code.substr(0, sign);
    if (sign == std::string_view::npos) return out;
    code.remove_prefix(sign + 1);
    if (code.starts_with('\n')) {
      code.remove_prefix(1);
      continue;
    }
    if (code.size() < 2) return std::nullopt;
    if (!code.starts_with("\r\n")) {
      const int high = hex_digit(code[0]), low = hex_digit(code[1]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
    }
    code.remove_prefix(2);
  }
}

std::optional<std::string> sound_base64(std::string_view code) {
  std::string out;
  out.reserve(code.size() / 4 * 3);
  std::uint32_t bits = 0;
  int digits = 0;
  std::size_t i = 0;
  for (; i < code.size() && code[i] != '='; ++i) {
    const std::uint8_t value = kSixBits[static_cast<std::uint8_t>(code[i])];
    if (value == kLineEnd) continue;
    if (value == kNone) return std::nullopt;
    bits = bits << 6 | value;
    if (++digits < 4) continue;
    for (const int shift : {16, 8, 0}) out += static_cast<char>(bits >> shift & 0xFF);
    bits = 0;
    digits = 0;
  }
  const std::string_view padding = code.substr(i);
  const std::size_t signs = padding.find_first_not_of('=') == std::string_view::npos
                                ? padding.size()
                                : padding.find_first_not_of('=');
  if (padding.find_first_not_of("\r\n", signs) != std::string_view::npos) return std::nullopt;
  if (digits == 0 && signs == 0) return out;
  if (digits < 2 || static_cast<std::size_t>(4 - digits) != signs) return std::nullopt;
  bits <<= 6 * (4 - digits);
  out += static_cast<char>(bits >> 16 & 0xFF);
  if (digits == 3) out += static_cast<char>(bits >> 8 & 0xFF);
  return out;
}

}  // namespace formats
