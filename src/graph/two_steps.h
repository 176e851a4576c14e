// Two steps: everybody at distance two of a person, each with a sum over the contacts in common.
// Shape:  sum(c) = Σ over x tied to both p and c of first(x, p–x) · second(x–c); people tied to p and
//         p itself are left out. T is an integer where sums must be exact in any order. Rows are an
//         Adjacency's, or whatever has its row(), unchanged() and prefetches.
// Order:  the greatest sums first, equal ones by the smaller number.
// Approach:rows of the contacts are added into one array of sums, each cell fetched some words ahead;
//         only the cells touched are read back and cleared.
// Cost:   2 to 5 ns a word of the contacts' rows (a random cell of 8 bytes a person); no memory is
//         cleared that was not touched.
// Source: sparse accumulator (Gilbert, Moler, Schreiber 1992).
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "graph/adjacency.h"

namespace graph {

template <class T, class Rows = Adjacency>
class TwoSteps {
 public:
  explicit TwoSteps(const Rows& all)
      : all_(all),
        sum_pages_((all.people() + 1) * sizeof(T)),
        touched_pages_((all.people() + 1) * sizeof(Node)),
        sums_(static_cast<T*>(sum_pages_.at())),
        touched_(static_cast<Node*>(touched_pages_.at())) {}

  // first(x, edge p–x) and second(edge x–c) give T; a first of 0 passes x over. score(c, sum) is
  // what they are ranked by.
  template <class First, class Second, class Score>
  auto best(Node p, std::size_t want, const First& first, const Second& second,
            const Score& score) {
    do {
      torn_ = false;
      count_ = 0;
      gather(p, first, second);
      if (torn_) clear();
    } while (torn_);
    leave_out(p);
    return select(want, score);
  }

 private:
  static constexpr std::size_t kAhead = 8;

  template <class First, class Second>
  void gather(Node p, const First& first, const Second& second) {
    const auto row = all_.row(p);
    std::size_t rows = 0, edges = 0;
    for (std::size_t i = 0; !row.ends(i) && !torn_; ++i) {
      for (; rows < i + 12 && !row.ends(rows); ++rows) all_.prefetch(row.other(rows));
      for (; edges < i + 6 && edges < rows; ++edges) all_.prefetch_row(row.other(edges));
      const Node x = row.other(i);
      if (const T weight = first(x, row[i]); weight > T{}) add_row(x, weight, second);
    }
    torn_ = torn_ || !all_.unchanged(p, row);
  }

  template <class Second>
  void add_row(Node x, T weight, const Second& second) {
    const auto row = all_.row(x);
    for (std::size_t i = 0; !row.ends(i); ++i) {
      // Beyond the row's end stands something else: to fetch it is wasted, and harmless.
      __builtin_prefetch(sums_ + row.other(i + kAhead), 1);
      const Node c = row.other(i);
      T& sum = sums_[c];
      touched_[count_] = c;  // without a branch: which are new can't be foretold
      const T way = weight * second(row[i]);
      count_ += static_cast<std::size_t>(sum == T{}) & static_cast<std::size_t>(way > T{});
      sum += way;
    }
    torn_ = torn_ || !all_.unchanged(x, row);
  }

  void leave_out(Node p) {
    sums_[p] = T{};
    const auto row = all_.row(p);
    for (std::size_t i = 0; !row.ends(i); ++i) sums_[row.other(i)] = T{};
  }

  void clear() {
    for (std::size_t i = 0; i < count_; ++i) sums_[touched_[i]] = T{};
  }

  template <class Score>
  auto select(std::size_t want, const Score& score) {
    using Value = decltype(score(Node{}, T{}));
    struct Found {
      Value score{};
      Node who = 0;
    };
    std::vector<Found> best;
    const auto better = [](const Found& a, const Found& b) {
      return a.score != b.score ? a.score > b.score : a.who < b.who;
    };
    for (std::size_t i = 0; i < count_; ++i) {
      const Node c = touched_[i];
      const T sum = std::exchange(sums_[c], T{});
      if (sum == T{}) continue;
      const Found found{score(c, sum), c};
      if (best.size() == want && !better(found, best.back())) continue;
      best.insert(std::upper_bound(best.begin(), best.end(), found, better), found);
      if (best.size() > want) best.pop_back();
    }
    return best;
  }

  const Rows& all_;
  Pages sum_pages_, touched_pages_;
  T* sums_;
  Node* touched_;  // each once, count_ of them
  std::size_t count_ = 0;
  bool torn_ = false;
};

}  // namespace graph
