// Who is proposed: the best first, and nobody who only says once more what somebody before them says.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <tuple>

#include "match/query.h"

namespace match {
namespace {

constexpr float kSameMean = .9F, kSameWords = .7F;
constexpr std::size_t kLookedAt = 300;  // of the best, to find enough of a kind of their own

// Kinds in order of score, the best first, sorted as far as somebody has looked; and their members.
template <class Scored>
class InOrder {
 public:
  struct Candidate {
    const Scored* what = nullptr;
    Member who;
    double bonus = 0;
  };

  explicit InOrder(std::vector<Scored>& scored) : scored_(scored) {}

  // The next so many, of kinds that are wanted still; fewer at the end.
  template <class Wanted>
  std::vector<Candidate> next(std::size_t many, const Wanted& wanted) {
    std::vector<Candidate> some;
    while (some.size() < many) {
      if (member_ == members_.size() || !wanted(*scored_[kind_ - 1].kind)) {
        if (kind_ == scored_.size()) break;
        open(kind_++);
        continue;
      }
      some.push_back({&scored_[kind_ - 1], members_[member_++]});
    }
    return some;
  }

 private:
  void open(std::size_t kind) {
    if (kind == sorted_) {
      sorted_ = std::min(scored_.size(), sorted_ + kLookedAt);
      const auto at = [&](std::size_t i) {
        return scored_.begin() + static_cast<std::ptrdiff_t>(i);
      };
      std::partial_sort(at(kind), at(sorted_), scored_.end(), [](const Scored& a, const Scored& b) {
        if (a.fit.score != b.fit.score) return a.fit.score > b.fit.score;
        return first_of(*a.kind) < first_of(*b.kind);
      });
    }
    members_ = scored_[kind].kind->members;
    std::sort(members_.begin(), members_.end());
    member_ = 0;
  }
  static Member first_of(const Kind& kind) {
    return *std::min_element(kind.members.begin(), kind.members.end());
  }

  std::vector<Scored>& scored_;
  std::size_t kind_ = 0, sorted_ = 0;  // opened; in order
  std::vector<Member> members_;        // of the one opened last
  std::size_t member_ = 0;
};

}  // namespace

bool Index::near_duplicates(const Kind& a, const Kind& b) const {
  if (&a == &b || dot(a.meaning.mean, b.meaning.mean) > kSameMean) return true;
  std::size_t same = 0;
  for (const Placed& x : a.words) {
    same += std::any_of(b.words.begin(), b.words.end(),
                        [&](const Placed& y) { return x.word == y.word; });
  }
  return static_cast<float>(same) >=
         kSameWords * static_cast<float>(std::min(a.words.size(), b.words.size()));
}

std::vector<Index::Scored> Index::fitting(const Query& query, const Kinds& among,
                                          Band least) const {
  std::vector<Scored> scored;
  for (const Kind& kind : among.all()) {
    const Fit f = fit(query, kind);
    if (band_of(f, among.members()) >= least) scored.push_back({f, &kind});
  }
  return scored;
}

std::vector<Match> Index::rank(const Query& query, const Kinds& among,
                               const Options& options) const {
  std::vector<Scored> scored = fitting(query, among, options.least);
  InOrder<Scored> in_order(scored);
  std::vector<Match> found;
  std::vector<const Kind*> taken;
  const auto is_another = [&](const Kind& kind) {
    return !options.one_of_a_kind || std::none_of(taken.begin(), taken.end(), [&](const Kind* t) {
      return near_duplicates(*t, kind);
    });
  };
  while (found.size() < options.want) {
    auto candidates = in_order.next(kLookedAt, is_another);
    if (candidates.empty()) break;
    for (auto& c : candidates) c.bonus = options.bonus ? options.bonus(c.who.id, c.who.part) : 0;
    std::sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) {
      return std::tuple(-a.what->fit.score - a.bonus, a.who) <
             std::tuple(-b.what->fit.score - b.bonus, b.who);
    });
    for (const auto& c : candidates) {
      const bool is_found =
          std::any_of(found.begin(), found.end(), [&](const Match& m) { return m.id == c.who.id; });
      if (is_found || !is_another(*c.what->kind)) continue;
      if (options.may && !options.may(c.who.id)) continue;
      const Fit& f = c.what->fit;
      found.push_back({c.who.id, c.who.part, f.score, band_of(f, among.members()),
                       reason(query, *c.what->kind)});
      taken.push_back(c.what->kind);
      if (found.size() == options.want) break;
    }
  }
  return found;
}

}  // namespace match
