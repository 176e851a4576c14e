// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/give_and_take.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <tuple>

namespace app {
namespace {

using identity::Number;

std::map<Number, std::vector<model::Deed>> deeds_by_person(const App& app) {
  std::map<Number, std::vector<model::Deed>> all;
  const auto add = [&](const model::Deed& deed) {
    const auto n = app.state.people.find(deed.other);
    if (!n || deed.at > app.moment.at) return;
    const Number person = app.state.people.person_of(*n);
    if (person != app.state.people.owner()) all[person].push_back(deed);
  };
  for (const auto& d : app.state.profiles.deeds()) add(d.said);
  for (const model::Deed& d :
       exchange::deeds_in(app.state.exchanges, model::IdentityId{}, app.moment.at))
    add(d);
  for (auto& [person, list] : all) {
    std::sort(list.begin(), list.end(), [](const model::Deed& a, const model::Deed& b) {
      return std::tie(a.at, a.kind, a.text) < std::tie(b.at, b.kind, b.text);
    });
  }
  return all;
}

exchange::Standing standing_of(const App& app, Number person, std::span<const model::Deed> deeds) {
  const suggest::Conversation* c = app.state.conversations.find(person);
  return exchange::standing(deeds, c == nullptr ? base::Time{} : c->from_them,
                            c == nullptr ? base::Time{} : c->from_me, app.moment.at);
}

}  // namespace

WithSomebody give_and_take(const App& app, Number person) {
  WithSomebody with{person, {}, {}};
  auto all = deeds_by_person(app);
  with.deeds = std::move(all[person]);
  with.standing = standing_of(app, person, with.deeds);
  return with;
}

std::vector<WithSomebody> circle(const App& app) {
  std::vector<WithSomebody> circle;
  for (auto& [person, deeds] : deeds_by_person(app)) {
    const exchange::Standing standing = standing_of(app, person, deeds);
    circle.push_back({person, std::move(deeds), standing});
  }
  std::sort(circle.begin(), circle.end(), [&](const WithSomebody& a, const WithSomebody& b) {
    return std::tuple(-std::abs(a.standing.balance), app.state.people.handle(a.person)) <
           std::tuple(-std::abs(b.standing.balance), app.state.people.handle(b.person));
  });
  return circle;
}

}  // namespace app
