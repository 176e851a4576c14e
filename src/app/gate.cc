// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/gate.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "app/exchanges.h"
#include "app/give_and_take.h"
#include "composer/reading.h"
#include "composer/similar.h"
#include "graph/strength.h"

namespace app {
namespace {

using identity::Number;

constexpr std::chrono::days kRemembered(90);  // messages that are alike

// Since when they know each other: the first word, or the day they connected.
std::optional<base::Time> connected(const App& app, Number person) {
  std::optional<base::Time> since;
  const auto take = [&](base::Time at) {
    if (at != base::Time{} && (!since || at < *since)) since = at;
  };
  const Number me = app.state.people.owner();
  if (me != identity::kNobody && app.state.ties.find(me, person) != graph::kNoPair) {
    const double day = base::days_since_epoch(app.moment.at);
    const graph::Trust trust = graph::trust(app.state.ties, me, person, day);
    take(app.moment.at - base::micros_from_days(trust.tenure_days));
  }
  const auto profiles = app.index.profiles(app);
  for (const ProfilesByPerson::Of& of : profiles->of(person)) {
    for (const model::Statement& s : app.state.profiles.all()[of.profile].said.statements)
      if (s.kind == model::StatementKind::kConnected) take(s.at);
  }
  return since;
}

}  // namespace

exchange::Verdict gate(const App& app, Number person, std::string_view message) {
  exchange::Asking asking;
  asking.name = app.state.people.name(person);
  asking.connected = connected(app, person);
  if (const suggest::Conversation* c = app.state.conversations.find(person)) {
    asking.to_me = c->to_me;
    asking.to_them = c->to_them;
  }
  const WithSomebody with = give_and_take(app, person);
  asking.balance = with.standing.balance;
  for (const model::Deed& d : with.deeds)
    if (d.given) asking.last_give = d.at;
  composer::Draft draft;
  draft.kind = composer::Kind::kAskOpportunity;
  draft.text = message;
  asking.offers = composer::read(draft).offer().has_value();
  std::vector<composer::SentText> sent;
  for (const exchange::Course& c : app.state.exchanges.all()) {
    const exchange::Step* asked = c.last(model::StepKind::kAsked);
    if (c.what.kind != model::ExchangeKind::kAsk || asked == nullptr) continue;
    const bool lately = asked->at > app.moment.at - kRemembered;
    if (lately)
      sent.push_back(composer::sketch(asked->words.empty() ? c.what.words : asked->words));
    const auto helper = person_in(app, c, model::Part::kHelper);
    if (helper == person && exchange::stage_of(c, app.moment.at) == exchange::Stage::kAsked)
      asking.last_ask = std::max(asking.last_ask.value_or(base::Time{}), asked->at);
  }
  asking.alike = static_cast<std::uint32_t>(composer::count_same(composer::sketch(message), sent));
  return exchange::ask_gate(asking, app.moment.at);
}

}  // namespace app
