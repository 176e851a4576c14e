// Sense: what a word, a need and an offer mean, by the vectors and the lexicon together.
// Shape:  a word has a vector where the vectors have one, and hints at services: by its stem in the
//         lexicon, and less by words near to it. A text has the mean of its words and a share of each
//         service, at most eight, which with "none of them" make 1.
// Unit:   shares from 0 to 1.
// Cost:   a word 0.1 ms, once: it is compared with all words of the lexicon.
// Errors: none. Without vectors only stems speak.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "match/lexicon.h"
#include "match/vectors.h"
#include "match/words.h"

namespace match {

enum class Side : std::uint8_t { kNeed, kOffer };

struct Hint {
  Service service = 0;
  float strength = 0;
};

struct WordSense {
  std::string text, stem;
  bool has_vector = false;
  Vector vector;
  float weight = 1;  // how much such a word says; less for common ones
  std::vector<Hint> as_need, as_offer;

  const std::vector<Hint>& hints(Side side) const {
    return side == Side::kNeed ? as_need : as_offer;
  }
};

struct Share {
  Service service = 0;
  float share = 0;
};

class Sense {
 public:
  // Both must outlive it.
  explicit Sense(const Lexicon& lexicon, const Vectors* vectors = nullptr);

  WordSense word(const std::string& text) const;
  const Lexicon& lexicon() const { return *lexicon_; }
  bool has_vectors() const { return vectors_ != nullptr; }

  // How near two words are: 1 the same, 0 nothing in common.
  static float nearness(const WordSense& a, const WordSense& b);

 private:
  std::vector<Hint> hints(const WordSense& word, Side side, const std::vector<float>& near) const;

  const Lexicon* lexicon_;
  const Vectors* vectors_;
  std::vector<Vector> entry_vectors_;  // by entry of the lexicon
};

// Of words with their weights in the text: the mean, of length 1, and the shares of services.
struct WeighedWord {
  const WordSense* sense = nullptr;
  float weight = 1;
};
Vector mean_of(std::span<const WeighedWord> words);
std::vector<Share> shares_of(std::span<const WeighedWord> words, Side side, std::size_t services);
// How likely two texts are about one service.
double shared(std::span<const Share> a, std::span<const Share> b);

}  // namespace match
