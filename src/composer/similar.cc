// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/similar.h"

#include <algorithm>

#include "composer/reading.h"

namespace composer {
namespace {

constexpr std::uint64_t kSeed = 0xcbf29ce484222325ULL, kPrime = 0x100000001b3ULL;

std::uint64_t mix(std::uint64_t hash, std::string_view word) {
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  return (hash ^ ' ') * kPrime;
}

// FNV's low bits are good, its high ones less so.
std::uint32_t fold_hash(std::uint64_t hash) {
  hash ^= hash >> 32;
  hash *= 0x9e3779b97f4a7c15ULL;
  return static_cast<std::uint32_t>(hash >> 32);
}

}  // namespace

SentText sketch(std::string_view text) {
  Draft draft;
  draft.text = text;
  draft.language = Language::kOther;  // no turns of speech are wanted
  const Reading reading = read(draft);
  SentText sent;
  sent.whole = kSeed;
  std::vector<std::uint32_t> hashes;
  const Word* before = nullptr;
  std::size_t plain = 0;
  bool begins = true;
  for (std::size_t i = reading.body.first; i < reading.body.last; ++i) {
    const Word& word = reading.words[i];
    sent.whole = mix(sent.whole, word.folded);
    const bool name =
        word.capital && !begins && word.folded != "i" && !word.folded.starts_with("i'");
    begins = word.ends_sentence;
    if (name || word.kind != Word::Kind::kPlain) continue;
    ++plain;
    if (before != nullptr)
      hashes.push_back(fold_hash(mix(mix(kSeed, before->folded), word.folded)));
    before = &word;
  }
  if (plain < kFewWords) return sent;
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  sent.pairs = static_cast<std::uint32_t>(hashes.size());
  sent.kept = static_cast<std::uint32_t>(std::min(hashes.size(), kKept));
  std::copy_n(hashes.begin(), sent.kept, sent.least.begin());
  return sent;
}

double similar(const SentText& a, const SentText& b) {
  if (a.whole == b.whole) return 1;
  if (a.pairs == 0 || b.pairs == 0) return 0;
  // Of the smallest hashes of both together, how many are in both. A sketch that holds all pairs of its
  // text is known to its end; one that does not is known up to its greatest hash.
  const bool whole = a.pairs == a.kept && b.pairs == b.kept;
  std::size_t i = 0, j = 0, both = 0, seen = 0;
  while ((i < a.kept || j < b.kept) && (whole || seen < kKept)) {
    if ((i == a.kept && a.pairs > a.kept) || (j == b.kept && b.pairs > b.kept)) break;
    const bool left = j == b.kept || (i < a.kept && a.least[i] <= b.least[j]);
    const bool right = i == a.kept || (j < b.kept && b.least[j] <= a.least[i]);
    both += left && right;
    i += left;
    j += right;
    ++seen;
  }
  return static_cast<double>(both) / static_cast<double>(seen);
}

double similar(std::string_view a, std::string_view b) { return similar(sketch(a), sketch(b)); }

std::size_t count_same(const SentText& text, std::span<const SentText> sent) {
  return static_cast<std::size_t>(std::count_if(
      sent.begin(), sent.end(), [&](const SentText& one) { return similar(text, one) >= kSame; }));
}

}  // namespace composer
