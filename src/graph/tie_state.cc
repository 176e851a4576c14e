// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/tie_state.h"

#include <cmath>

namespace graph {
namespace {

constexpr double kBurstDays = 1;        // tau
constexpr double kGroupExponent = .25;  // gamma: n recipients share one act
constexpr std::uint32_t kReplyWindow_s = 7 * 86'400;
constexpr double kSilenceDays = 1, kShortestGapDays = .5, kGapMemory = .8;
constexpr std::size_t kUsualRecipients = 64;

std::uint32_t in_units(double value, double unit) {
  return static_cast<std::uint32_t>(std::clamp(value * (1 / unit) + .5, 0.0, 4294967295.0));
}

double share_among(std::uint32_t recipients) {
  static const auto kShares = [] {
    std::array<double, kUsualRecipients> shares{1};
    for (std::size_t n = 1; n < shares.size(); ++n)
      shares[n] = std::pow(static_cast<double>(n), -kGroupExponent);
    return shares;
  }();
  if (recipients < kShares.size()) return kShares[recipients];
  return std::pow(static_cast<double>(recipients), -kGroupExponent);
}

// Both sides' numbers faded to this moment; where it is earlier than their clock, what is added has
// to fade instead, by what is given back.
double fade_to(std::uint32_t& clock_s, std::uint32_t at_s, double half_life,
               std::array<std::uint32_t*, 4> numbers) {
  if (at_s < clock_s) return fade(days_between(at_s, clock_s) / half_life);
  const double left = fade(days_between(clock_s, at_s) / half_life);
  for (std::uint32_t* n : numbers) {
    if (n != nullptr) *n = static_cast<std::uint32_t>(*n * left + .5);
  }
  clock_s = at_s;
  return 1;
}

void add_units(std::uint32_t& number, double value, double unit) {
  number = in_units(number * unit + value, unit);
}

void close(Pair& pair, int way, std::uint32_t at_s, bool answered) {
  const double one =
      fade_to(pair.closed_at_s, at_s, kReplyHalfLife,
              {&pair.asked[0], &pair.asked[1], &pair.answered[0], &pair.answered[1]});
  add_units(pair.asked[way], one, kReplyUnit);
  if (answered) add_units(pair.answered[way], one, kReplyUnit);
  pair.open_since_s[way] = 0;
}

bool give_up(Pair& pair, int way, std::uint32_t at_s) {
  const std::uint32_t open = pair.open_since_s[way];
  if (open == 0 || at_s < open || at_s - open < kReplyWindow_s) return false;
  close(pair, way, open + kReplyWindow_s, false);
  return true;
}

void add_gap(Pair& pair, double days, Gaps& gaps) {
  const double l = std::log(days);
  const double r1 = pair.gap_logs * kGapUnit * kGapMemory + l;
  const double r2 = pair.gap_squares * kGapSquareUnit * kGapMemory + l * l;
  ++pair.gaps;
  pair.gap_logs = static_cast<std::int32_t>(r1 * (1 / kGapUnit) + (r1 < 0 ? -.5 : .5));
  pair.gap_squares = in_units(r2, kGapSquareUnit);
  gaps.count += 1;
  gaps.sum += static_cast<std::int64_t>(l * (1 / kGapSumUnit) + (l < 0 ? -.5 : .5));
}

}  // namespace

double memory_value(const Counters& c, std::uint32_t at_s, double day) {
  const double d = age(day, at_s);
  double sum = 0;
  for (std::size_t k = 0; k < 3; ++k)
    sum += c[k] * fade(d * (1 / kHalfLives[k])) * (1 / kHalfLives[k]);
  return sum;
}

double Pair::first_moves_at(int way, double day) const {
  return moves[way] * kMoveUnit * fade(age(day, moves_at_s) / kFirstMoveHalfLife);
}

Counters Pair::rhythm() const {
  // r0 = .8 r0 + 1 at each gap: nothing changes any more after some 200 of them.
  static const auto kCounts = [] {
    std::array<double, 256> counts{};
    for (std::size_t n = 1; n < counts.size(); ++n) counts[n] = counts[n - 1] * kGapMemory + 1;
    return counts;
  }();
  return {kCounts[std::min<std::size_t>(gaps, kCounts.size() - 1)], gap_logs * kGapUnit,
          gap_squares * kGapSquareUnit};
}

float entering(const Event& e, std::uint32_t last_s) {
  const std::uint32_t at_s = std::max(1U, e.at_s);
  if (at_s <= last_s) return 0;
  // A second message within the day counts less.
  const double burst = last_s == 0 ? 1 : 1 - fade(days_between(last_s, at_s) / kBurstDays);
  return static_cast<float>(burst * share_among(e.recipients) * static_cast<double>(e.weight));
}

Effect take_in(Pair& pair, const Event& e, int way, Gaps& gaps) {
  const std::uint32_t at_s = std::max(1U, e.at_s);
  const int back = 1 - way;
  Effect effect;
  if (give_up(pair, way, at_s)) effect.ended |= Effect::kGivenUp;
  if (give_up(pair, back, at_s)) effect.ended |= Effect::kOtherGivenUp;
  const bool first = pair.first_s == 0;
  const double since = first ? 1e9 : days_between(pair.latest_s(), at_s);
  if (pair.open_since_s[back] != 0 && at_s > pair.open_since_s[back]) {
    close(pair, back, at_s, true);
    effect.ended |= Effect::kAnswered;
  }
  if (since > kSilenceDays) {
    if (pair.open_since_s[way] == 0) pair.open_since_s[way] = at_s;
    const double one = fade_to(pair.moves_at_s, at_s, kFirstMoveHalfLife,
                               {&pair.moves[0], &pair.moves[1], nullptr, nullptr});
    add_units(pair.moves[way], share_among(e.recipients) * one, kMoveUnit);
  }
  if (since >= kShortestGapDays && !first) add_gap(pair, since, gaps);
  if (first) pair.first_s = at_s;
  effect.x = entering(e, pair.last_s[way]);
  remember(pair.memory[way], pair.last_s[way], at_s, static_cast<double>(effect.x));
  return effect;
}

}  // namespace graph
