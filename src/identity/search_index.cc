// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/search_index.h"

#include <algorithm>
#include <functional>
#include <tuple>

#include "base/text.h"

namespace identity {
namespace {

constexpr std::size_t kManyChanges = 64;  // from here on a sort is cheaper than so many insertions

bool cuts(char c) {
  return static_cast<unsigned char>(c) < 0x80 &&
         std::string_view(" .,@_-+/\"'()<>:=\n").find(c) != std::string_view::npos;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && !cuts(text[end])) ++end;
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

bool begins_a_word(std::string_view line, std::string_view word) {
  for (std::size_t at = line.find(word); at != std::string_view::npos;
       at = line.find(word, at + 1)) {
    if (at == 0 || cuts(line[at - 1])) return true;
  }
  return false;
}

int quality_of(std::string_view line, const std::vector<std::string_view>& wanted,
               std::string_view query) {
  if (line == query) return 3;
  int quality = 2;
  for (const std::string_view word : wanted) {
    if (quality == 2 && begins_a_word(line, word)) continue;
    if (line.find(word) == std::string_view::npos) return 0;
    quality = 1;
  }
  return quality;
}

// The same for one word, in a single pass over all texts.
int quality_of_one(std::string_view texts, std::string_view word) {
  int best = 0;
  for (std::size_t at = texts.find(word); at != std::string_view::npos;
       at = texts.find(word, at + 1)) {
    if (at == 0 || texts[at - 1] == '\n') {
      if (texts[at + word.size()] == '\n') return 3;  // a line's end stands behind each text
      best = 2;
    } else if (best < 2) {
      best = cuts(texts[at - 1]) ? 2 : 1;
    }
  }
  return best;
}

// All words together may lie over a name and the handle beside it: "ann acme" finds
// ann@acme.example.
int quality_in(std::string_view texts, const std::vector<std::string_view>& wanted,
               std::string_view query) {
  for (const std::string_view word : wanted) {
    if (texts.find(word) == std::string_view::npos) return 0;
  }
  int best = 1;
  while (!texts.empty() && best < 3) {
    const std::size_t end = texts.find('\n');
    best = std::max(best, quality_of(texts.substr(0, end), wanted, query));
    texts.remove_prefix(end + 1);
  }
  return best;
}

}  // namespace

std::vector<Number> SearchIndex::changed_people(const Directory& directory) {
  std::vector<std::uint64_t> profile_names(directory.size());
  for (const auto& [n, name] : directory.persons().names) {
    profile_names[n] =
        profile_names[n] * 0x9E3779B97F4A7C15 + std::hash<std::string_view>{}(name) + 1;
  }
  std::vector<Number> changed;
  seen_.resize(directory.size());
  for (Number n = 0; n < directory.size(); ++n) {
    const Seen now{directory.person_of(n), static_cast<std::uint32_t>(directory.at(n).names.size()),
                   profile_names[n]};
    if (seen_[n] == now) continue;
    if (seen_[n].person != kNobody) changed.push_back(seen_[n].person);
    changed.push_back(now.person);
    seen_[n] = now;
  }
  std::sort(changed.begin(), changed.end());
  changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
  return changed;
}

void SearchIndex::fold(const Directory& directory, Number person) {
  Person& p = people_[person];
  p = {};
  if (directory.person_of(person) != person) return;
  const auto add = [&](const std::string& text) { p.texts += base::fold(text) + '\n'; };
  for (const Number n : directory.identities_of(person)) add(directory.at(n).handle.text);
  for (const std::string& name : directory.names(person)) add(name);
  p.texts.shrink_to_fit();
  p.name = directory.name(person);
}

void SearchIndex::sort_again(const Directory& directory, const std::vector<Number>& changed) {
  const auto before = [&](Number a, Number b) {
    return std::tie(people_[a].name, directory.handle(a)) <
           std::tie(people_[b].name, directory.handle(b));
  };
  std::erase_if(by_name_,
                [&](Number n) { return std::binary_search(changed.begin(), changed.end(), n); });
  const std::size_t kept = by_name_.size();
  for (const Number n : changed) {
    if (directory.person_of(n) != n) continue;
    if (changed.size() > kManyChanges) {
      by_name_.push_back(n);
    } else {
      by_name_.insert(std::lower_bound(by_name_.begin(), by_name_.end(), n, before), n);
    }
  }
  if (changed.size() > kManyChanges) {
    const auto middle = by_name_.begin() + static_cast<std::ptrdiff_t>(kept);
    std::sort(middle, by_name_.end(), before);
    std::inplace_merge(by_name_.begin(), middle, by_name_.end(), before);
  }
  places_.assign(directory.size(), 0);
  for (std::uint32_t i = 0; i < by_name_.size(); ++i) places_[by_name_[i]] = i;
}

void SearchIndex::update(const Directory& directory) {
  const std::vector<Number> changed = changed_people(directory);
  if (changed.empty()) return;
  people_.resize(directory.size());
  for (const Number person : changed) fold(directory, person);
  sort_again(directory, changed);
}

std::vector<Match> SearchIndex::find(std::string_view words) const {
  const std::string query = base::fold(words);
  std::vector<std::string_view> wanted = words_of(query);
  std::vector<Match> matches;
  if (wanted.empty()) return matches;
  matches.reserve(by_name_.size());
  // The longest first: it is in the fewest.
  std::stable_sort(wanted.begin(), wanted.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  for (Number person = 0; person < people_.size(); ++person) {  // who is no person has no texts
    const std::string& texts = people_[person].texts;
    const int quality =
        wanted.front() == query ? quality_of_one(texts, query) : quality_in(texts, wanted, query);
    if (quality > 0) matches.push_back({person, quality});
  }
  return matches;
}

}  // namespace identity
