// Ties: what the record says of every two people: the fold of all personal interactions.
// Shape:  people are dense numbers (Node) that the caller gives out; a pair is stored once, lo <
//         hi, with a Side for either direction. Self-loops and weight 0 enter nothing.
// Unit:   times in seconds since 1970 UTC, 0 is never; memories in contacts per day; ages in days.
// Order:  by time. A late event does no harm but is not exact: the caller folds anew, sorted.
// Cost:   apply() O(1) amortised, 0.6 µs among 400,000 pairs; 184 bytes a pair, adjacency included.
// Source: docs/ties.md, formula 1.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace graph {

using Node = std::uint32_t;
using PairIndex = std::uint32_t;
inline constexpr PairIndex kNoPair = ~PairIndex{0};

inline constexpr std::array<double, 3> kHalfLives = {4, 45, 500};  // days
inline constexpr double kSecondsADay = 86'400;

struct Event {
  std::uint32_t at_s = 0;
  Node from = 0, to = 0;
  std::uint32_t recipients = 1;
  float weight = 1;
};

// Contacts that fade over three half-lives at once: power-law-like.
struct Memory {
  std::array<double, 3> c{};
  std::uint32_t at_s = 0;

  double value(double day) const;  // contacts per day, as of then
  void add(std::uint32_t at, double x);
};

struct Side {              // u → v
  Memory memory;           // its at_s is also the last contact in this direction
  double first_moves = 0;  // contacts after a day of silence, fading over 120 days
  double asked = 0,
         answered = 0;  // reach-outs of u closed, and answered by v; fading over 180 days
  std::uint32_t first_moves_at_s = 0;
  std::uint32_t closed_at_s = 0;
  std::uint32_t open_since_s = 0;  // a reach-out that waits for an answer; 0: none
  std::uint32_t count = 0;

  double first_moves_value(double day) const;
};

struct Pair {
  Node lo = 0, hi = 0;
  std::array<Side, 2> sides;     // [0]: lo → hi
  std::array<double, 3> gaps{};  // rhythm: r0, r1, r2
  std::uint32_t first_s = 0;

  std::uint32_t last_s() const { return std::max(sides[0].memory.at_s, sides[1].memory.at_s); }
};

struct Person {
  Memory out, in;
  std::uint32_t last_sent_s = 0;
  double was_asked = 0, did_answer = 0;  // closed reach-outs to this person
  double asked = 0, got_answer = 0;      // … of this person
};

struct Neighbour {
  Node other = 0;
  PairIndex pair = 0;
};

class Ties {
 public:
  void apply(const Event& event);

  std::size_t nodes() const { return people_.size(); }
  std::size_t pairs() const { return pairs_.size(); }
  std::span<const Neighbour> neighbours(Node u) const;  // in order of first contact
  PairIndex find(Node u, Node v) const;                 // kNoPair: never in contact
  const Pair& pair(PairIndex i) const { return pairs_[i]; }
  const Person& person(Node u) const;  // an empty one beyond nodes()
  double mean_log_gap() const;         // of all pairs' gaps: where a new pair starts

  void save(std::string& out) const;
  static base::Result<Ties> load(std::string_view bytes);

 private:
  Pair& pair_of(Node u, Node v);
  void close(Pair& pair, int side, std::uint32_t at_s, bool answered);
  void rehash(std::size_t slots);
  void link(PairIndex i);

  std::vector<Pair> pairs_;
  std::vector<Person> people_;
  std::vector<std::vector<Neighbour>> adjacent_;
  std::vector<PairIndex> slots_;  // open addressing by (lo, hi)
  double gap_count_ = 0, gap_sum_ = 0;
};

}  // namespace graph
