// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/give_and_take.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <span>
#include <tuple>

namespace app {
namespace {

using identity::Number;

// The owner's with one person, or with kNobody: with everybody.
std::map<Number, std::vector<model::Deed>> deeds_by_person(const App& app, Number only) {
  std::map<Number, std::vector<model::Deed>> all;
  const auto add = [&](const model::Deed& deed) {
    const auto n = app.state.people.find(deed.other);
    if (!n || deed.at > app.moment.at) return;
    const Number person = app.state.people.person_of(*n);
    if (person == app.state.people.owner() || (only != identity::kNobody && person != only)) return;
    all[person].push_back(deed);
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

bool fits(const exchange::Standing& standing, Side side) {
  switch (side) {
    case Side::kAny:
      return true;
    case Side::kIOwe:
      return standing.i_owe;
    case Side::kTheyVanished:
      return standing.they_vanished;
    case Side::kIVanished:
      return standing.i_vanished;
  }
  return false;
}

}  // namespace

WithSomebody give_and_take(const App& app, Number person) {
  WithSomebody with{person, {}, {}};
  auto all = deeds_by_person(app, person);
  with.deeds = std::move(all[person]);
  with.standing = standing_of(app, person, with.deeds);
  return with;
}

base::Result<Circle> circle(const App& app, Side side, std::size_t most, Number after) {
  Circle circle;
  std::vector<WithSomebody> all;
  for (auto& [person, deeds] : deeds_by_person(app, identity::kNobody)) {
    const exchange::Standing standing = standing_of(app, person, deeds);
    if (fits(standing, side)) all.push_back({person, std::move(deeds), standing});
  }
  std::sort(all.begin(), all.end(), [&](const WithSomebody& a, const WithSomebody& b) {
    return std::forward_as_tuple(-std::abs(a.standing.balance), app.state.people.handle(a.person)) <
           std::forward_as_tuple(-std::abs(b.standing.balance), app.state.people.handle(b.person));
  });
  auto from = all.begin();
  if (after != identity::kNobody) {
    from = std::find_if(all.begin(), all.end(), [&](const auto& w) { return w.person == after; });
    if (from == all.end())
      return base::fail(base::Code::kInvalid, "this page is no longer here: begin with the first");
    ++from;
  }
  circle.total = all.size();
  const auto end = from + static_cast<std::ptrdiff_t>(std::min<std::size_t>(
                              most, static_cast<std::size_t>(all.end() - from)));
  circle.more = end != all.end();
  circle.list.assign(std::move_iterator(from), std::move_iterator(end));
  return circle;
}

}  // namespace app
