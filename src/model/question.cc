// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/question.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace model {
namespace {

constexpr std::size_t kMostBytes = 160;
constexpr std::array<std::string_view, 10> kRequests = {
    "could you",      "can you",        "would you",   "please let me know",
    "let me know if", "please tell me", "do you know", "would it be possible",
    "may i ask",      "are you able to"};

bool is_link(std::string_view word) {
  return word.find("://") != std::string_view::npos || word.starts_with("www.");
}

// Ends of sentences: ".", "!", "?" before white space, and empty lines.
struct Sentences {
  std::string_view rest;

  bool next(std::string_view& sentence) {
    rest = base::trim(rest);
    if (rest.empty()) return false;
    for (std::size_t i = 0; i < rest.size(); ++i) {
      const char c = rest[i];
      const bool last = i + 1 == rest.size();
      const bool stop =
          (c == '.' || c == '!' || c == '?') && (last || rest[i + 1] == ' ' || rest[i + 1] == '\n');
      const bool paragraph = c == '\n' && !last && rest[i + 1] == '\n';
      if (!stop && !paragraph && !last) continue;
      sentence = rest.substr(0, i + 1);
      rest.remove_prefix(i + 1);
      return true;
    }
    return false;
  }
};

}  // namespace

std::string first_question(std::string_view text) {
  Sentences sentences{text};
  std::string_view raw;
  while (sentences.next(raw)) {
    const std::string sentence = base::one_line(raw);
    const std::string_view last_word = std::string_view(sentence).substr(sentence.rfind(' ') + 1);
    const bool marked = sentence.size() > 3 && sentence.ends_with('?') && !is_link(last_word);
    const bool requested = std::any_of(kRequests.begin(), kRequests.end(), [&](std::string_view r) {
      return base::starts_with_ignoring_case(sentence, r);
    });
    if (marked || requested) return base::shorten(sentence, kMostBytes, true);
  }
  return "";
}

}  // namespace model
