// Words: a need or an offer cut into the words that say something, each with its weight.
// Shape:  folded, without accents; "'s" and "n't" fall off; each word once. A number stands as "#" and
//         says nothing. What comes after the first clause of a need weighs less; so does the role
//         beside an offer.
// Cost:   linear.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace match {

struct Word {
  std::string text;
  float weight = 1;
  bool operator==(const Word&) const = default;
};

std::vector<Word> words_of_need(std::string_view need);
// "Roofer", "flat roofs and gutters; no job too small"
std::vector<Word> words_of_offer(std::string_view role, std::string_view does);

// All words of a phrase that say something.
std::vector<std::string> words_of(std::string_view phrase);
// What "bookkeeper" and "bookkeeping" have in common. Rough: two words with one stem may differ.
std::string stem(std::string_view word);

}  // namespace match
