// Thank: somebody recommended, endorsed or introduced you, and has not heard from you since; or an
// exchange ended, well or not.
// Approach:any word of yours after a deed settles it. After two years thanks for it would
//         puzzle; giving something back is then the better card. What an exchange is due for comes
//         first, and of these what came to nothing: thanks for it are the rarest.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>

#include "exchange/referral.h"
#include "graph/strength.h"
#include "suggest/rules/deeds.h"
#include "suggest/rules/dues.h"
#include "suggest/suggestion.h"
#include "suggest/wording.h"

namespace suggest {
namespace {

using exchange::Part;
using exchange::StepKind;

constexpr std::chrono::days kStale(730);
constexpr double kExchange = 1000,
                 kFailed = 2000;  // beside the worth of a deed, and days of waiting

void propose(const View& view, std::vector<Suggestion>& out) {
  const Person me = view.people.owner();
  if (me == identity::kNobody) return;
  propose_due(view, exchange::DueKind::kThanks, "thank", out);
  for (Suggestion& s : out)
    s.weight = std::min(s.weight, kExchange - 1) +
               (exchange::failed(*s.due->course) ? kFailed : kExchange);
  for (const auto& [person, deeds] : deeds_by_person(view)) {
    const Conversation* c = view.conversations.find(person);
    base::Time settled = view.said("thank", person).done;
    if (c != nullptr) settled = std::max(settled, c->from_me);
    const DeedSeen* best = nullptr;  // the weightiest that waits, the youngest of those
    for (const DeedSeen& d : deeds) {
      if (d.deed.given || d.deed.at <= settled || view.now - d.deed.at > kStale) continue;
      if (best == nullptr || worth(d.deed.kind) >= worth(best->deed.kind)) best = &d;
    }
    const auto same = [&](const Suggestion& s) { return s.about == person; };
    if (best == nullptr || std::any_of(out.begin(), out.end(), same)) continue;
    const double closeness = graph::strength(view.ties, me, person, view.day()).probability;
    out.push_back({nullptr, person, worth(best->deed.kind) + closeness, {best->seq}, true});
  }
}

// What they did, and how it ended.
Words thanks_for(const View& view, const Suggestion& it) {
  const exchange::Course& c = *it.due->course;
  const std::string name = view.people.name(it.about), about = c.what.about;
  const auto referred = c.who(Part::kReferred);
  std::string did, act;
  switch (c.what.kind) {
    case model::ExchangeKind::kReferral: {
      const std::string what = referred ? name_of(view, c, Part::kReferred) : about;
      did = fmt::format("passed {} on to you", what);
      act = fmt::format("passing {} on to me", what);
      break;
    }
    case model::ExchangeKind::kIntroduction: {
      const Part other = c.who(Part::kFirst) == model::IdentityId{} ? Part::kSecond : Part::kFirst;
      did = fmt::format("introduced you to {}", name_of(view, c, other));
      act = fmt::format("introducing me to {}", name_of(view, c, other));
      break;
    }
    case model::ExchangeKind::kPromise:
      did = fmt::format("kept a promise: {}", about);
      act = fmt::format("keeping your word on {}", about);
      break;
    case model::ExchangeKind::kAsk:
      did = fmt::format("said yes when you asked for {}", about);
      act = fmt::format("helping me with {}", about);
      break;
  }
  Words words;
  words.reason = fmt::format(
      "{} {} on {}{}.", name, did, base::print_day(c.what.at),
      exchange::failed(c) ? ". It came to nothing, and that is when thanks count most" : "");
  words.subject = "Thank you";
  words.first_line =
      greeting(view.people, it.about) + fmt::format(" thank you for {}. ", act) +
      (exchange::failed(c) ? "It did not work out this time, and I am glad that you thought of me."
                           : "It made a difference.");
  return words;
}

Words say(const View& view, const Suggestion& it, std::span<const model::Interaction>) {
  if (it.due) return thanks_for(view, it);
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
