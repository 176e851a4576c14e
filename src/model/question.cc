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

bool is_gap(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; }

// A sentence may end here: ".", "!", "?", or the first of two line ends.
bool may_end(char c, char behind) {
  return (c == '.') | (c == '!') | (c == '?') | ((c == '\n') & (behind == '\n'));
}

// The first such place from s[i] on, or the end: 32 bytes at a time, for most hold none.
std::size_t next_stop(std::string_view s, std::size_t i) {
  constexpr std::size_t kBlock = 32;
  for (; i + kBlock < s.size(); i += kBlock) {
    bool any = false;
    for (std::size_t k = i; k < i + kBlock; ++k) any |= may_end(s.data()[k], s.data()[k + 1]);
    if (any) break;
  }
  while (i < s.size() && !may_end(s[i], i + 1 < s.size() ? s[i + 1] : ' ')) ++i;
  return i;
}

// Ends of sentences: ".", "!", "?" before white space, and empty lines.
struct Sentences {
  std::string_view rest;

  bool next(std::string_view& sentence) {
    rest = base::trim(rest);
    if (rest.empty()) return false;
    std::size_t i = next_stop(rest, 0);
    while (i + 1 < rest.size()) {
      const char c = rest[i], behind = rest[i + 1];
      if (c == '\n' || behind == ' ' || behind == '\n') break;
      i = next_stop(rest, i + 1);
    }
    sentence = rest.substr(0, i + 1);
    rest.remove_prefix(sentence.size());
    return true;
  }
};

bool ends_in_a_mark(std::string_view raw) {
  while (!raw.empty() && is_gap(raw.back())) raw.remove_suffix(1);
  return raw.ends_with('?');
}

// Looks at the first words alone, as one_line() would write them.
bool requests(std::string_view raw) {
  std::array<char, 32> start{};
  std::size_t n = 0;
  for (std::size_t i = 0; i < raw.size() && n + 1 < start.size(); ++i) {
    if (is_gap(raw[i])) continue;
    if (n > 0 && is_gap(raw[i - 1])) start[n++] = ' ';
    start[n++] = raw[i];
  }
  return std::any_of(kRequests.begin(), kRequests.end(), [&](std::string_view r) {
    return base::starts_with_ignoring_case({start.data(), n}, r);
  });
}

}  // namespace

std::string first_question(std::string_view text) {
  Sentences sentences{text};
  std::string_view raw;
  while (sentences.next(raw)) {
    const bool requested = requests(raw);
    if (!requested && !ends_in_a_mark(raw)) continue;
    const std::string sentence = base::one_line(raw);
    const std::string_view last_word = std::string_view(sentence).substr(sentence.rfind(' ') + 1);
    const bool marked = sentence.size() > 3 && sentence.ends_with('?') && !is_link(last_word);
    if (marked || requested) return base::shorten(sentence, kMostBytes, true);
  }
  return "";
}

}  // namespace model
