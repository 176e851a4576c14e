// Reciprocate: somebody did more for you than you for them, and was thanked at most.
// Approach:deeds of the last five years, weighed, either way. What they need, if it is known, is
//         the best thing to give. A deed is a month old before something is given back: first
//         comes thanks.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>

#include "graph/strength.h"
#include "suggest/rules/deeds.h"
#include "suggest/suggestion.h"
#include "suggest/wording.h"

namespace suggest {
namespace {

constexpr std::chrono::days kWindow(5 * 365), kRest(30);
constexpr double kDebt = 2;  // two endorsements, or anything weightier

std::string need_of(const View& view, Person person) {
  for (const auto& said : view.profiles.said()) {
    const auto n = view.people.find(said.said.about);
    if (n && view.people.person_of(*n) == person &&
        said.said.statement.kind == model::StatementKind::kNeed)
      return said.said.statement.value;
  }
  return "";
}

void propose(const View& view, std::vector<Suggestion>& out) {
  const Person me = view.people.owner();
  if (me == identity::kNobody) return;
  for (const auto& [person, deeds] : deeds_by_person(view)) {
    double debt = 0;
    const DeedSeen* last = nullptr;
    for (const DeedSeen& d : deeds) {
      if (view.now - d.deed.at > kWindow) continue;
      debt += d.deed.given ? -worth(d.deed.kind) : worth(d.deed.kind);
      if (!d.deed.given) last = &d;
    }
    if (last == nullptr || debt < kDebt || view.now - last->deed.at < kRest) continue;
    if (view.said("reciprocate", person).done > last->deed.at) continue;
    const double closeness = graph::strength(view.ties, me, person, view.day()).probability;
    out.push_back({nullptr, person, debt / 10 + closeness, {last->seq}, true});
  }
}

Words say(const View& view, const Suggestion& it, std::span<const model::Interaction>) {
  Words words;
  const std::string need = need_of(view, it.about);
  for (const auto& d : view.profiles.deeds()) {
    if (d.seq != it.entries.front()) continue;
    words.reason =
        fmt::format("{} {} on {}; nothing of that kind went the other way.{}",
                    view.people.name(it.about), done_for_you(d.said), base::print_day(d.said.at),
                    need.empty() ? "" : fmt::format(" They need: {}.", need));
  }
  words.subject = need.empty() ? "What can I do for you?" : topic(need);
  words.first_line =
      greeting(view.people, it.about) +
      (need.empty() ? " you have done a lot for me. What would help you most just now?"
                    : fmt::format(" I have been thinking about {}. May I help?", need));
  return words;
}

}  // namespace

extern const Rule kReciprocate;
const Rule kReciprocate = {"reciprocate", "Give something back to", propose, say};

}  // namespace suggest
