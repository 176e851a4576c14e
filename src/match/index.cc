// SPDX-License-Identifier: AGPL-3.0-or-later
#include "match/index.h"

#include <algorithm>
#include <cmath>

#include "match/query.h"
#include "match/reason.h"

namespace match {
namespace {

// Measured on made pairs of needs and offers: docs/matching.md.
constexpr double kOfMeans = 6.5, kOfWords = 10, kOfServices = 1.15;
constexpr double kNoShare = .005;
constexpr double kWithoutVectors = 5.3;  // in place of what they would have said of the whole
constexpr double kStrong = 7, kGood = 4.5, kPerhaps = 0;
constexpr double kOneService = .2;
// The best of those who do not fit grows with their number's logarithm, as the largest of chance does.
constexpr double kMeasuredAmong = 272, kGrowth = 1.2;
constexpr float kSameWord = .6F, kSameTrade = .5F;
constexpr float kOften = .003F;           // of offers: a word as frequent as this counts half
constexpr std::size_t kFewOffers = 1000;  // below which frequencies are not believed

}  // namespace

const char* name_of(Band band) {
  static constexpr std::array kNames = {"nothing", "perhaps", "good", "strong"};
  return kNames[static_cast<std::size_t>(band)];
}

Band band_of(const Fit& fit, std::size_t among) {
  const double larger = static_cast<double>(among) / kMeasuredAmong;
  const double line = larger > 1 && !fit.named ? kGrowth * std::log(larger) : 0;
  if (fit.score < kPerhaps) return Band::kNothing;
  if (fit.score < kGood + line || !(fit.named || fit.shared >= kOneService)) return Band::kPerhaps;
  return fit.score >= kStrong + line ? Band::kStrong : Band::kGood;
}

std::uint32_t Index::place(const std::string& word) {
  const auto [at, is_new] = places_.try_emplace(word, static_cast<std::uint32_t>(words_.size()));
  if (is_new) {
    words_.push_back(sense_->word(word));
    offers_with_.push_back(0);
  }
  return at->second;
}

float Index::rarity(std::uint32_t word) const {
  const float often =
      static_cast<float>(offers_with_[word]) / static_cast<float>(offers_.members() + kFewOffers);
  return kOften / (kOften + often);
}

void Index::add(Kinds& to, Side side, Member member, std::span<const Word> words) {
  if (words.empty()) return;
  std::vector<Placed> placed;
  for (const Word& word : words) placed.push_back({place(word.text), word.weight});
  if (side == Side::kOffer) {
    for (const Placed& w : placed) ++offers_with_[w.word];
  }
  std::vector<WeighedWord> weighed;
  for (const Placed& w : placed) weighed.push_back({&words_[w.word], w.weight});
  to.add(member, std::move(placed), [&] {
    return Meaning{shares_of(weighed, side, sense_->lexicon().services()), mean_of(weighed)};
  });
}

void Index::add_offer(Id id, std::uint32_t part, std::string_view role, std::string_view does) {
  add(offers_, Side::kOffer, {id, part}, words_of_offer(role, does));
}

void Index::add_need(Id id, std::uint32_t part, std::string_view need) {
  add(needs_, Side::kNeed, {id, part}, words_of_need(need));
}

void Index::remove(Id id) {
  offers_.remove(id, [&](const std::vector<Placed>& words) {
    for (const Placed& w : words) --offers_with_[w.word];
  });
  needs_.remove(id, [](const std::vector<Placed>&) {});
}

Index::Query Index::make_query(Side side, std::span<const Word> words) const {
  Query query;
  query.side = side;
  std::vector<float> frequency;
  for (const Word& word : words) {
    const auto known = places_.find(word.text);
    const WordSense* sense = nullptr;
    if (known != places_.end()) {
      sense = &words_[known->second];
    } else {
      query.unknown.push_back(sense_->word(word.text));
      sense = &query.unknown.back();
    }
    query.words.push_back({sense, word.weight});
    frequency.push_back(known != places_.end() ? rarity(known->second) : 1);
  }
  query.meaning.mean = mean_of(query.words);
  query.meaning.shares = shares_of(query.words, side, sense_->lexicon().services());

  const std::size_t n = query.words.size();
  query.near.resize(words_.size() * n);
  query.same.resize(words_.size() * n);
  for (std::size_t w = 0; w < words_.size(); ++w) {
    for (std::size_t i = 0; i < n; ++i)
      query.near[w * n + i] = Sense::nearness(*query.words[i].sense, words_[w]);
    for (std::size_t i = 0; i < n; ++i)
      query.same[w * n + i] =
          query.near[w * n + i] >= kSameWord || query.words[i].sense->stem == words_[w].stem;
  }
  if (side == Side::kNeed) {
    for (std::uint32_t w = 0; w < words_.size(); ++w) query.rarity.push_back(rarity(w));
    return query;
  }
  query.best.assign(words_.size(), -1);
  for (std::size_t w = 0; w < words_.size(); ++w) {
    for (std::size_t i = 0; i < n; ++i) {
      const float weight = std::min(1.F, std::sqrt(query.words[i].weight * frequency[i]));
      query.best[w] = std::max(query.best[w], weight * query.near[w * n + i]);
    }
  }
  return query;
}

// "A roofer" tells no need, it names a trade; that whoever sells it is one is as good as a service that
// both share, but only where nothing of the need is left over: a translator, but from Faroese.
bool names_trade(const WordSense& word, std::span<const Share> offered) {
  return std::any_of(word.as_offer.begin(), word.as_offer.end(), [&](const Hint& hint) {
    return std::any_of(offered.begin(), offered.end(), [&](const Share& s) {
      return s.service == hint.service && s.share * std::min(1.F, hint.strength) >= kSameTrade;
    });
  });
}

// The mean of how well each word of the need is met by some word of the offer; how near both are as a
// whole; and how likely both are about one service.
Fit Index::fit(const Query& query, const Kind& kind) const {
  const std::size_t n = query.words.size();
  double met = 0, all = 0;
  bool named = query.side == Side::kNeed && n > 0;
  if (query.side == Side::kNeed) {
    std::array<float, 32> best{};
    std::array<bool, 32> same{};
    const std::size_t counted = std::min(n, best.size());
    std::fill_n(best.begin(), counted, -1.F);
    for (const Placed& w : kind.words) {
      const float weight = std::min(1.F, std::sqrt(w.weight * query.rarity[w.word]));
      const float* near = query.near.data() + std::size_t{w.word} * n;
      for (std::size_t i = 0; i < counted; ++i) {
        best[i] = std::max(best[i], weight * near[i]);
        same[i] = same[i] || query.same[std::size_t{w.word} * n + i];
      }
    }
    for (std::size_t i = 0; i < counted; ++i) {
      const double weight = double{query.words[i].weight} * query.words[i].sense->weight;
      named = named && (same[i] || names_trade(*query.words[i].sense, kind.meaning.shares));
      met += weight * best[i];
      all += weight;
    }
  } else {
    for (const Placed& w : kind.words) {
      const double weight = double{w.weight} * words_[w.word].weight;
      met += weight * query.best[w.word];
      all += weight;
    }
  }
  const double means = sense_->has_vectors() ? kOfMeans * dot(query.meaning.mean, kind.meaning.mean)
                                             : kWithoutVectors;
  const double services = shared(query.meaning.shares, kind.meaning.shares);
  const double words = kOfWords * (all > 0 ? met / all : 0);
  return {means + words + kOfServices * std::log(kNoShare + services), services, named};
}

std::string Index::reason(const Query& query, const Kind& kind) const {
  std::vector<WeighedWord> words;
  for (const Placed& w : kind.words) words.push_back({&words_[w.word], w.weight});
  const Told asked{query.words, query.meaning.shares}, found{words, kind.meaning.shares};
  return query.side == Side::kNeed ? reason_for(asked, found, sense_->lexicon())
                                   : reason_for(found, asked, sense_->lexicon());
}

std::vector<Match> Index::who_helps(std::string_view need, const Options& options) const {
  const std::vector<Word> words = words_of_need(need);
  if (words.empty()) return {};
  return rank(make_query(Side::kNeed, words), offers_, options);
}

std::vector<Match> Index::whom_helps(std::string_view role, std::string_view does,
                                     const Options& options) const {
  const std::vector<Word> words = words_of_offer(role, does);
  if (words.empty()) return {};
  return rank(make_query(Side::kOffer, words), needs_, options);
}

}  // namespace match
