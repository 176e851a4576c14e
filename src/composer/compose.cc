// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/compose.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace composer {
namespace {

constexpr std::size_t kLongestSubject = 70;  // bytes

std::string first_word(std::string_view text) {
  return base::lower_ascii(text.substr(0, std::min(text.find_first_of(" ,"), text.size())));
}

template <std::size_t N>
bool begins_with_one(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), first_word(text)) != words.end();
}

std::string capital(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 32);
  return text;
}

// Without white space and marks at its end.
std::string bare(std::string_view text) {
  std::string one = base::one_line(text);
  while (!one.empty() && (one.back() == '.' || one.back() == '!' || one.back() == '?' ||
                          one.back() == ' ' || one.back() == ','))
    one.pop_back();
  return one;
}

std::string sentence(const std::string& text, char mark) {
  return text.empty() ? "" : capital(text) + mark;
}

// A sentence has a subject of its own; anything else is put behind `lead`.
std::string told(std::string_view part, std::string_view lead) {
  static constexpr std::array<std::string_view, 26> kSubjects = {
      "i",     "i'm", "i've", "i'd",  "i'll", "we",     "we're",   "we've", "we'd",
      "we'll", "my",  "our",  "you",  "your", "you're", "the",     "this",  "there",
      "it",    "she", "he",   "they", "if",   "in",     "because", "as"};
  const std::string text = bare(part);
  if (text.empty()) return "";
  const bool whole =
      text.front() >= 'A' && text.front() <= 'Z' && text.find(' ') != std::string::npos;
  return begins_with_one(text, kSubjects) || whole ? sentence(text, '.')
                                                   : std::string(lead) + text + ".";
}

std::string asked(std::string_view part) {
  static constexpr std::array<std::string_view, 18> kAsking = {
      "would", "could", "can", "will", "may",   "might", "do",   "does", "did",
      "are",   "is",    "who", "what", "where", "which", "when", "how",  "shall"};
  const std::string text = bare(part);
  if (text.empty()) return "";
  return begins_with_one(text, kAsking) ? sentence(text, '?') : "Would you " + text + "?";
}

std::string offered(std::string_view part) {
  static constexpr std::array<std::string_view, 7> kReady = {
      "happy", "glad", "pleased", "delighted", "willing", "ready", "keen"};
  const std::string text = bare(part);
  if (begins_with_one(text, kReady)) return "I would be " + text + ".";
  return told(text, "In return I would gladly ");
}

std::string reasoned(std::string_view part) {
  const std::string text = bare(part);
  if (text.empty()) return "";
  const std::string first = first_word(text);
  if (first == "because" || first == "since" || first == "as") return "I turn to you " + text + ".";
  if (first == "you" || first == "your" || first == "you've" || first == "you're")
    return "I turn to you because " + text + ".";
  return told(text, "I turn to you because ");
}

void add(std::string& text, const std::string& part, const char* gap) {
  if (part.empty()) return;
  if (!text.empty()) text += gap;
  text += part;
}

}  // namespace

Draft compose(Kind kind, const Parts& parts) {
  Draft draft;
  draft.kind = kind;
  draft.language = Language::kEnglish;
  draft.subject = capital(base::shorten(bare(parts.need), kLongestSubject, true));
  std::string why, what;
  add(why, told(parts.need, kind == Kind::kThanks ? "Thank you for " : "I am looking for "), " ");
  add(why, reasoned(parts.reason), " ");
  add(what, offered(parts.offer), " ");
  if (is_ask(kind)) add(what, asked(parts.question), " ");
  const std::string name = base::one_line(parts.to);
  draft.text = name.empty() ? "Hello," : "Hello " + name + ",";
  add(draft.text, why, "\n\n");
  add(draft.text, what, "\n\n");
  if (is_ask(kind)) {
    const std::string no = sentence(bare(parts.easy_no), '.');
    add(draft.text, no.empty() ? "If it does not suit you, a plain no is fine." : no, "\n\n");
  }
  return draft;
}

std::string forwardable_blurb(const BlurbParts& parts) {
  const std::string name = bare(parts.name), does = bare(parts.does), need = bare(parts.need);
  const std::string to = bare(parts.to), first = name.substr(0, name.find(' '));
  std::string text;
  if (!name.empty() && !does.empty()) add(text, name + " " + does + ".", " ");
  if (!need.empty()) {
    const bool verb = first_word(need) == "to";
    add(text,
        (text.empty() ? name : first) + (verb ? " would like " : " is looking for ") + need + ".",
        " ");
  }
  if (const std::string why = bare(parts.why); !why.empty())
    add(text,
        first_word(why) == "because" ? "This is " + why + "." : "This is because " + why + ".",
        " ");
  if (const std::string gift = bare(parts.for_them); !gift.empty())
    add(text, "In return " + first + " offers " + (to.empty() ? "" : to + " ") + gift + ".", " ");
  add(text, "A no is fine, and needs no reason.", " ");
  return text;
}

}  // namespace composer
