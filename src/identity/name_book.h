// Name book: the words of all names in one comparison, as numbers, and which of them are one name.
// Shape:  words that are forms of one name ("bob", "robert") share a number in forms(). Fit is
//         between 0 and 1.
// Cost:   a fit of two names is a few integer comparisons, and letters only where those fail.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "identity/name_words.h"

namespace identity {

using Word = std::uint32_t;

struct Name {
  std::vector<Word> words;
  Generation generation = Generation::kNone;
  bool hint = false;   // from an address: perhaps no name
  bool solid = false;  // two written words or more: enough to contradict another
  bool full() const { return words.size() > 1; }
  bool operator<(const Name& o) const { return words < o.words; }
  bool operator==(const Name& o) const {
    return words == o.words && generation == o.generation && hint == o.hint;
  }
};

// How two names meet, word by word.
struct Meeting {
  double fit = 0;  // may these be one person's? 1: the same; less for short forms, slips, initials
  std::vector<std::pair<Word, Word>> words;
};

class NameBook {
 public:
  Name read(std::string_view text, bool hint);
  void relate(Word a, Word b);  // they are forms of one name
  bool related(Word a, Word b) const;
  // The words and the names that they are forms of: what stands for each in counting. A few.
  const std::vector<std::uint32_t>& forms(Word w) const { return terms_[w].forms; }
  std::size_t forms_count() const { return forms_; }
  const std::string& text(Word w) const { return terms_[w].text; }

  Meeting meet(const Name& a, const Name& b) const;
  double fit(const Name& a, const Name& b) const { return meet(a, b).fit; }
  bool share_word(const Name& a, const Name& b) const;
  bool same_given(const Name& a, const Name& b) const;  // the first words

  // Under these a name meets those that it may fit.
  void keys(const Name& name, std::vector<std::string>& out) const;

 private:
  struct Term {
    std::string text, sound;
    std::vector<std::uint32_t> forms;  // ascending; the first is its own
    bool is_part = false;              // of a name of several words: alone it names nobody
    std::uint32_t seen = 0, last = 0;  // in names of several words; at their end
  };
  bool is_family_name(Word w) const;
  Word intern(const std::string& text);
  double word_fit(Word a, Word b) const;
  bool begins_with(Word w, char letter) const;  // it, or another form of its name
  Meeting meet_joined(const Name& joined, const Name& full) const;
  std::string joined(const Name& name) const;

  std::vector<Term> terms_;
  std::unordered_map<std::string, Word> by_text_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> short_forms_;
  std::vector<std::string> initials_;  // by form: of the words that are forms of it
  std::uint32_t forms_ = 0;
};

}  // namespace identity
