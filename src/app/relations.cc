// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/relations.h"

#include <algorithm>
#include <tuple>

#include "identity/names.h"

namespace app {
namespace {

constexpr double kWindow = 30;  // days
constexpr double kDue = .8, kDormant = .95;
constexpr double kLoose = .03, kSteady = .15;

Overview overview(const App& app, identity::Number me) {
  Overview all;
  for (const auto& [person, conversation] : app.state.conversations.all()) {
    ++all.contacts;
    Relation r = relation(app, me, person);
    const bool is_real = r.mutual && (r.band != graph::Band::kFaint || r.dormant);
    if (!is_real) continue;
    ++all.real;
    if (r.slipping) ++all.slipping;
    all.list.push_back(std::move(r));
  }
  return all;
}

}  // namespace

const char* word(graph::Band band) {
  switch (band) {
    case graph::Band::kStrong:
      return "strong";
    case graph::Band::kSteady:
      return "steady";
    case graph::Band::kLoose:
      return "loose";
    case graph::Band::kFaint:
      return "faint";
  }
  return "";
}

base::Result<identity::Number> owner_of(const App& app) {
  if (app.state.people.owner() != identity::kNobody) return app.state.people.owner();
  return base::fail(
      base::Code::kInvalid,
      "this book does not know yet which addresses are yours: say `rapport me` to see whom it "
      "takes you for");
}

Relation relation(const App& app, identity::Number me, identity::Number person) {
  const double day = base::days_since_epoch(app.moment.at);
  const graph::Ties& ties = app.state.ties;
  Relation r;
  r.person = person;
  if (const suggest::Conversation* c = app.state.conversations.find(person)) {
    r.last = std::max(c->from_them, c->from_me);
    r.to_me = c->to_me;
    r.to_them = c->to_them;
  }
  r.mutual = r.to_me > 0 && r.to_them > 0;
  r.strength = graph::strength(ties, me, person, day);
  r.band = graph::band(ties, me, person, day);
  r.answers = graph::reply(ties, me, person, day, 1).probability;
  r.comes = graph::reach(ties, person, me, day).probability;
  const graph::Rhythm rhythm = graph::rhythm(ties, me, person, day, kWindow);
  r.overdue = rhythm.overdue;
  r.usual_gap_days = rhythm.usual_gap_days;
  if (r.last != base::Time{}) {
    r.peak = graph::strength(ties, me, person, base::days_since_epoch(r.last)).probability;
  }
  r.dormant = r.mutual && r.overdue >= kDormant && r.peak > kSteady;
  r.slipping = r.mutual && r.overdue >= kDue && !r.dormant && r.peak > kLoose;
  r.rising = r.mutual && graph::rising(ties, me, person, day);
  return r;
}

base::Result<Overview> real(const App& app) {
  TRY(const identity::Number me, owner_of(app));
  Overview all = overview(app, me);
  std::sort(all.list.begin(), all.list.end(), [&](const Relation& a, const Relation& b) {
    return std::tuple(-a.strength.z, app.state.people.handle(a.person)) <
           std::tuple(-b.strength.z, app.state.people.handle(b.person));
  });
  return all;
}

base::Result<Overview> slipping(const App& app) {
  TRY(const identity::Number me, owner_of(app));
  Overview all = overview(app, me);
  std::erase_if(all.list, [](const Relation& r) { return !r.slipping && !r.dormant; });
  std::sort(all.list.begin(), all.list.end(), [&](const Relation& a, const Relation& b) {
    const auto stake = [](const Relation& r) { return -r.peak * (r.dormant ? .5 : 1); };
    return std::tuple(stake(a), app.state.people.handle(a.person)) <
           std::tuple(stake(b), app.state.people.handle(b.person));
  });
  return all;
}

base::Result<std::vector<Relation>> people(const App& app, const PeopleFilter& filter) {
  const identity::Directory& directory = app.state.people;
  const identity::Number me = directory.owner();
  std::vector<identity::Number> who;
  if (filter.words.empty()) {
    for (identity::Number n = 0; n < directory.size(); ++n) {
      if (directory.person_of(n) == n) who.push_back(n);
    }
  } else {
    for (const identity::Match& m : identity::search(directory, filter.words))
      who.push_back(m.person);
  }
  std::vector<Relation> list;
  for (const identity::Number person : who) {
    Relation r;
    r.person = person;
    if (me != identity::kNobody && person != me) r = relation(app, me, person);
    if (!filter.band.empty() && (!r.mutual || filter.band != word(r.band))) continue;
    if (filter.since != base::Time{} && r.last < filter.since) continue;
    list.push_back(std::move(r));
  }
  if (filter.words.empty()) {
    std::vector<std::pair<std::string, Relation>> named;
    for (Relation& r : list) named.emplace_back(directory.name(r.person), std::move(r));
    std::sort(named.begin(), named.end(), [&](const auto& a, const auto& b) {
      return std::tie(a.first, directory.handle(a.second.person)) <
             std::tie(b.first, directory.handle(b.second.person));
    });
    list.clear();
    for (auto& [name, r] : named) list.push_back(std::move(r));
  }
  return list;
}

}  // namespace app
