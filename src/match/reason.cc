// SPDX-License-Identifier: AGPL-3.0-or-later
#include "match/reason.h"

#include <algorithm>
#include <vector>

namespace match {
namespace {

constexpr double kOneService = .03;  // from which product of shares a service is named
constexpr float kNearEnough = .42F;  // from which nearness two words are shown as a pair
constexpr std::size_t kMostPairs = 2;

struct Pair {
  const std::string* need = nullptr;
  const std::string* offer = nullptr;
  float worth = 0;
};

std::vector<Pair> best_pairs(const Told& need, const Told& offer) {
  std::vector<Pair> pairs;
  for (const WeighedWord& a : need.words) {
    Pair best;
    for (const WeighedWord& b : offer.words) {
      const float near = Sense::nearness(*a.sense, *b.sense);
      const float worth = near * a.weight * a.sense->weight * b.weight;
      if (near >= kNearEnough && worth > best.worth) best = {&a.sense->text, &b.sense->text, worth};
    }
    if (best.need != nullptr) pairs.push_back(best);
  }
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Pair& a, const Pair& b) { return a.worth > b.worth; });
  std::vector<Pair> shown;
  for (const Pair& p : pairs) {
    const auto same = [&](const Pair& s) { return *s.offer == *p.offer; };
    if (shown.size() < kMostPairs && std::none_of(shown.begin(), shown.end(), same))
      shown.push_back(p);
  }
  return shown;
}

}  // namespace

std::string reason_for(const Told& need, const Told& offer, const Lexicon& lexicon) {
  std::string reason;
  double most = kOneService;
  for (const Share& a : need.shares) {
    for (const Share& b : offer.shares) {
      if (a.service != b.service || double{a.share} * b.share < most) continue;
      most = double{a.share} * b.share;
      reason = lexicon.name(a.service);
    }
  }
  std::string separator = reason.empty() ? "" : ": ";
  for (const Pair& p : best_pairs(need, offer)) {
    reason += separator + *p.need;
    if (*p.need != *p.offer) reason += " – " + *p.offer;
    separator = ", ";
  }
  return reason.empty() ? "a guess" : reason;
}

}  // namespace match
