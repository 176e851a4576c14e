// Tie state: what is kept of a pair and of a person, and what one event does to it.
// Shape:  Pair 120 bytes, without a gap. Memories are doubles, since thousands of events are added
//         to them. What is added to at most once a day is whole numbers of a small unit: a rounding
//         then weighs less than 1e-7 of the one it is added to, and both fade alike. Clocks are
//         shared where the mathematics lets them be: fading to a later moment can be done early.
// Unit:   seconds since 1970 UTC, 0 is never; memories in contacts per day; the units below.
// Order:  by time. A late event is added as it would have faded by now, and does not move a clock.
// Source: docs/ties.md, formula 1; docs/decisions/0011-states.md.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "graph/fade.h"
#include "graph/pair_hash.h"

namespace graph {

inline constexpr std::array<double, 3> kHalfLives = {4, 45, 500};  // days
inline constexpr double kFirstMoveHalfLife = 120, kReplyHalfLife = 180;
inline constexpr double kSecondsADay = 86'400;

// Units of what is kept in whole numbers.
inline constexpr double kMoveUnit = 1.0 / (1U << 24U);       // at most 174 first moves are felt
inline constexpr double kReplyUnit = 1.0 / (1U << 23U);      // at most 261 reach-outs
inline constexpr double kGapUnit = 1.0 / (1U << 25U);        // |r1| < 55
inline constexpr double kGapSquareUnit = 1.0 / (1U << 22U);  // r2 < 586
inline constexpr double kGapSumUnit = 1.0 / (1U << 26U);     // of all gaps: sums in any order

struct Event {
  std::uint32_t at_s = 0;
  Node from = 0, to = 0;
  std::uint32_t recipients = 1;
  float weight = 1;
};

using Counters = std::array<double, 3>;

// Contacts that fade over three half-lives at once: power-law-like.
double memory_value(const Counters& c, std::uint32_t at_s, double day);

struct Memory {
  Counters c{};
  std::uint32_t at_s = 0;
  std::uint32_t spare = 0;  // so that every byte is written

  double value(double day) const { return memory_value(c, at_s, day); }
};

// A direction is 0 for lo → hi, 1 for hi → lo.
struct Pair {
  Node lo = 0, hi = 0;
  std::array<Counters, 2> memory{};       // each as of last_s
  std::array<std::uint32_t, 2> last_s{};  // the last contact in this direction
  std::uint32_t first_s = 0;
  std::uint32_t moves_at_s = 0;                 // the clock of both sides' first moves
  std::array<std::uint32_t, 2> moves{};         // contacts after a day of silence
  std::array<std::uint32_t, 2> open_since_s{};  // a reach-out that waits for an answer; 0: none
  std::uint32_t closed_at_s = 0;                // the clock of the next two
  std::array<std::uint32_t, 2> asked{};         // reach-outs closed
  std::array<std::uint32_t, 2> answered{};      // … of those, by the other
  std::uint32_t gaps = 0;                       // rhythm: how many; r0 follows from it
  std::int32_t gap_logs = 0;                    // r1
  std::uint32_t gap_squares = 0;                // r2

  bool mutual() const { return last_s[0] != 0 && last_s[1] != 0; }
  std::uint32_t latest_s() const { return std::max(last_s[0], last_s[1]); }
  double memory_at(int way, double day) const {
    return memory_value(memory[way], last_s[way], day);
  }
  double first_moves_at(int way, double day) const;
  Counters rhythm() const;  // r0, r1, r2
};
static_assert(sizeof(Pair) == 120);

struct Person {
  Memory out, in;  // out.at_s: when it last sent
};
static_assert(sizeof(Person) == 64);

// Closed reach-outs: to this person, and of this person.
struct Asked {
  std::uint32_t was_asked = 0, did_answer = 0;
  std::uint32_t asked = 0, got_answer = 0;
};

// The logarithms of all pairs' gaps: where a new pair's rhythm starts.
struct Gaps {
  std::int64_t count = 0, sum = 0;
};

// What an event does beyond its pair.
struct Effect {
  enum : std::uint32_t { kGivenUp = 1, kOtherGivenUp = 2, kAnswered = 4 };
  float x = 0;              // what enters the memories
  std::uint32_t ended = 0;  // the sender's reach-out ended, the receiver's did, was answered
};

// What an event puts into the memories, where the one before it in its direction was then; 0: none.
float entering(const Event& event, std::uint32_t last_s);
// way: 0 where the event goes lo → hi.
Effect take_in(Pair& pair, const Event& event, int way, Gaps& gaps);

inline double age(double day, std::uint32_t at_s) {
  // Asked about a moment before the last contact (a band of last week), nothing has faded yet.
  return std::max(0.0, day - at_s / kSecondsADay);
}
inline double days_between(std::uint32_t from_s, std::uint32_t to_s) {
  return (static_cast<double>(to_s) - static_cast<double>(from_s)) / kSecondsADay;
}

inline void remember(Counters& c, std::uint32_t& clock_s, std::uint32_t at_s, double x) {
  const bool late = at_s < clock_s;
  const double d = late ? days_between(at_s, clock_s) : days_between(clock_s, at_s);
  for (std::size_t k = 0; k < 3; ++k) {
    const double left = fade(d * (1 / kHalfLives[k]));
    c[k] = late ? c[k] + x * left : c[k] * left + x;
  }
  clock_s = std::max(clock_s, at_s);
}

inline void remember(Memory& memory, std::uint32_t at_s, double x) {
  remember(memory.c, memory.at_s, at_s, x);
}

inline void count_ended(std::uint32_t ended, Asked& sender, Asked& receiver) {
  const std::uint32_t mine = ended & Effect::kGivenUp ? 1 : 0;
  const std::uint32_t answered = ended & Effect::kAnswered ? 1 : 0;
  const std::uint32_t theirs = (ended & Effect::kOtherGivenUp ? 1 : 0) + answered;
  sender.asked += mine;
  receiver.was_asked += mine;
  receiver.asked += theirs;
  receiver.got_answer += answered;
  sender.was_asked += theirs;
  sender.did_answer += answered;
}

}  // namespace graph
