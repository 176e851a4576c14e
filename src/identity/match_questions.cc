// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/match_questions.h"

#include <algorithm>
#include <cmath>

namespace identity {
namespace {

constexpr double kLeastChance = 0.6;
constexpr double kLeastWorth = 0.78;  // of a question: its chance times the links it would make
constexpr double kSharpness = 9;      // of a fit as evidence: 0.75 is a tenth of a whole
constexpr double kFewestOthers = 0.01;
constexpr double kLeastFit = 0.2, kSameName = 0.9;
constexpr double kRare = 0.05;  // others of that name to be expected
constexpr double kGiven = 0.9;  // the fit of a given name alone, at a firm
constexpr double kUnseenAtFirm = 0.3;
constexpr double kNobodyElse =
    0.15;  // the weight of its being somebody who is not among the records
constexpr std::size_t kMostAlike = 100;  // clusters under one key; above, the name says too little
constexpr std::size_t kMostAtFirm = 400;

struct Candidate {
  std::uint32_t other = 0;
  double weight = 0;  // of the evidence that the two are one: how many times likelier than chance
};

struct Pair {
  std::uint32_t a = 0, b = 0;
  double weight = 0;
};

class Asker {
 public:
  explicit Asker(const Clusters& all) : all_(all), candidates_(all.size()) {
    for (const std::vector<std::uint32_t>& block : all.blocks(kMostAlike)) {
      for (const std::uint32_t a : block) {
        for (const std::uint32_t b : block) {
          if (a < b) consider(a, b);
        }
      }
    }
    for (const std::vector<std::uint32_t>& people : all.firms()) consider_firm(people);
    for (auto& list : candidates_) {
      std::sort(list.begin(), list.end(), [](const Candidate& x, const Candidate& y) {
        return x.weight != y.weight ? x.weight > y.weight : x.other < y.other;
      });
    }
  }

  std::vector<MatchQuestion> questions() const {
    std::vector<MatchQuestion> out;
    for (const Pair& p : pairs_) {
      const Cluster &x = all_[p.a], &y = all_[p.b];
      if (all_.against(p.a, p.b) == Against::kProof) continue;
      const double chance = p.weight / (p.weight + kNobodyElse) *
                            among_rivals(p.a, {p.b, p.weight}) * among_rivals(p.b, {p.a, p.weight});

      const double links = links_between(x, y);
      if (chance < kLeastChance || chance * links < kLeastWorth) continue;
      out.push_back({x.first, y.first, chance, chance * links, why(p.a, p.b)});
    }
    std::sort(out.begin(), out.end(), [](const MatchQuestion& x, const MatchQuestion& y) {
      return std::tuple(-x.score, x.a, x.b) < std::tuple(-y.score, y.a, y.b);
    });
    return out;
  }

 private:
  void consider(std::uint32_t a, std::uint32_t b) {
    if (!seen_.insert(std::uint64_t{a} << 32 | b).second) return;
    const double fit = all_.fit(a, b);
    if (fit < kLeastFit) return;
    const bool firm = all_.share_firm(a, b);
    const double weight =
        weigh(a, b, firm ? 1 - (1 - fit) * 0.3 : fit, all_.namesakes(a, b) * (firm ? 0.05 : 1));
    pairs_.push_back({a, b, weight});
    candidates_[a].push_back({b, weight});
    candidates_[b].push_back({a, weight});
  }

  // "Ada - Acme", in a telephone: a given name is enough where few are at the firm.
  void consider_firm(const std::vector<std::uint32_t>& people) {
    if (people.size() > kMostAtFirm) return;
    for (const std::uint32_t a : people) {
      for (const std::uint32_t b : people) {
        if (a == b || seen_.contains(std::uint64_t{std::min(a, b)} << 32 | std::max(a, b)))
          continue;
        const double share = all_.share_of_given(a, b);
        if (share == 1) continue;
        seen_.insert(std::uint64_t{std::min(a, b)} << 32 | std::max(a, b));
        // It says nothing of who else `b` may be.
        const double weight =
            weigh(a, b, kGiven, share * kUnseenAtFirm * static_cast<double>(people.size()));
        pairs_.push_back({a, b, weight});
        candidates_[a].push_back({b, weight});
      }
    }
  }

  double weigh(std::uint32_t a, std::uint32_t b, double fit, double others) const {
    if (all_.against(a, b) == Against::kHints) fit *= 0.2;
    if (!all_[a].firms.empty() && !all_[b].firms.empty() && !all_.share_firm(a, b)) others *= 2;
    return std::pow(fit, kSharpness) / std::max(others, kFewestOthers);
  }

  // What part of the evidence about `a` points to this candidate, and not to people who can't be
  // the candidate.
  double among_rivals(std::uint32_t a, const Candidate& c) const {
    double rivals = 0;
    std::vector<std::uint32_t> people;
    for (const Candidate& rival : candidates_[a]) {
      if (rival.other == c.other || !apart(rival.other, c.other)) continue;
      if (std::any_of(people.begin(), people.end(),
                      [&](std::uint32_t p) { return !apart(p, rival.other); }))
        continue;
      people.push_back(rival.other);
      rivals += rival.weight;
      if (people.size() == 8) break;
    }
    return c.weight / (c.weight + rivals);
  }

  bool apart(std::uint32_t a, std::uint32_t b) const {
    return all_.against(a, b) == Against::kProof || all_.fit(a, b) < kLeastFit;
  }

  static double links_between(const Cluster& x, const Cluster& y) {
    constexpr double kInOnePlace = .35;
    auto links = static_cast<double>(x.records.size() * y.records.size());
    for (const auto& [place, n] : x.places) {
      const auto at = y.places.find(place);
      if (at != y.places.end()) links -= (1 - kInOnePlace) * n * at->second;
    }
    return links;
  }

  std::string why(std::uint32_t a, std::uint32_t b) const {
    const double fit = all_.fit(a, b);
    std::string text = fit >= kSameName   ? "the same name"
                       : fit >= kLeastFit ? "names that may be one: " + all_.names_met(a, b)
                                          : "the same given name";
    if (fit >= kSameName && all_.namesakes(a, b) < kRare) text += ", a rare one";
    if (all_.share_firm(a, b)) text += ", at one firm";
    return text;
  }

  const Clusters& all_;
  std::vector<Pair> pairs_;
  std::vector<std::vector<Candidate>> candidates_;
  std::unordered_set<std::uint64_t> seen_;
};

}  // namespace

std::vector<MatchQuestion> match_questions(const Clusters& all) { return Asker(all).questions(); }

}  // namespace identity
