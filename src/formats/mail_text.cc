// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/mail_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"

namespace formats {
namespace {

// A line behind which everything is somebody else's.
bool ends_the_new(std::string_view line) {
  if (line == "--" || line == "-- ") return true;
  static constexpr std::array<std::string_view, 8> kOpenings = {"-----Original Message",
                                                                "----- Original Message",
                                                                "---------- Forwarded message",
                                                                "-----Ursprüngliche Nachricht",
                                                                "-------- Original Message",
                                                                "-------- Forwarded Message",
                                                                "________________________________",
                                                                "-----Message d'origine"};
  const std::string_view t = base::trim(line);
  return std::any_of(kOpenings.begin(), kOpenings.end(),
                     [&](std::string_view o) { return t.starts_with(o); });
}

bool is_quoted(std::string_view line) {
  const std::string_view t = base::trim(line);
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
  std::size_t bytes = 0;
  for (std::string_view line : base::split(body, '\n')) {
    while (line.ends_with('\r')) line.remove_suffix(1);
    if (ends_the_new(line) || bytes > most_bytes) break;
    if (is_quoted(line)) {
      // The introduction stands over the quotation, on one line or two.
      while (!kept.empty() && base::trim(kept.back()).empty()) kept.pop_back();
      if (!kept.empty() && introduces(kept.back())) {
        kept.pop_back();
        if (!kept.empty() && base::starts_with_ignoring_case(base::trim(kept.back()), "on "))
          kept.pop_back();
      }
      continue;
    }
    if (base::trim(line).empty() && (kept.empty() || base::trim(kept.back()).empty())) continue;
    kept.push_back(line);
    bytes += line.size() + 1;
  }
  while (!kept.empty() && base::trim(kept.back()).empty()) kept.pop_back();
  std::string text;
  for (const std::string_view line : kept) {
    text += line;
    text += '\n';
  }
  return base::shorten(base::trim(base::make_utf8(text)), most_bytes);
}

}  // namespace formats
