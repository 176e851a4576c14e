// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>

namespace base {
namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Decodes the character at s[i]; its length in bytes, or 0 where the bytes are not UTF-8.
std::size_t decode(std::string_view s, std::size_t i, utf8proc_int32_t& c) {
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(s.data()) + i;
  const auto n = utf8proc_iterate(at, static_cast<utf8proc_ssize_t>(s.size() - i), &c);
  return n > 0 ? static_cast<std::size_t>(n) : 0;
}

// How many bytes from s[i] on are ASCII and not NUL, as most text is: 32 at a time.
std::size_t plain_run(std::string_view s, std::size_t i) {
  constexpr std::size_t kBlock = 32;
  const std::size_t start = i;
  for (; i + kBlock <= s.size(); i += kBlock) {
    bool other = false;
    for (std::size_t k = 0; k < kBlock; ++k)
      other |= static_cast<signed char>(s.data()[i + k]) <= 0;
    if (other) break;
  }
  while (i < s.size() && static_cast<signed char>(s.data()[i]) > 0) ++i;
  return i - start;
}

// White space and control bytes: what one_line() leaves out.
bool is_gap(char c) { return (static_cast<unsigned char>(c) <= 0x20) | (c == 0x7f); }

}  // namespace

std::string_view trim(std::string_view s) {
  while (!s.empty() && is_space(s.front())) s.remove_prefix(1);
  while (!s.empty() && is_space(s.back())) s.remove_suffix(1);
  return s;
}

std::vector<std::string_view> split(std::string_view s, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = s.find(at);
    parts.push_back(s.substr(0, end));
    if (end == std::string_view::npos) return parts;
    s.remove_prefix(end + 1);
  }
}

std::string lower_ascii(std::string_view s) {
  std::string out(s);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return lower(x) == lower(y); });
}

bool starts_with_ignoring_case(std::string_view s, std::string_view prefix) {
  return s.size() >= prefix.size() && equal_ignoring_case(s.substr(0, prefix.size()), prefix);
}

bool contains_ignoring_case(std::string_view s, std::string_view part) {
  return std::search(s.begin(), s.end(), part.begin(), part.end(),
                     [](char x, char y) { return lower(x) == lower(y); }) != s.end();
}

std::size_t find_words(std::string_view folded, std::string_view words, std::size_t from) {
  const auto is_part = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & '\x80') != 0;
  };
  for (std::size_t at = folded.find(words, from); at != std::string_view::npos;
       at = folded.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    if ((at == 0 || !is_part(folded[at - 1])) && (end == folded.size() || !is_part(folded[end])))
      return at;
  }
  return std::string_view::npos;
}

std::string to_hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out(bytes.size() * 2, '0');
  char* to = out.data();
  for (const char c : bytes) {
    const auto b = static_cast<unsigned char>(c);
    *to++ = kDigits[b >> 4];
    *to++ = kDigits[b & 15];
  }
  return out;
}

std::optional<std::string> from_hex(std::string_view text) {
  const auto value = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
  };
  if (text.size() % 2 != 0) return std::nullopt;
  std::string out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = value(text[i]), low = value(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
  }
  return out;
}

bool is_ascii(std::string_view s) {
  unsigned char all = 0;
  for (const char c : s) all |= static_cast<unsigned char>(c);
  return all < 0x80;
}

bool is_utf8(std::string_view s) {
  utf8proc_int32_t c = 0;
  for (std::size_t i = plain_run(s, 0); i < s.size(); i += plain_run(s, i)) {
    const std::size_t n = decode(s, i, c);
    if (n == 0) return false;
    i += n;
  }
  return true;
}

std::string make_utf8(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  utf8proc_int32_t c = 0;
  for (std::size_t i = 0;;) {
    const std::size_t plain = plain_run(s, i);
    out.append(s, i, plain);
    i += plain;
    if (i == s.size()) return out;
    const std::size_t n = decode(s, i, c);
    if (n == 0) {
      out += "\xEF\xBF\xBD";
      ++i;
    } else {
      if (c == 0) {
        out += ' ';
      } else {
        out.append(s, i, n);
      }
      i += n;
    }
  }
}

std::string fold(std::string_view s) {
  const std::string clean = make_utf8(s);
  utf8proc_uint8_t* mapped = nullptr;
  const auto options =
      static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                     UTF8PROC_STRIPMARK | UTF8PROC_IGNORE | UTF8PROC_LUMP);
  const auto n = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(clean.data()),
                              static_cast<utf8proc_ssize_t>(clean.size()), &mapped, options);
  if (n < 0) return lower_ascii(clean);
  std::string out = one_line({reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(n)});
  std::free(mapped);
  return out;
}

std::string one_line(std::string_view s) {
  while (!s.empty() && is_gap(s.front())) s.remove_prefix(1);
  while (!s.empty() && is_gap(s.back())) s.remove_suffix(1);
  bool is_one = true;  // most are: no tab, no line end, no two spaces
  for (std::size_t i = 0; i + 1 < s.size(); ++i) {
    const char c = s.data()[i];
    const int gap = is_gap(c), between = (c == ' ') & (s.data()[i + 1] != ' ');
    is_one &= gap <= between;
  }
  if (is_one) return std::string(s);
  std::string out;
  out.reserve(s.size());
  bool gap = false;
  for (const char c : s) {
    if (is_gap(c)) {
      gap = true;
    } else {
      if (gap && !out.empty()) out += ' ';
      gap = false;
      out += c;
    }
  }
  return out;
}

std::string shorten(std::string_view s, std::size_t max_bytes, bool mark) {
  if (s.size() <= max_bytes) return std::string(s);
  static constexpr std::string_view kMark = "…";
  std::size_t end = mark && max_bytes > kMark.size() ? max_bytes - kMark.size() : max_bytes;
  while (end > 0 && (static_cast<unsigned char>(s[end]) & 0xC0) == 0x80) --end;
  std::string out(s.substr(0, end));
  if (mark) out += kMark;
  return out;
}

std::size_t width(std::string_view s) {
  std::size_t columns = 0;
  utf8proc_int32_t c = 0;
  for (std::size_t i = 0; i < s.size();) {
    const std::size_t n = decode(s, i, c);
    if (n == 0) {
      ++columns;
      ++i;
    } else {
      columns += static_cast<std::size_t>(std::max(0, utf8proc_charwidth(c)));
      i += n;
    }
  }
  return columns;
}

}  // namespace base
