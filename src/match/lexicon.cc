// SPDX-License-Identifier: AGPL-3.0-or-later
#include "match/lexicon.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/assert.h"
#include "base/text.h"
#include "match/words.h"

namespace match {

extern const char* const kLexicon;  // src/match/lexicon/*.txt, put in by CMake

namespace {

constexpr std::size_t kMostServices = 10'000;

float share_of_phrase(std::size_t words) {
  return static_cast<float>(1 / std::pow(static_cast<double>(words), .25));
}

}  // namespace

void Lexicon::add(std::string_view phrases, Service service, bool sells) {
  for (const std::string_view phrase : base::split(phrases, ',')) {
    const std::vector<std::string> words = words_of(phrase);
    for (const std::string& word : words) {
      const auto [at, is_new] =
          place_.try_emplace(word, static_cast<std::uint32_t>(entries_.size()));
      if (is_new) entries_.push_back({word, {}, 1});
      std::vector<Use>& uses = entries_[at->second].uses;
      if (uses.empty() || uses.back().service != service) uses.push_back({service, 0, 0});
      float& use = sells ? uses.back().sell : uses.back().need;
      use = std::max(use, share_of_phrase(words.size()));
    }
  }
}

// A word of one service says which; a word of fifty says little.
void Lexicon::weigh() {
  for (std::uint32_t i = 0; i < entries_.size(); ++i) by_stem_[stem(entries_[i].word)].push_back(i);
  const double most = std::log1p(static_cast<double>(names_.size()));
  for (const auto& [stem, places] : by_stem_) {
    std::set<Service> services;
    for (const std::uint32_t i : places) {
      for (const Use& use : entries_[i].uses) services.insert(use.service);
    }
    const double in_each =
        static_cast<double>(names_.size()) / static_cast<double>(services.size());
    for (const std::uint32_t i : places)
      entries_[i].rarity = static_cast<float>(std::log1p(in_each) / most);
  }
}

base::Result<Lexicon> Lexicon::parse(std::string_view text) {
  Lexicon lexicon;
  std::vector<std::string_view> block;
  const auto end_block = [&]() -> base::Result<void> {
    if (block.empty()) return {};
    if (block.size() != 3 || !block[1].starts_with("need: ") || !block[2].starts_with("sell: ") ||
        lexicon.names_.size() == kMostServices)
      return base::fail(base::Code::kInvalid, "lexicon: " + std::string(block[0]) +
                                                  ": not a name, a line of need and one of sell");
    const auto service = static_cast<Service>(lexicon.names_.size());
    lexicon.names_.emplace_back(block[0]);
    lexicon.add(block[1].substr(6), service, false);
    lexicon.add(block[2].substr(6), service, true);
    lexicon.add(block[0], service, true);
    block.clear();
    return {};
  };
  for (const std::string_view raw : base::split(text, '\n')) {
    const std::string_view line = base::trim(raw);
    if (line.empty()) {
      TRY_DO(end_block());
    } else if (line[0] != '#') {
      block.push_back(line);
    }
  }
  TRY_DO(end_block());
  lexicon.weigh();
  return lexicon;
}

const Lexicon& Lexicon::built_in() {
  static const Lexicon kOnce = [] {
    auto parsed = parse(kLexicon);
    ASSERT(parsed.has_value());
    return std::move(*parsed);
  }();
  return kOnce;
}

const std::vector<std::uint32_t>& Lexicon::with_stem(const std::string& stem) const {
  static const std::vector<std::uint32_t> kNone;
  const auto at = by_stem_.find(stem);
  return at == by_stem_.end() ? kNone : at->second;
}

}  // namespace match
