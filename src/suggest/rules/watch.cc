// Watch: somebody turned up for whom you keep your eye open, for yourself or for somebody else.
// Approach:each find is told once; whoever wants it hears of it from you, and from nobody else.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>

#include "suggest/rules/dues.h"
#include "suggest/wording.h"

namespace suggest {
namespace {

using exchange::Part;
using exchange::StepKind;

const exchange::Step* find_of(const exchange::Course& c, const View& view, Person person) {
  for (const exchange::TakenStep& s : c.steps) {
    const auto n = s.step.kind == StepKind::kFound ? view.people.find(s.step.whom) : std::nullopt;
    if (n && view.people.person_of(*n) == person) return &s.step;
  }
  return nullptr;
}

void propose(const View& view, std::vector<Suggestion>& out) {
  for (const exchange::Course& c : view.exchanges.all()) {
    if (c.what.kind != model::ExchangeKind::kAsk || c.what.ask != model::AskKind::kWatch ||
        exchange::stage_of(c, view.now) != exchange::Stage::kOpen)
      continue;
    for (const exchange::TakenStep& s : c.steps) {
      if (s.step.kind != StepKind::kFound || s.step.at > view.now) continue;
      const auto n = view.people.find(s.step.whom);
      if (!n) continue;
      const Person person = view.people.person_of(*n);
      const Answer said = view.said("watch", person);
      if (std::max(said.done, said.refused) >= s.step.at) continue;
      const auto same = [&](const Suggestion& o) { return o.about == person; };
      if (std::any_of(out.begin(), out.end(), same)) continue;
      out.push_back({nullptr, person, base::days(view.now - s.step.at), {c.seq}, true});
    }
  }
}

Words say(const View& view, const Suggestion& it, std::span<const model::Interaction>) {
  Words words;
  for (const exchange::Course& c : view.exchanges.all()) {
    if (c.seq != it.entries.front()) continue;
    const exchange::Step* found = find_of(c, view, it.about);
    if (found == nullptr) continue;
    const bool own = c.who(Part::kAsker) == model::IdentityId{};
    const std::string who = view.people.name(it.about);
    words.reason = fmt::format("{} keep your eye open for {}. {} {}.",
                               own ? "You" : name_of(view, c, Part::kAsker) + " asked you to",
                               c.what.about, who, found->words);
    words.subject = topic(c.what.about);
    words.first_line =
        greeting(view.people, it.about) +
        (own ? fmt::format(" I am looking for {}, and thought of you.", c.what.about)
             : fmt::format(" somebody I know is looking for {}. May I say more?", c.what.about));
  }
  return words;
}

}  // namespace

extern const Rule kWatch;
const Rule kWatch = {"watch", "Somebody for your watch:", propose, say};

}  // namespace suggest
