// Phrases: turns of speech that are looked for word by word, inside one sentence.
// Shape:  "would|could you", "happy to", "keep * eye|eyes open": "|" parts words of which one stands
//         there, "*" is any words up to three, "#" a number, "~" behind a word any ending of it, "?"
//         behind a word that it may be missing, and "^" in front that it begins the sentence.
// Cost:   a look into a sorted table a word of the text; a few comparisons where one begins there.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <bitset>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "composer/words.h"

namespace composer {

class Phrases {
 public:
  Phrases(std::initializer_list<std::string_view> phrases);

  // The words of the first phrase in `in`, which is within one sentence.
  std::optional<Span> find(std::span<const Word> words, Span in) const;
  // … that begins at `at`; as many words as it is long.
  std::optional<Span> find_at(std::span<const Word> words, Span in, std::size_t at) const;
  bool stands_in(std::span<const Word> words, Span in) const { return find(words, in).has_value(); }

 private:
  struct Part {
    std::vector<std::string_view> choices;
    bool any = false, number = false, optional = false;
  };
  struct Phrase {
    std::vector<Part> parts;
    bool at_start = false;
  };
  static bool fits(const Part& part, const Word& word);
  static std::size_t match(const Phrase& phrase, std::span<const Word> words, Span rest,
                           std::size_t part);

  std::vector<Phrase> phrases_;
  std::vector<std::pair<std::string_view, std::size_t>> by_first_;  // sorted
  std::bitset<kKeys> keys_;                                         // of the words in by_first_
  std::vector<std::size_t> others_;                                 // begin with no fixed word
};

// "two", "ten", "30"
bool is_number(const Word& word);

}  // namespace composer
