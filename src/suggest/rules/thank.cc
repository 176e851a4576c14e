// Thank: somebody recommended, endorsed or introduced you, and has not heard from you since.
// Approach:any word of yours after the deed settles it. After two years thanks for it would
//         puzzle; giving something back is then the better card.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include "graph/strength.h"
#include "suggest/rules/deeds.h"
#include "suggest/suggestion.h"
#include "suggest/wording.h"

namespace suggest {
namespace {

constexpr std::chrono::days kStale(730);

void propose(const View& view, std::vector<Suggestion>& out) {
  const Person me = view.people.owner();
  if (me == identity::kNobody) return;
  for (const auto& [person, deeds] : deeds_by_person(view)) {
    const Conversation* c = view.conversations.find(person);
    base::Time settled = view.said("thank", person).done;
    if (c != nullptr) settled = std::max(settled, c->from_me);
    const DeedSeen* best = nullptr;  // the weightiest that waits, the youngest of those
    for (const DeedSeen& d : deeds) {
      if (d.deed.given || d.deed.at <= settled || view.now - d.deed.at > kStale) continue;
      if (best == nullptr || worth(d.deed.kind) >= worth(best->deed.kind)) best = &d;
    }
    if (best == nullptr) continue;
    const double closeness = graph::strength(view.ties, me, person, view.day()).probability;
    out.push_back({nullptr, person, worth(best->deed.kind) + closeness, {best->seq}, true});
  }
}

Words say(const View& view, const Suggestion& it, std::span<const model::Interaction>) {
  Words words;
  for (const auto& d : view.profiles.deeds()) {
    if (d.seq != it.entries.front()) continue;
    words.reason =
        fmt::format("{} {} on {}, and has not heard from you since.", view.people.name(it.about),
                    done_for_you(d.said), base::print_day(d.said.at));
    words.subject = "Thank you";
    const char* what = d.said.kind == model::DeedKind::kRecommendation ? "your recommendation"
                       : d.said.kind == model::DeedKind::kEndorsement  ? "your endorsement"
                       : d.said.kind == model::DeedKind::kIntroduction ? "the introduction"
                       : d.said.kind == model::DeedKind::kReferral     ? "the referral"
                                                                       : "what you did for me";
    words.first_line = greeting(view.people, it.about) +
                       fmt::format(" thank you for {}. It meant a lot to me.", what);
  }
  return words;
}

}  // namespace

extern const Rule kThank;
const Rule kThank = {"thank", "Thank", propose, say};

}  // namespace suggest
