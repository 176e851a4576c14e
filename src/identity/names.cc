// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/names.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"

namespace identity {
namespace {

bool has_upper_and_lower(std::string_view s) {
  const bool upper = std::any_of(s.begin(), s.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  const bool lower = std::any_of(s.begin(), s.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  const bool other = std::any_of(s.begin(), s.end(), [](char c) { return (c & 0x80) != 0; });
  return other || (upper && lower);
}

// Names as people write them beat addresses, shouts and lists; then the longer one (a full name).
int quality_of_name(std::string_view s) {
  int q = 0;
  if (s.find('@') == std::string_view::npos) q += 8;
  if (s.find(' ') != std::string_view::npos) q += 4;
  if (has_upper_and_lower(s)) q += 2;
  if (s.find_first_of("()[]<>\"|/:;,.") == std::string_view::npos) q += 1;
  if (s.size() > 40) q -= 4;
  return q;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    const bool cut = static_cast<unsigned char>(c) < 0x80 &&
                     std::string_view(" .,@_-+/\"'()<>:=").find(c) != std::string_view::npos;
    if (!cut) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

int match_one(const std::string& whole, const std::vector<std::string>& wanted,
              const std::string& query) {
  if (whole == query) return 3;
  const std::vector<std::string> have = words_of(whole);
  int quality = 2;
  for (const std::string& w : wanted) {
    const bool begins = std::any_of(have.begin(), have.end(),
                                    [&](const std::string& h) { return h.starts_with(w); });
    if (begins) continue;
    if (whole.find(w) == std::string::npos) return 0;
    quality = 1;
  }
  return quality;
}

}  // namespace

std::string best_name(const std::vector<std::string>& names) {
  const auto better = [](const std::string& a, const std::string& b) {
    return std::tuple(quality_of_name(b), b.size(), std::string_view(a)) <
           std::tuple(quality_of_name(a), a.size(), std::string_view(b));
  };
  const auto best = std::min_element(names.begin(), names.end(), better);
  return best == names.end() ? std::string() : *best;
}

std::vector<Match> search(const Directory& directory, std::string_view words) {
  const std::string query = base::fold(words);
  const std::vector<std::string> wanted = words_of(query);
  std::vector<Match> matches;
  if (wanted.empty()) return matches;
  std::vector<int> best(directory.size(), 0);
  for (Number n = 0; n < directory.size(); ++n) {
    if (directory.person_of(n) != n) continue;
    int& quality = best[n];
    // All words together may lie over a name and the handle beside it: "ann acme" finds
    // ann@acme.example.
    std::string all;
    const auto look_at = [&](const std::string& text) {
      const std::string folded = base::fold(text);
      quality = std::max(quality, match_one(folded, wanted, query));
      all += folded + ' ';
    };
    for (const Number one : directory.identities_of(n)) look_at(directory.at(one).handle.text);
    for (const std::string& name : directory.names(n)) look_at(name);
    if (quality == 0 && match_one(all, wanted, query) > 0) quality = 1;
  }
  for (Number n = 0; n < directory.size(); ++n) {
    if (best[n] > 0) matches.push_back({n, best[n]});
  }
  std::sort(matches.begin(), matches.end(), [&](const Match& a, const Match& b) {
    return std::tuple(-a.quality, directory.name(a.person), directory.handle(a.person)) <
           std::tuple(-b.quality, directory.name(b.person), directory.handle(b.person));
  });
  return matches;
}

}  // namespace identity
