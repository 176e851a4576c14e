// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/count.h"

#include "app/today.h"
#include "base/assert.h"

namespace app {
namespace {

const suggest::Rule& thank() {
  const suggest::Rule* rule = suggest::find_rule("thank");
  ASSERT(rule != nullptr);
  return *rule;
}

std::uint64_t connections_of(const App& app) {
  const identity::Number me = app.state.people.owner();
  const auto profiles = app.index.profiles(app);
  std::uint64_t count = profiles->people.size() - (profiles->has(me) ? 1 : 0);
  for (const auto& [person, conversation] : app.state.conversations.all()) {
    if (person != me && !profiles->has(person)) ++count;
  }
  return count;
}

}  // namespace

base::Result<Count> count(App& app) {
  TRY(const Overview all, real(app));
  TRY(const std::vector<Card> thanks, cards_of(app, thank()));
  Count count;
  count.connections = connections_of(app);
  count.contacts = all.contacts;
  count.real = all.real;
  count.slipping = all.slipping;
  count.owed = thanks.size();
  count.interactions = app.state.interactions;
  return count;
}

base::Result<std::vector<Owed>> owed(App& app) {
  TRY(const identity::Number me, owner_of(app));
  TRY(std::vector<Card> thanks, cards_of(app, thank()));
  std::vector<Owed> all;
  for (Card& card : thanks)
    all.push_back({relation(app, me, card.suggestion.about), std::move(card.words.reason)});
  return all;
}

}  // namespace app
