// SPDX-License-Identifier: AGPL-3.0-or-later
#include "exchange/gauge.h"

#include <algorithm>

namespace exchange {
namespace {

constexpr std::array kWords = {"ask", "thanks", "clarification", "one-to-one", "introduction"};
constexpr std::size_t kPast = 6;  // spans that make the usual: half a year before this one
constexpr double kTurning = 1;    // a span: less is a machine that never ran
constexpr std::chrono::days kWarning(7);

// The day from which on fewer than `least` of these lie in the four weeks before.
base::Time falls_below(std::vector<base::Time> recent, double least, base::Time now) {
  std::sort(recent.begin(), recent.end());
  for (std::size_t gone = 0; gone <= recent.size(); ++gone) {
    if (static_cast<double>(recent.size() - gone) < least)
      return gone == 0 ? now : recent[gone - 1] + kSpan;
  }
  return now;
}

}  // namespace

const char* word(Turn turn) { return kWords.at(static_cast<std::size_t>(turn)); }

Gauge gauge(const Turns& turns, base::Time now) {
  Gauge g;
  std::vector<base::Time> recent;
  double most_behind = 0;
  for (std::size_t t = 0; t < kTurns; ++t) {
    for (const base::Time at : turns[t]) {
      if (at > now) continue;
      const auto ago = static_cast<std::size_t>((now - at) / kSpan);
      if (ago < kSpans) ++g.counts[t][kSpans - 1 - ago];
      if (ago == 0) recent.push_back(at);
    }
    std::uint32_t past = 0;
    for (std::size_t s = kSpans - 1 - kPast; s < kSpans - 1; ++s) past += g.counts[t][s];
    g.usual[t] = static_cast<double>(past) / kPast;
    g.usual_in_all += g.usual[t];
    g.now_in_all += g.counts[t].back();
    const double behind = g.usual[t] - g.counts[t].back();
    if (behind > most_behind && g.usual[t] > 0) {
      most_behind = behind;
      g.push = static_cast<Turn>(t);
    }
  }
  if (g.usual_in_all < kTurning) return g;
  g.stall = falls_below(std::move(recent), g.usual_in_all / 2, now);
  g.slowing = *g.stall < now + kWarning;
  return g;
}

}  // namespace exchange
