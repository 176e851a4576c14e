// Words: a text as words, each with its place, and the marks between them as far as they matter.
// Shape:  a word is letters and digits with apostrophes in it ("don't"; a hyphen parts words). A link
//         and a mail address are one word each. What stands in for a name ("{first_name}") is kept
//         apart, and so are quoted lines ("> …"), which are somebody else's words.
// Unit:   bytes of the text. Borders never fall into a character of UTF-8.
// Cost:   linear.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace composer {

struct Range {  // of bytes; empty: nowhere in particular
  std::size_t begin = 0, end = 0;
  bool empty() const { return begin == end; }
  bool operator==(const Range&) const = default;
};

struct Span {  // of words: [first, last)
  std::size_t first = 0, last = 0;
  std::size_t size() const { return last - first; }
  bool empty() const { return first == last; }
};

struct Word {
  enum class Kind : std::uint8_t { kPlain, kNumber, kLink, kMail };
  std::string folded;  // lower case, "'" for every apostrophe
  Range at;
  std::uint16_t key = 0;  // key_of(folded)
  Kind kind = Kind::kPlain;
  char after = ' ';  // the first of ",;:-.!?\n" behind it; '"' and ')' only where there is no other
  bool capital = false;      // begins with one
  bool starts_line = false;  // nothing but marks of a list before it
  bool ends_sentence = false;
  bool asks = false;               // … with a "?"
  bool ends_paragraph = false;     // an empty line, or the end of a long line, follows
  std::size_t end_with_marks = 0;  // where its closing marks end
};

// Different for most words, and quick: most lists of phrases need not be looked into.
inline constexpr std::size_t kKeys = 2048;
inline std::uint16_t key_of(std::string_view folded) {
  std::size_t key = folded.size();
  for (const char c : folded.substr(0, 6)) key = key * 31 + static_cast<unsigned char>(c);
  return static_cast<std::uint16_t>(key % kKeys);
}

struct Words {
  std::vector<Word> words;
  std::vector<Range> placeholders;
};

Words words_of(std::string_view text);

}  // namespace composer
