// Reach out: the two of you have been silent for longer than is usual between you.
// Approach:the pair's own rhythm says how unusual the silence is; what the tie was worth at its
//         last contact says how much it matters. Nothing is asked in the message: it keeps the tie
//         warm. Whom the owner keeps lightly comes up after twice that silence, and whom not, never.
// Source: the rhythm of docs/ties.md; due at .8.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>

#include "graph/strength.h"
#include "suggest/keeping.h"
#include "suggest/suggestion.h"
#include "suggest/wording.h"

namespace suggest {
namespace {

constexpr double kDue = .8;       // overdue from here on
constexpr double kDormant = .95;  // … and asleep from here on
constexpr double kWorthIt = .03;  // a tie that was never more than faint is left in peace
constexpr double kWindow = 30;    // days

// Half of the silence would be due already.
bool is_due_twice(const View& view, Person person, base::Time last) {
  const double then = base::days_since_epoch(last + (view.now - last) / 2);
  return graph::rhythm(view.ties, view.people.owner(), person, then, kWindow).overdue >= kDue;
}

void propose(const View& view, std::vector<Suggestion>& out) {
  const Person me = view.people.owner();
  if (me == identity::kNobody) return;
  const auto keeps = keepings(view.people, view.profiles);
  for (const auto& [person, c] : view.conversations.all()) {
    if (c.to_me == 0 || c.to_them == 0) continue;
    const base::Time last = std::max(c.from_them, c.from_me);
    if (last >= view.now) continue;
    const auto keeping = keeps.find(person);
    if (keeping != keeps.end() && keeping->second == model::Keeping::kNo) continue;
    const graph::Rhythm rhythm = graph::rhythm(view.ties, me, person, view.day(), kWindow);
    if (rhythm.overdue < kDue) continue;
    if (keeping != keeps.end() && keeping->second == model::Keeping::kLight &&
        !is_due_twice(view, person, last))
      continue;
    const double then =
        graph::strength(view.ties, me, person, base::days_since_epoch(last)).probability;
    if (then < kWorthIt) continue;
    // Once done, it is done until the pair's usual gap has passed again.
    const Answer said = view.said("reach out", person);
    const double rest = std::max(7.0, rhythm.usual_gap_days);
    if (said.done > last && view.now < said.done + base::micros_from_days(rest)) continue;
    // What sleeps already can wait another day; what is about to slip cannot.
    const double urgency = rhythm.overdue < kDormant ? 1 : .5;
    out.push_back({nullptr, person, then * urgency, {c.last_seq}});
  }
}

Words say(const View& view, const Suggestion& it, std::span<const model::Interaction> entries) {
  const model::Interaction& last = entries.front();
  const graph::Rhythm rhythm =
      graph::rhythm(view.ties, view.people.owner(), it.about, view.day(), kWindow);
  const std::string about = topic(last.subject);
  Words words;
  words.reason =
      fmt::format("The usual silence between you is {}; this one has lasted {}, since {}{}.",
                  base::print_ago(base::micros_from_days(std::max(1.0, rhythm.usual_gap_days))),
                  base::print_ago(view.now - last.at), base::print_day(last.at),
                  about.empty() ? "" : fmt::format(", “{}”", about));
  words.subject = about.empty() ? "A word from me" : about;
  words.first_line =
      greeting(view.people, it.about) +
      (about.empty() ? " you came to mind today, and I wanted to say hello."
                     : fmt::format(" I was thinking of “{}” today. I hope it went well.", about));
  return words;
}

}  // namespace

extern const Rule kReachOut;
const Rule kReachOut = {"reach out", "Reach out to", propose, say};

}  // namespace suggest
