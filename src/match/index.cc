// SPDX-License-Identifier: AGPL-3.0-or-later
#include "match/index.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <tuple>

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
constexpr float kSameMean = .9F, kSameWords = .7F;
constexpr std::size_t kLookedAt = 300;  // of the best, to find enough of a kind of their own

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

// What is asked, and how near each word of the index is to each of its words.
struct Index::Query {
  Side side = Side::kNeed;  // of the query itself
  std::deque<WordSense> unknown;
  std::vector<WeighedWord> words;
  Text text;                  // its mean and shares
  std::vector<float> near;    // by word of the index and word of the query
  std::vector<bool> same;     // … whether they are one, as a roofer and roofing are
  std::vector<float> best;    // by word of the index: the nearest word of an offer that asks
  std::vector<float> rarity;  // by word of the index
};

struct Index::Scored {
  Fit fit;
  double bonus = 0;
  std::uint32_t place = 0;
};

std::uint32_t Index::place(const std::string& word) {
  const auto [at, is_new] = places_.try_emplace(word, static_cast<std::uint32_t>(words_.size()));
  if (is_new) {
    words_.push_back(sense_->word(word));
    offers_with_.push_back(0);
  }
  return at->second;
}

float Index::rarity(std::uint32_t word) const {
  const float often = static_cast<float>(offers_with_[word]) /
                      static_cast<float>(offers_.texts.size() + kFewOffers);
  return kOften / (kOften + often);
}

void Index::add(Texts& to, Side side, Text text, std::span<const Word> words) {
  if (words.empty()) return;
  for (const Word& word : words) text.words.push_back({place(word.text), word.weight});
  std::vector<WeighedWord> weighed;
  for (const Placed& w : text.words) weighed.push_back({&words_[w.word], w.weight});
  text.mean = mean_of(weighed);
  text.shares = shares_of(weighed, side, sense_->lexicon().services());
  if (side == Side::kOffer) {
    for (const Placed& w : text.words) ++offers_with_[w.word];
  }
  to.of[text.id].push_back(static_cast<std::uint32_t>(to.texts.size()));
  to.texts.push_back(std::move(text));
}

void Index::add_offer(Id id, std::uint32_t part, std::string_view role, std::string_view does) {
  Text text;
  text.id = id, text.part = part;
  add(offers_, Side::kOffer, std::move(text), words_of_offer(role, does));
}

void Index::add_need(Id id, std::uint32_t part, std::string_view need) {
  Text text;
  text.id = id, text.part = part;
  add(needs_, Side::kNeed, std::move(text), words_of_need(need));
}

void Index::remove(Id id) {
  for (Texts* from : {&offers_, &needs_}) {
    const auto at = from->of.find(id);
    if (at == from->of.end()) continue;
    std::vector<std::uint32_t> places = std::move(at->second);
    from->of.erase(at);
    std::sort(places.rbegin(), places.rend());
    for (const std::uint32_t place : places) {
      if (from == &offers_) {
        for (const Placed& w : from->texts[place].words) --offers_with_[w.word];
      }
      const auto last = static_cast<std::uint32_t>(from->texts.size() - 1);
      if (place != last) {
        from->texts[place] = std::move(from->texts[last]);
        for (std::uint32_t& p : from->of.at(from->texts[place].id)) {
          if (p == last) p = place;
        }
      }
      from->texts.pop_back();
    }
  }
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
  query.text.mean = mean_of(query.words);
  query.text.shares = shares_of(query.words, side, sense_->lexicon().services());

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
Fit Index::fit(const Query& query, const Text& text) const {
  const std::size_t n = query.words.size();
  double met = 0, all = 0;
  bool named = query.side == Side::kNeed && n > 0;
  if (query.side == Side::kNeed) {
    std::array<float, 32> best{};
    std::array<bool, 32> same{};
    const std::size_t counted = std::min(n, best.size());
    std::fill_n(best.begin(), counted, -1.F);
    for (const Placed& w : text.words) {
      const float weight = std::min(1.F, std::sqrt(w.weight * query.rarity[w.word]));
      const float* near = query.near.data() + std::size_t{w.word} * n;
      for (std::size_t i = 0; i < counted; ++i) {
        best[i] = std::max(best[i], weight * near[i]);
        same[i] = same[i] || query.same[std::size_t{w.word} * n + i];
      }
    }
    for (std::size_t i = 0; i < counted; ++i) {
      const double weight = double{query.words[i].weight} * query.words[i].sense->weight;
      named = named && (same[i] || names_trade(*query.words[i].sense, text.shares));
      met += weight * best[i];
      all += weight;
    }
  } else {
    for (const Placed& w : text.words) {
      const double weight = double{w.weight} * words_[w.word].weight;
      met += weight * query.best[w.word];
      all += weight;
    }
  }
  const double means =
      sense_->has_vectors() ? kOfMeans * dot(query.text.mean, text.mean) : kWithoutVectors;
  const double services = shared(query.text.shares, text.shares);
  const double words = kOfWords * (all > 0 ? met / all : 0);
  return {means + words + kOfServices * std::log(kNoShare + services), services, named};
}

std::string Index::reason(const Query& query, const Text& text) const {
  std::vector<WeighedWord> words;
  for (const Placed& w : text.words) words.push_back({&words_[w.word], w.weight});
  const Told asked{query.words, query.text.shares}, found{words, text.shares};
  return query.side == Side::kNeed ? reason_for(asked, found, sense_->lexicon())
                                   : reason_for(found, asked, sense_->lexicon());
}

bool Index::near_duplicates(const Text& a, const Text& b) const {
  if (dot(a.mean, b.mean) > kSameMean) return true;
  std::size_t same = 0;
  for (const Placed& x : a.words) {
    same += std::any_of(b.words.begin(), b.words.end(),
                        [&](const Placed& y) { return x.word == y.word; });
  }
  return static_cast<float>(same) >=
         kSameWords * static_cast<float>(std::min(a.words.size(), b.words.size()));
}

std::vector<Match> Index::rank(const Query& query, const Texts& among,
                               const Options& options) const {
  std::vector<Scored> scored;
  for (std::uint32_t i = 0; i < among.texts.size(); ++i) {
    const Fit f = fit(query, among.texts[i]);
    if (band_of(f, among.texts.size()) >= options.least) scored.push_back({f, 0, i});
  }
  const auto better = [&](const Scored& a, const Scored& b) {
    const Text& x = among.texts[a.place];
    const Text& y = among.texts[b.place];
    return std::tuple(-a.fit.score - a.bonus, x.id, x.part) <
           std::tuple(-b.fit.score - b.bonus, y.id, y.part);
  };
  std::vector<Match> found;
  std::vector<std::uint32_t> taken;
  std::size_t sorted = 0;
  for (std::size_t i = 0; i < scored.size() && found.size() < options.want; ++i) {
    if (i == sorted) {
      sorted = std::min(scored.size(), sorted + kLookedAt);
      const auto from = scored.begin() + static_cast<std::ptrdiff_t>(i);
      const auto to = scored.begin() + static_cast<std::ptrdiff_t>(sorted);
      std::partial_sort(from, to, scored.end(), better);
      if (options.bonus) {
        for (auto at = from; at != to; ++at)
          at->bonus = options.bonus(among.texts[at->place].id, among.texts[at->place].part);
        std::sort(from, to, better);
      }
    }
    const Text& text = among.texts[scored[i].place];
    const auto stands_for = [&](std::uint32_t other) {
      const Text& o = among.texts[other];
      return o.id == text.id || (options.one_of_a_kind && near_duplicates(o, text));
    };
    if (std::any_of(taken.begin(), taken.end(), stands_for)) continue;
    if (options.may && !options.may(text.id)) continue;
    taken.push_back(scored[i].place);
    const Fit& f = scored[i].fit;
    found.push_back(
        {text.id, text.part, f.score, band_of(f, among.texts.size()), reason(query, text)});
  }
  return found;
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
