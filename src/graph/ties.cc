// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/ties.h"

#include <cmath>

namespace graph {
namespace {

bool enters(const Event& e) { return e.from != e.to && e.weight > 0; }

}  // namespace

void Ties::make_people(std::size_t count) {
  if (count <= people_.size()) return;
  people_.resize(count);
  asked_.resize(count);
  neighbours_.resize(count);
}

void Ties::apply(const Event& e) {
  if (!enters(e)) return;
  make_people(std::size_t{std::max(e.from, e.to)} + 1);
  prefetch_people(e);  // they come last; by then they are here
  PairIndex i = find(e.from, e.to);
  if (i == kNoPair) {
    i = static_cast<PairIndex>(pairs_.size());
    ASSERT(i != kNoPair);
    Pair pair;
    pair.lo = std::min(e.from, e.to);
    pair.hi = std::max(e.from, e.to);
    pairs_.push_back(pair);
    table_.add_last(pairs_);
    neighbours_.add(e.from, {e.to, i});
    neighbours_.add(e.to, {e.from, i});
  }
  apply_to(i, e);
}

void Ties::apply_to(PairIndex i, const Event& e) {
  Pair& pair = pairs_[i];
  const Effect effect = take_in(pair, e, e.from == pair.lo ? 0 : 1, gaps_);
  const std::uint32_t at_s = std::max(1U, e.at_s);
  remember(people_[e.from].out, at_s, static_cast<double>(effect.x));
  remember(people_[e.to].in, at_s, static_cast<double>(effect.x));
  if (effect.ended != 0) count_ended(effect.ended, asked_[e.from], asked_[e.to]);
}

void Ties::prefetch_people(const Event& e) const {
  for (const Node u : {e.from, e.to}) {
    if (u >= people_.size()) continue;
    __builtin_prefetch(&people_[u], 1);
    __builtin_prefetch(&asked_[u], 1);
  }
}

void Ties::apply(std::span<const Event> events) {
  constexpr std::size_t kSlotsAhead = 16, kPairsAhead = 8;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (i + kSlotsAhead < events.size()) {
      const Event& later = events[i + kSlotsAhead];
      table_.prefetch_slot(later.from, later.to);
      prefetch_people(later);
    }
    if (i + kPairsAhead < events.size()) {
      const Event& soon = events[i + kPairsAhead];
      table_.prefetch_pair(soon.from, soon.to, pairs_);
    }
    apply(events[i]);
  }
}

const Person& Ties::person(Node u) const {
  static const Person kNone;
  return u < people_.size() ? people_[u] : kNone;
}

const Asked& Ties::asked(Node u) const {
  static const Asked kNone;
  return u < asked_.size() ? asked_[u] : kNone;
}

double Ties::mean_log_gap() const {
  if (gaps_.count <= 50) return std::log(10.0);
  return static_cast<double>(gaps_.sum) * kGapSumUnit / static_cast<double>(gaps_.count);
}

}  // namespace graph
