// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/relations.h"

#include <algorithm>
#include <tuple>

#include "app/facts.h"
#include "app/person.h"
#include "app/tags.h"

namespace app {
namespace {

using identity::Number;

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

// The better matches first, and those that are as good as they stand. No sorting: a word of one letter
// is in almost everybody.
std::vector<Number> by_words(const App& app, const Standing& standing, const std::string& words) {
  const std::vector<identity::Match> matches = app.index.names(app)->find(words);
  std::vector<std::uint8_t> quality(standing.people.size(), 0);
  for (const identity::Match& m : matches)
    quality[standing.place[m.person]] = static_cast<std::uint8_t>(m.quality);
  std::vector<Number> list;
  list.reserve(matches.size());
  for (const int wanted : {3, 2, 1}) {
    for (std::size_t i = 0; i < quality.size(); ++i) {
      if (quality[i] == wanted) list.push_back(standing.people[i]);
    }
  }
  return list;
}

void keep_only(std::vector<Number>& list, std::vector<Number> these) {
  std::sort(these.begin(), these.end());
  std::erase_if(list, [&](Number n) { return !std::binary_search(these.begin(), these.end(), n); });
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
    return std::forward_as_tuple(-a.strength.z, app.state.people.handle(a.person)) <
           std::forward_as_tuple(-b.strength.z, app.state.people.handle(b.person));
  });
  return all;
}

base::Result<Overview> slipping(const App& app) {
  TRY(const identity::Number me, owner_of(app));
  Overview all = overview(app, me);
  std::erase_if(all.list, [](const Relation& r) { return !r.slipping && !r.dormant; });
  std::sort(all.list.begin(), all.list.end(), [&](const Relation& a, const Relation& b) {
    const auto stake = [](const Relation& r) { return -r.peak * (r.dormant ? .5 : 1); };
    return std::forward_as_tuple(stake(a), app.state.people.handle(a.person)) <
           std::forward_as_tuple(stake(b), app.state.people.handle(b.person));
  });
  return all;
}

base::Result<People> people(const App& app, const PeopleFilter& filter, std::string_view after) {
  const auto standing = app.index.standing(app);
  People found;
  if (filter.words.empty()) {
    found.list = standing->people;
  } else {
    found.list = by_words(app, *standing, filter.words);
  }
  if (!filter.company.empty()) keep_only(found.list, people_at(app, filter.company));
  if (!filter.tag.empty()) keep_only(found.list, people_with_tag(app, filter.tag));
  const Number me = app.state.people.owner();
  const double day = base::days_since_epoch(app.moment.at);
  std::erase_if(found.list, [&](Number person) {
    if (filter.since == base::Time{} && filter.band.empty()) return false;
    const suggest::Conversation* c = app.state.conversations.find(person);
    if (c == nullptr || me == identity::kNobody || person == me) return true;
    if (std::max(c->from_them, c->from_me) < filter.since) return true;
    if (filter.band.empty()) return false;
    return standing->place[person] >= standing->mutual ||
           filter.band != word(graph::band(app.state.ties, me, person, day));
  });
  if (after.empty()) return found;
  TRY(const Number last, find_by_id(app, after));
  const auto at = std::find(found.list.begin(), found.list.end(), last);
  if (at == found.list.end())
    return base::fail(base::Code::kInvalid, "this page is no longer here: begin with the first");
  found.from = static_cast<std::size_t>(at - found.list.begin()) + 1;
  return found;
}

std::vector<Relation> relations_of(const App& app, std::span<const Number> people) {
  const Number me = app.state.people.owner();
  std::vector<Relation> list;
  for (const Number person : people) {
    Relation& r = list.emplace_back();
    r.person = person;
    if (me != identity::kNobody && person != me) r = relation(app, me, person);
  }
  return list;
}

}  // namespace app
