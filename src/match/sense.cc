// SPDX-License-Identifier: AGPL-3.0-or-later
#include "match/sense.h"

#include <algorithm>
#include <cmath>

namespace match {
namespace {

// Measured on made pairs of needs and offers: docs/matching.md.
constexpr float kSameStem = .9F;            // of two words of which one has no vector
constexpr float kNear = .45F, kSoft = .6F;  // from which nearness a word hints, and how much
constexpr float kSellInNeed = .8F;          // a need may name the trade
constexpr float kNeedInOffer = .3F;         // an offer may name the trouble
constexpr double kHint = 100, kNoService = 30;
constexpr double kMostEvidence = 15;  // no text is surer than this
constexpr std::size_t kMostHints = 48, kMostShares = 8;
constexpr float kLeastHint = .01F;

}  // namespace

Sense::Sense(const Lexicon& lexicon, const Vectors* vectors)
    : lexicon_(&lexicon), vectors_(vectors) {
  if (vectors_ == nullptr) return;
  entry_vectors_.resize(lexicon.entries().size());
  for (std::size_t i = 0; i < entry_vectors_.size(); ++i) {
    if (const auto found = vectors_->find(lexicon.entries()[i].word))
      entry_vectors_[i] = found->vector;
  }
}

std::vector<Hint> Sense::hints(const WordSense& word, Side side,
                               const std::vector<float>& near) const {
  std::vector<float> strength(lexicon_->services(), 0);
  const auto of_use = [&](const Lexicon::Use& use) {
    return side == Side::kNeed ? std::max(use.need, kSellInNeed * use.sell)
                               : std::max(kNeedInOffer * use.need, use.sell);
  };
  const auto raise = [&](const Lexicon::Entry& entry, float by) {
    for (const Lexicon::Use& use : entry.uses) {
      float& s = strength[use.service];
      s = std::max(s, by * entry.rarity * of_use(use));
    }
  };
  for (std::size_t i = 0; i < near.size(); ++i) {
    if (near[i] > kNear)
      raise(lexicon_->entries()[i], kSoft * std::pow((near[i] - kNear) / (1 - kNear), 1.5F));
  }
  for (const std::uint32_t i : lexicon_->with_stem(word.stem)) raise(lexicon_->entries()[i], 1);

  std::vector<Hint> hints;
  for (std::size_t s = 0; s < strength.size(); ++s) {
    if (strength[s] > kLeastHint) hints.push_back({static_cast<Service>(s), strength[s]});
  }
  std::stable_sort(hints.begin(), hints.end(),
                   [](const Hint& a, const Hint& b) { return a.strength > b.strength; });
  if (hints.size() > kMostHints) hints.resize(kMostHints);
  return hints;
}

WordSense Sense::word(const std::string& text) const {
  WordSense word;
  word.text = text;
  word.stem = stem(text);
  std::vector<float> near;
  if (const auto found = vectors_ == nullptr ? std::nullopt : vectors_->find(text)) {
    word.has_vector = true;
    word.vector = found->vector;
    word.weight = found->weight;
    near.resize(entry_vectors_.size());
    for (std::size_t i = 0; i < near.size(); ++i) near[i] = dot(word.vector, entry_vectors_[i]);
  }
  word.as_need = hints(word, Side::kNeed, near);
  word.as_offer = hints(word, Side::kOffer, near);
  return word;
}

float Sense::nearness(const WordSense& a, const WordSense& b) {
  if (a.text == b.text) return 1;
  if (a.has_vector && b.has_vector) return dot(a.vector, b.vector);
  return a.stem == b.stem ? kSameStem : 0;
}

Vector mean_of(std::span<const WeighedWord> words) {
  Sum sum{};
  for (const WeighedWord& w : words) add_to(sum, w.sense->vector, w.weight * w.sense->weight);
  return direction_of(sum);
}

std::vector<Share> shares_of(std::span<const WeighedWord> words, Side side, std::size_t services) {
  std::vector<double> evidence(services, 0);
  for (const WeighedWord& w : words) {
    for (const Hint& hint : w.sense->hints(side)) {
      const double x = double{hint.strength} * w.sense->weight * w.weight;
      evidence[hint.service] += std::log1p(kHint * x * std::sqrt(x));
    }
  }
  double all = kNoService;
  std::vector<Share> shares;
  for (std::size_t s = 0; s < services; ++s) {
    const double odds = std::exp(std::min(evidence[s], kMostEvidence));
    all += odds;
    if (evidence[s] > 0) shares.push_back({static_cast<Service>(s), static_cast<float>(odds)});
  }
  std::stable_sort(shares.begin(), shares.end(),
                   [](const Share& a, const Share& b) { return a.share > b.share; });
  if (shares.size() > kMostShares) shares.resize(kMostShares);
  for (Share& s : shares) s.share = static_cast<float>(s.share / all);
  std::sort(shares.begin(), shares.end(),
            [](const Share& a, const Share& b) { return a.service < b.service; });
  return shares;
}

double shared(std::span<const Share> a, std::span<const Share> b) {
  double sum = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (x->service < y->service) {
      ++x;
    } else if (y->service < x->service) {
      ++y;
    } else {
      sum += double{x->share} * y->share;
      ++x, ++y;
    }
  }
  return sum;
}

}  // namespace match
