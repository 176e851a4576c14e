// Gauge: whether the referral machine turns: asks, thanks, clarifications, one-to-ones and
// introductions in every four weeks, against the member's own past; and when it would come to a stop.
// Shape:  counts alone; nobody else's figures are in it.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.h"

namespace exchange {

enum class Turn : std::uint8_t { kAsk, kThanks, kClarification, kOneToOne, kIntroduction };
inline constexpr std::size_t kTurns = 5;
inline constexpr std::size_t kSpans = 13;  // of four weeks: a year
inline constexpr std::chrono::days kSpan(28);
const char* word(Turn turn);  // "one-to-one"

using Turns = std::array<std::vector<base::Time>, kTurns>;  // when each happened, in any order

struct Gauge {
  std::array<std::array<std::uint32_t, kSpans>, kTurns> counts{};  // the oldest span first
  std::array<double, kTurns> usual{};  // a span, in the member's own past half year
  double usual_in_all = 0;
  std::uint32_t now_in_all = 0;  // in the last four weeks
  std::optional<base::Time>
      stall;                 // when less than half the usual is left, if nothing more is done
  bool slowing = false;      // … which is less than a week away
  std::optional<Turn> push;  // what is most behind its own usual; none: nothing is
};

Gauge gauge(const Turns& turns, base::Time now);

}  // namespace exchange
