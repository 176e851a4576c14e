// Reading: a draft taken apart: greeting, sentences and what each does, questions, offers, an easy no.
// Shape:  what a sentence does is found by turns of speech, in English only; in any other language there
//         are words, sentences, links and question marks.
// Order:  sentences as they stand; neither the greeting nor the closing is one of them.
// Cost:   linear; of a text beyond kMostBytes only the first part is read.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "composer/draft.h"
#include "composer/phrases.h"
#include "composer/words.h"

namespace composer {

inline constexpr std::size_t kMostBytes = std::size_t{64} << 10;

struct Sentence {
  Span words;
  std::size_t paragraph = 0;  // from 0, the greeting's line not counted
  bool question = false;      // ends in "?"
  bool requests = false;      // "would you …", "I am writing to ask …", "please forward …"
  bool invites = false;       // … to a coffee, a visit, a word about them: asks nothing of them
  bool pleasantry = false;    // "How are you?"
  bool offers = false;        // "happy to …", "in return I …", "I can introduce you …"
  bool generous = false;      // … without saying what: "let me know what I can do"
  bool easy_no = false;       // "no worries if not"
  bool reason = false;        // why them, or what it is worth to them
  bool pitches = false;       // "book a demo", "20 % off"
};

struct Reading {
  const Draft& draft;
  std::string_view text;  // of the draft, as far as it is read
  Language language = Language::kEnglish;
  std::vector<Word> words{};
  std::vector<Range> placeholders{};
  Span greeting{}, body{}, closing{};
  std::vector<Sentence> sentences{};
  std::size_t first_person = 0, second_person = 0;  // words of the body: "I", "our"; "you", "yours"

  Range range(Span span) const;  // with the closing marks of its last word
  Range range(const Sentence& sentence) const { return range(sentence.words); }
  bool has(const Sentence& sentence, const Phrases& phrases) const {
    return phrases.stands_in(words, sentence.words);
  }
  // The first such phrase of the body, and the sentence it stands in.
  struct Found {
    Span words;
    std::size_t sentence = 0;
  };
  std::optional<Found> find(const Phrases& phrases) const;
  // The sentences in which something is asked of the reader: of a message that is to ask, also plain
  // questions; of any other, requests that are no invitation.
  std::vector<std::size_t> asks() const;
  std::optional<std::size_t> offer() const;  // the first sentence with one
  std::string_view raw(const Word& word) const {
    return text.substr(word.at.begin, word.at.end - word.at.begin);
  }
};

// The draft must outlive what is read of it.
Reading read(const Draft& draft);

}  // namespace composer
