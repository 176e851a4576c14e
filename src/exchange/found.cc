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

constexpr std::string_view kMeet = "meet ";
constexpr std::array<std::string_view, 2> kIntro = {"intro: ", "introduction: "};

std::string looked_at(std::string_view subject, std::string_view text) {
  return base::fold(std::string(subject) + "\n" + std::string(text.substr(0, kLookedAt)));
}

bool has_any(std::string_view text, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view w) { return text.find(w) != std::string_view::npos; });
}

bool ends_with_any(std::string_view text, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view w) { return text.ends_with(w); });
}

// "Ben, meet Noor": at the beginning of what is said, or behind a name and a comma. `before`: all that
// stands before "meet".
bool begins_with_meet(std::string_view before) {
  constexpr std::array<std::string_view, 6> kBegin = {", ", ". ", "\n", ": ", "please ", "- "};
  return before.empty() || ends_with_any(before, kBegin);
}

bool says_meet(const std::string& text, const std::string& name) {
  for (std::size_t at = base::find_words(text, name); at != std::string::npos;
       at = base::find_words(text, name, at + 1)) {
    std::string_view before = std::string_view(text).substr(0, at);
    if (ends_with_any(before, kIntro)) return true;
    if (!before.ends_with(kMeet)) continue;
    before.remove_suffix(kMeet.size());
    if (begins_with_meet(before)) return true;
  }
  return false;
}

bool may_say_meet(std::string_view text) {
  if (has_any(text, kIntro)) return true;
  for (std::size_t at = text.find(kMeet); at != std::string_view::npos;
       at = text.find(kMeet, at + 1))
    if (begins_with_meet(text.substr(0, at))) return true;
  return false;
}

}  // namespace

bool may_show_deed(std::string_view subject, std::string_view text) {
  const std::string all = looked_at(subject, text);
  return may_say_meet(all) || has_any(all, kBringsTogether) || has_any(all, kPassesOn);
}

std::optional<model::DeedKind> deed_in(std::string_view subject, std::string_view text,
                                       std::span<const std::string> names) {
  const std::string all = looked_at(subject, text);
  std::size_t named = 0;
  bool meets = false;
  for (const std::string& name : names) {
    const std::string folded = base::fold(name);
    if (folded.size() < kShortestName || base::find_words(all, folded) == std::string::npos)
      continue;
    ++named;
    meets = meets || says_meet(all, folded);
  }
  const bool brings = meets || (named > 0 && has_any(all, kBringsTogether));
  if (names.size() > 1 && brings) return model::DeedKind::kIntroduction;
  if (has_any(all, kPassesOn)) return model::DeedKind::kReferral;
  return std::nullopt;
}

}  // namespace exchange
