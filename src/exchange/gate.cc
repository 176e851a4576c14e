// SPDX-License-Identifier: AGPL-3.0-or-later
#include "exchange/gate.h"

#include <fmt/core.h>

namespace exchange {
namespace {

constexpr std::chrono::days kCoolingOff(30);  // after the first contact
constexpr std::chrono::days kBetweenAsks(14);
constexpr std::uint32_t kMostAlike = 5;
constexpr double kDeepInDebt = -4;  // more than a real deed and a small one
constexpr std::chrono::days kFreshGive(365);

}  // namespace

Verdict ask_gate(const Asking& a, base::Time now) {
  Verdict verdict;
  const auto stop = [&](const char* name, std::string why) {
    verdict.reasons.push_back({name, std::move(why)});
  };
  if (a.alike >= kMostAlike) {
    stop("pasted", fmt::format("You have sent {} messages like this one in three months. Write to "
                               "{} alone, or leave it.",
                               a.alike, a.name));
    verdict.final = true;
  }
  const bool exchanged = a.to_me > 0 && a.to_them > 0;
  if (a.connected && now - *a.connected < kCoolingOff) {
    const base::Micros known = now - *a.connected;
    const std::string since =
        known < std::chrono::days(1) ? "since today" : "for " + base::print_ago(known);
    stop("just connected",
         fmt::format("You have known {} {}. Get to know each other first.", a.name, since));
  }
  if (!exchanged) {
    stop("no exchange", fmt::format("You and {} have not had a word both ways yet. Begin with "
                                    "something that is of use to them.",
                                    a.name));
  }
  const bool gave = a.last_give && now - *a.last_give <= kFreshGive;
  if (!gave && !a.offers) {
    stop("nothing given", a.last_give
                              ? fmt::format("What you last did for {} was on {}. Offer something, "
                                            "and ask with it.",
                                            a.name, base::print_day(*a.last_give))
                              : fmt::format("You have not done anything for {} yet. Offer "
                                            "something, and ask with it.",
                                            a.name));
  }
  if (a.balance <= kDeepInDebt) {
    stop("owing",
         fmt::format("{} has done much more for you than you for them. It is your turn.", a.name));
  }
  if (a.last_ask && now - *a.last_ask < kBetweenAsks) {
    stop("asked lately", fmt::format("You asked {} on {}, and have no answer yet. Give them time.",
                                     a.name, base::print_day(*a.last_ask)));
  }
  return verdict;
}

}  // namespace exchange
