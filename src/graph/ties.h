// Ties: what the record says of every two people: the fold of all personal interactions.
// Shape:  people are dense numbers (Node) that the caller gives out; a pair is stored once, lo <
//         hi, and numbered in order of first contact. Self-loops and weight 0 enter nothing.
//         One event, many, or all at once on several threads: the same to the last bit.
// Order:  by time. A late event does no harm but is not exact: the caller folds anew, sorted.
// Cost:   apply() O(1) amortised; 120 bytes a pair and 5.3 to 8 to find it; 80 a person; the lists
//         of neighbours beside it. docs/performance.md
// Source: docs/ties.md, formula 1; docs/decisions/0011-states.md.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "graph/neighbours.h"
#include "graph/pair_table.h"
#include "graph/tie_state.h"

namespace graph {

class Ties {
 public:
  void apply(const Event& event);
  void apply(std::span<const Event> events);  // one after the other, looking ahead
  // All of them, sorted by time; at least one thread.
  static Ties fold(std::span<const Event> events, unsigned threads);

  std::size_t nodes() const { return people_.size(); }
  std::size_t pairs() const { return pairs_.size(); }
  // In order of first contact; valid until the next apply().
  std::span<const Neighbour> neighbours(Node u) const { return neighbours_.of(u); }
  PairIndex find(Node u, Node v) const {  // kNoPair: never in contact
    return u == v ? kNoPair : table_.find(u, v, pairs_);
  }
  const Pair& pair(PairIndex i) const { return pairs_[i]; }
  const Person& person(Node u) const;  // an empty one beyond nodes()
  const Asked& asked(Node u) const;
  double mean_log_gap() const;  // of all pairs' gaps: where a new pair starts

  // Bytes of all ties: the pairs and what finds them; the neighbours' lists.
  std::size_t pair_bytes() const { return pairs_.size() * sizeof(Pair) + table_.bytes(); }
  std::size_t neighbour_bytes() const { return neighbours_.bytes(); }

  // As bytes, handed to the sink piece by piece.
  using Sink = std::function<base::Result<void>(std::string_view)>;
  std::uint64_t saved_size() const;
  base::Result<void> save(const Sink& sink) const;
  static base::Result<Ties> load(std::string_view bytes);

 private:
  void make_people(std::size_t count);
  void apply_to(PairIndex i, const Event& event);
  void prefetch_people(const Event& event) const;
  void fold_people(std::span<const Event> events, std::span<const Effect> effects,
                   unsigned threads);

  base::FlatArray<Pair> pairs_;
  base::FlatArray<Person> people_;
  base::FlatArray<Asked> asked_;
  Neighbours neighbours_;
  PairTable table_;
  Gaps gaps_;
};

}  // namespace graph
