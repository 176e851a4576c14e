// SPDX-License-Identifier: AGPL-3.0-or-later
#include "match/words.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "match/plain_words.h"

namespace match {
namespace {

constexpr float kRole = .8F, kAside = .7F;
constexpr std::size_t kMostWords = 400;  // of one text

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// All words in order; "," where a clause ends. "'s" and "n't" fall off.
std::vector<std::string> cut(std::string_view text) {
  const std::string folded = base::fold(text);
  std::vector<std::string> all;
  for (std::size_t i = 0; i < folded.size() && all.size() < kMostWords;) {
    if (is_digit(folded[i])) {
      while (i < folded.size() && is_digit(folded[i])) ++i;
      all.emplace_back("#");
      continue;
    }
    if (!is_letter(folded[i])) {
      if (std::string_view(",;:.").find(folded[i]) != std::string_view::npos) all.emplace_back(",");
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < folded.size() && is_letter(folded[end])) ++end;
    std::string word = folded.substr(i, end - i);
    i = end;
    if (i + 1 < folded.size() && folded[i] == '\'') {
      if (folded[i + 1] == 's')
        i += 2;
      else if (folded[i + 1] == 't' && word.ends_with('n'))
        word.pop_back(), i += 2;
    }
    if (!word.empty()) all.push_back(std::move(word));
  }
  return all;
}

bool says_something(const std::string& word) { return word.size() > 1 && !says_nothing(word); }

void add(std::vector<Word>& to, std::string word, float weight) {
  const auto same = [&](const Word& w) { return w.text == word; };
  if (std::none_of(to.begin(), to.end(), same)) to.push_back({std::move(word), weight});
}

bool begins_aside(const std::string& word) {
  return word == "," || word == "because" || word == "since" || word == "but";
}

}  // namespace

std::vector<Word> words_of_need(std::string_view need) {
  std::vector<Word> words;
  bool aside = false;
  for (std::string& word : cut(need)) {
    if (begins_aside(word)) {
      aside = !words.empty();
    } else if (says_something(word)) {
      add(words, std::move(word), aside ? kAside : 1);
    }
  }
  return words;
}

std::vector<Word> words_of_offer(std::string_view role, std::string_view does) {
  std::vector<Word> words;
  std::vector<std::string> roles = words_of(role);
  for (const std::string& word : roles) {
    if (!is_rank(word)) add(words, word, kRole);
  }
  std::vector<std::string> all = cut(does);
  for (std::size_t i = 0; i < all.size();) {
    if (const std::size_t trimming = trimming_at(all, i); trimming > 0) {
      i += trimming;
      continue;
    }
    if (says_something(all[i])) add(words, std::move(all[i]), 1);
    ++i;
  }
  if (words.empty()) {
    for (std::string& word : roles) add(words, std::move(word), kRole);
  }
  return words;
}

std::vector<std::string> words_of(std::string_view phrase) {
  std::vector<std::string> all = cut(phrase);
  std::erase_if(all, [](const std::string& word) { return !says_something(word); });
  return all;
}

std::string stem(std::string_view word) {
  std::string w(word);
  const auto swap_end = [&](std::string_view from, std::string_view to) {
    if (!w.ends_with(from) || w.size() <= from.size() + 2) return false;
    w.replace(w.size() - from.size(), from.size(), to);
    return true;
  };
  if (!swap_end("ies", "y") && !swap_end("sses", "ss") && !swap_end("ches", "ch") &&
      !swap_end("shes", "sh") && !swap_end("xes", "x") && w.size() > 3 && w.ends_with('s') &&
      !w.ends_with("ss") && !w.ends_with("us") && !w.ends_with("is"))
    w.pop_back();
  static constexpr std::array<std::string_view, 24> kEndings = {
      "isation", "ization", "ations", "ation", "ements", "ement", "ments", "ment",
      "ings",    "ing",     "ers",    "er",    "ors",    "or",    "ed",    "ies",
      "ally",    "al",      "ist",    "ic",    "ion",    "es",    "e",     "y"};
  for (const std::string_view ending : kEndings) {
    if (w.ends_with(ending) && w.size() - ending.size() >= 4) {
      w.resize(w.size() - ending.size());
      break;
    }
  }
  const auto last = [&](std::size_t back) { return w[w.size() - back]; };
  if (w.size() > 4 && last(1) == last(2) && last(1) != 'l' && last(1) != 's') w.pop_back();
  if (w.size() > 4 && last(1) == 'e') w.pop_back();
  return w;
}

}  // namespace match
