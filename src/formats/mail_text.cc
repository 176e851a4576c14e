// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/mail_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"

namespace formats {
namespace {

// A line behind which everything is somebody else's; `t` is the same without white space around.
bool ends_the_new(std::string_view line, std::string_view t) {
  if (t.empty() || (t.front() != '-' && t.front() != '_')) return false;
  if (line == "--" || line == "-- ") return true;
  static constexpr std::array<std::string_view, 8> kOpenings = {"-----Original Message",
                                                                "----- Original Message",
                                                                "---------- Forwarded message",
                                                                "-----Ursprüngliche Nachricht",
                                                                "-------- Original Message",
                                                                "-------- Forwarded Message",
                                                                "________________________________",
                                                                "-----Message d'origine"};
  return std::any_of(kOpenings.begin(), kOpenings.end(),
                     [&](std::string_view o) { return t.starts_with(o); });
}

bool is_quoted(std::string_view t) {
  if (t.starts_with('>') || t.starts_with('|')) return true;
  // Initials before the sign: "AB> ".
  const std::size_t sign = t.substr(0, 5).find('>');
  return sign != std::string_view::npos && sign > 0 &&
         std::all_of(t.begin(), t.begin() + static_cast<std::ptrdiff_t>(sign),
                     [](char c) { return c >= 'A' && c <= 'Z'; });
}

// "On 3 May, Bob wrote:": a line that only introduces what is quoted below it.
bool introduces(std::string_view line) {
  const std::string_view t = base::trim(line);
  static constexpr std::array<std::string_view, 9> kVerbs = {
      "wrote:",   "writes:",   "said:",       "schrieb:", "a écrit :",
      "a écrit:", "escribió:", "ha scritto:", "schreef:"};
  return std::any_of(kVerbs.begin(), kVerbs.end(),
                     [&](std::string_view v) { return t.ends_with(v); });
}

}  // namespace

std::string new_text(std::string_view body, std::size_t most_bytes) {
  std::vector<std::string_view> kept;
  kept.reserve(64);
  std::size_t bytes = 0;
  for (std::size_t at = 0; at <= body.size();) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    std::string_view line = body.substr(at, end - at);
    at = end + 1;
    while (line.ends_with('\r')) line.remove_suffix(1);
    const std::string_view trimmed = base::trim(line);
    if (ends_the_new(line, trimmed) || bytes > most_bytes) break;
    if (is_quoted(trimmed)) {
      // The introduction stands over the quotation, on one line or two.
      while (!kept.empty() && base::trim(kept.back()).empty()) kept.pop_back();
      if (!kept.empty() && introduces(kept.back())) {
        kept.pop_back();
        if (!kept.empty() && base::starts_with_ignoring_case(base::trim(kept.back()), "on "))
          kept.pop_back();
      }
      continue;
    }
    if (trimmed.empty() && (kept.empty() || base::trim(kept.back()).empty())) continue;
    kept.push_back(line);
    bytes += line.size() + 1;
  }
  while (!kept.empty() && base::trim(kept.back()).empty()) kept.pop_back();
  std::string text;
  text.reserve(bytes);
  for (const std::string_view line : kept) {
    text += line;
    text += '\n';
  }
  return base::shorten(base::trim(base::make_utf8(text)), most_bytes);
}

}  // namespace formats
