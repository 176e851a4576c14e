// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/phrases.h"

#include <algorithm>
#include <array>

#include "base/assert.h"
#include "base/text.h"

namespace composer {
namespace {

constexpr std::size_t kMostAny = 3;  // words that a "*" stands for

}  // namespace

bool is_number(const Word& word) {
  static constexpr std::array<std::string_view, 20> kNumbers = {
      "one",     "two",   "three", "four",    "five",   "six",    "seven",
      "eight",   "nine",  "ten",   "fifteen", "twenty", "thirty", "forty",
      "hundred", "dozen", "half",  "twelve",  "couple", "eleven"};
  return word.kind == Word::Kind::kNumber ||
         std::find(kNumbers.begin(), kNumbers.end(), word.folded) != kNumbers.end();
}

Phrases::Phrases(std::initializer_list<std::string_view> phrases) {
  for (std::string_view text : phrases) {
    Phrase phrase;
    phrase.at_start = text.starts_with('^');
    if (phrase.at_start) text.remove_prefix(1);
    for (std::string_view token : base::split(text, ' ')) {
      Part part;
      part.any = token == "*";
      part.number = token == "#";
      part.optional = token.ends_with('?');
      if (part.optional) token.remove_suffix(1);
      if (!part.any && !part.number) part.choices = base::split(token, '|');
      phrase.parts.push_back(std::move(part));
    }
    const Part& first = phrase.parts.front();
    ASSERT(!first.any && !first.optional);
    const bool fixed = std::none_of(first.choices.begin(), first.choices.end(),
                                    [](std::string_view one) { return one.ends_with('~'); });
    if (first.number || !fixed) {
      others_.push_back(phrases_.size());
    } else {
      for (const std::string_view choice : first.choices) {
        by_first_.emplace_back(choice, phrases_.size());
        keys_.set(key_of(choice));
      }
    }
    phrases_.push_back(std::move(phrase));
  }
  std::sort(by_first_.begin(), by_first_.end());
}

bool Phrases::fits(const Part& part, const Word& word) {
  if (part.number) return is_number(word);
  return std::any_of(part.choices.begin(), part.choices.end(), [&](std::string_view choice) {
    if (choice.ends_with('~')) return word.folded.starts_with(choice.substr(0, choice.size() - 1));
    return word.folded == choice;
  });
}

// The words of `rest` that the parts from `part` on take, and one; 0: they do not fit.
std::size_t Phrases::match(const Phrase& phrase, std::span<const Word> words, Span rest,
                           std::size_t part) {
  if (part == phrase.parts.size()) return 1;
  const Part& wanted = phrase.parts[part];
  if (wanted.any) {
    for (std::size_t skipped = 0; skipped <= std::min(kMostAny, rest.size()); ++skipped) {
      const std::size_t n = match(phrase, words, {rest.first + skipped, rest.last}, part + 1);
      if (n > 0) return n + skipped;
    }
    return 0;
  }
  if (!rest.empty() && fits(wanted, words[rest.first])) {
    const std::size_t n = match(phrase, words, {rest.first + 1, rest.last}, part + 1);
    if (n > 0) return n + 1;
  }
  return wanted.optional ? match(phrase, words, rest, part + 1) : 0;
}

std::optional<Span> Phrases::find_at(std::span<const Word> words, Span in, std::size_t at) const {
  const auto attempt = [&](std::size_t number) -> std::optional<Span> {
    const Phrase& phrase = phrases_[number];
    if (phrase.at_start && at != in.first) return std::nullopt;
    const std::size_t n = match(phrase, words, {at, in.last}, 0);
    if (n == 0) return std::nullopt;
    return Span{at, at + n - 1};
  };
  if (others_.empty() && !keys_.test(words[at].key)) return std::nullopt;
  const std::string_view first = words[at].folded;
  auto it = std::lower_bound(by_first_.begin(), by_first_.end(), std::pair(first, std::size_t{0}));
  for (; it != by_first_.end() && it->first == first; ++it) {
    if (const auto found = attempt(it->second)) return found;
  }
  for (const std::size_t number : others_) {
    if (const auto found = attempt(number)) return found;
  }
  return std::nullopt;
}

std::optional<Span> Phrases::find(std::span<const Word> words, Span in) const {
  for (std::size_t at = in.first; at < in.last; ++at) {
    if (const auto found = find_at(words, in, at)) return found;
  }
  return std::nullopt;
}

}  // namespace composer
