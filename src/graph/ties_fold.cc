// All ties at once: what Ties::apply() does event by event, done pair by pair and then person by
// person.
// Approach:bulk_fold.h folds every pair by itself and leaves what each event puts into the memories
//         of its two people; these are added in the events' order, a share of the people a thread.
//         The pairs are numbered by their first events: a bit an event, and a count of bits.
// Order:  sums of doubles are made in the same order as apply() makes them; those over all pairs
//         are whole numbers.
// Cost:   docs/performance.md
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <bit>
#include <vector>

#include "graph/bulk_fold.h"
#include "graph/ties.h"

namespace graph {
namespace {

// Numbers from 0 for some of many: how many of the chosen come before one.
class Ranks {
 public:
  explicit Ranks(std::size_t count) {
    words_.resize(count / 64 + 1);
    before_.resize_raw(words_.size());
  }
  void choose(std::uint32_t i) { words_[i / 64] |= std::uint64_t{1} << (i % 64); }
  std::uint32_t count() {
    std::uint32_t n = 0;
    for (std::size_t w = 0; w < words_.size(); ++w) {
      before_[w] = n;
      n += static_cast<std::uint32_t>(std::popcount(words_[w]));
    }
    return n;
  }
  std::uint32_t of(std::uint32_t i) const {
    const std::uint64_t below = (std::uint64_t{1} << (i % 64)) - 1;
    return before_[i / 64] + static_cast<std::uint32_t>(std::popcount(words_[i / 64] & below));
  }

 private:
  base::FlatArray<std::uint64_t> words_;
  base::FlatArray<std::uint32_t> before_;
};

// What one thread made: in no order, each pair with the number of its first event.
struct Made {
  base::FlatArray<Pair> pairs;
  base::FlatArray<std::uint32_t> firsts;
  Gaps gaps;
};

struct EventTouch : Touch {
  std::uint32_t recipients = 1;
  float weight = 1;
};

// Every pair's own state, and what each event puts into its people.
struct FoldPairs {
  base::FlatArray<Effect>& effects;
  std::vector<Made> made;  // by thread

  void ahead(const EventTouch& t) const { __builtin_prefetch(&effects[t.index], 1); }
  void take_in(unsigned thread, Pair& pair, const EventTouch& t, bool backward) {
    const Event event{t.at_s, t.from, t.to, t.recipients, t.weight};
    effects[t.index] = graph::take_in(pair, event, backward ? 1 : 0, made[thread].gaps);
  }
  void done(unsigned thread, PartFold<Pair>& part) {
    made[thread].pairs.append(part.states());
    made[thread].firsts.append(part.firsts());
  }
};

// The pairs in order of their first events.
base::FlatArray<Pair> in_order(std::size_t events, std::vector<Made>& made) {
  Ranks ranks(events);
  for (const Made& m : made) {
    for (const std::uint32_t i : m.firsts) ranks.choose(i);
  }
  base::FlatArray<Pair> pairs;
  pairs.resize_raw(ranks.count());
  base::in_parallel(static_cast<unsigned>(made.size()), [&](unsigned t) {
    Made& m = made[t];
    for (std::size_t i = 0; i < m.pairs.size(); ++i) pairs[ranks.of(m.firsts[i])] = m.pairs[i];
    m = {};
  });
  return pairs;
}

}  // namespace

Ties Ties::fold(std::span<const Event> events, unsigned threads) {
  ASSERT(events.size() < kNoPair && threads > 0);
  Ties ties;
  base::FlatArray<Effect> effects;
  effects.resize_raw(events.size());
  FoldPairs job{effects, std::vector<Made>(threads)};
  {
    PartedTouches<EventTouch> parted;
    parted.part(events.size(), threads, [&](std::size_t i) -> EventTouch {
      const Event& e = events[i];
      const Node to = e.weight > 0 ? e.to : e.from;
      return {{e.from, to, e.at_s, static_cast<std::uint32_t>(i)}, e.recipients, e.weight};
    });
    fold_parts<Pair>(parted, threads, job);
  }
  for (const Made& m : job.made) {
    ties.gaps_.count += m.gaps.count;
    ties.gaps_.sum += m.gaps.sum;
  }
  ties.pairs_ = in_order(events.size(), job.made);
  ties.fold_people(events, {effects.data(), effects.size()}, threads);
  ties.table_.build(ties.pairs_);
  ties.neighbours_.build(ties.people_.size(), ties.pairs_);
  return ties;
}

void Ties::fold_people(std::span<const Event> events, std::span<const Effect> effects,
                       unsigned threads) {
  Node most = 0;
  for (const Pair& p : pairs_) most = std::max(most, p.hi);
  make_people(pairs_.empty() ? 0 : std::size_t{most} + 1);
  constexpr std::size_t kAhead = 16;
  // Whose number leaves this remainder is this thread's.
  base::in_parallel(threads, [&](unsigned thread) {
    const auto mine = [&](Node u) { return threads == 1 || u % threads == thread; };
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (i + kAhead < events.size()) {
        for (const Node u : {events[i + kAhead].from, events[i + kAhead].to})
          if (u < people_.size() && mine(u)) {
            __builtin_prefetch(&people_[u], 1);
            __builtin_prefetch(&asked_[u], 1);
          }
      }
      const Event& e = events[i];
      if (e.from == e.to || !(e.weight > 0)) continue;
      const std::uint32_t at_s = std::max(1U, e.at_s);
      const auto x = static_cast<double>(effects[i].x);
      const bool from = mine(e.from), to = mine(e.to);
      if (from) remember(people_[e.from].out, at_s, x);
      if (to) remember(people_[e.to].in, at_s, x);
      if (effects[i].ended != 0) {
        Asked none;
        count_ended(effects[i].ended, from ? asked_[e.from] : none, to ? asked_[e.to] : none);
      }
    }
  });
}

}  // namespace graph
