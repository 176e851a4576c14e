// SPDX-License-Identifier: AGPL-3.0-or-later
#include "exchange/found.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace exchange {
namespace {

constexpr std::size_t kLookedAt = 1000;  // bytes
constexpr std::size_t kShortestName = 2;

// Folded: without case and accents, marks as they are.
constexpr std::array<std::string_view, 14> kBringsTogether = {
    "introduce you to",  "introduce you two",   "introducing you",    "like to introduce",
    "love to introduce", "please meet",         "you two should",     "you two to meet",
    "you both to meet",  "you should meet",     "connect the two of", "connecting you",
    "put you in touch",  "putting you in touch"};
constexpr std::array<std::string_view, 10> kPassesOn = {
    "gave your name to",   "gave them your",       "given your name",    "passed your name",
    "passed your details", "passed your number",   "recommended you to", "referred you to",
    "sent them your way",  "told them to call you"};

// "Ben, meet Noor": at the beginning of what is said, or behind a name and a comma.
bool says_meet(const std::string& text, const std::string& name) {
  for (std::size_t at = base::find_words(text, name); at != std::string::npos;
       at = base::find_words(text, name, at + 1)) {
    std::string_view before = std::string_view(text).substr(0, at);
    if (before.ends_with("intro: ") || before.ends_with("introduction: ")) return true;
    if (!before.ends_with("meet ")) continue;
    before.remove_suffix(5);
    constexpr std::array<std::string_view, 6> kBegin = {", ", ". ", "\n", ": ", "please ", "- "};
    if (before.empty() || std::any_of(kBegin.begin(), kBegin.end(),
                                      [&](std::string_view b) { return before.ends_with(b); }))
      return true;
  }
  return false;
}

}  // namespace

std::optional<model::DeedKind> deed_in(std::string_view subject, std::string_view text,
                                       std::span<const std::string> names) {
  const std::string all =
      base::fold(std::string(subject) + "\n" + std::string(text.substr(0, kLookedAt)));
  const auto has = [&](std::string_view words) { return all.find(words) != std::string::npos; };
  std::size_t named = 0;
  bool meets = false;
  for (const std::string& name : names) {
    const std::string folded = base::fold(name);
    if (folded.size() < kShortestName || base::find_words(all, folded) == std::string::npos)
      continue;
    ++named;
    meets = meets || says_meet(all, folded);
  }
  const bool brings =
      meets || (named > 0 && std::any_of(kBringsTogether.begin(), kBringsTogether.end(), has));
  if (names.size() > 1 && brings) return model::DeedKind::kIntroduction;
  if (std::any_of(kPassesOn.begin(), kPassesOn.end(), has)) return model::DeedKind::kReferral;
  return std::nullopt;
}

}  // namespace exchange
