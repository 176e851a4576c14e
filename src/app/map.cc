// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/map.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>

#include "app/relations.h"
#include "base/text.h"
#include "identity/evidence.h"

namespace app {
namespace {

using identity::Number;

constexpr std::size_t kTiesAPerson = 8;
constexpr double kCommon = .3;  // of a group: what so many share is its name

std::uint32_t day_of(std::uint32_t second) { return second / 86'400; }

// The owner, and the strongest ties.
std::vector<Map::Person> people_of(const State& state, std::size_t most, double day) {
  const Number me = state.people.owner();
  std::vector<Map::Person> people;
  for (const auto& [person, c] : state.conversations.all()) {
    if (person == me || c.to_me == 0 || c.to_them == 0) continue;
    people.push_back(
        {person, {}, Map::kNoGroup, graph::strength(state.ties, me, person, day).probability});
  }
  std::sort(people.begin(), people.end(), [&](const auto& a, const auto& b) {
    return std::forward_as_tuple(-a.weight, state.people.handle(a.person)) <
           std::forward_as_tuple(-b.weight, state.people.handle(b.person));
  });
  if (people.size() + 1 > most) people.resize(std::max<std::size_t>(most, 1) - 1);
  people.insert(people.begin(), {me, {}, Map::kNoGroup, 1});
  return people;
}

std::vector<Map::Tie> ties_of(const graph::Ties& ties, const std::vector<Map::Person>& people,
                              double day) {
  std::unordered_map<Number, std::uint32_t> place;
  for (std::uint32_t i = 0; i < people.size(); ++i) place.emplace(people[i].person, i);
  std::vector<Map::Tie> all;
  for (std::uint32_t i = 0; i < people.size(); ++i) {
    for (const graph::Neighbour& n : ties.neighbours(people[i].person)) {
      const auto other = place.find(n.other);
      const graph::Pair& pair = ties.pair(n.pair);
      if (other == place.end() || other->second <= i || !pair.mutual()) continue;
      const double strength =
          i == 0 ? people[other->second].weight
                 : graph::strength(ties, people[i].person, n.other, day).probability;
      all.push_back({i, other->second, strength, day_of(pair.first_s), day_of(pair.latest_s())});
    }
  }
  std::sort(all.begin(), all.end(), [](const Map::Tie& a, const Map::Tie& b) {
    return std::tuple(a.a != 0, -a.strength, a.a, a.b) <
           std::tuple(b.a != 0, -b.strength, b.a, b.b);
  });
  if (all.size() > kTiesAPerson * people.size()) all.resize(kTiesAPerson * people.size());
  return all;
}

// Where everybody works, as far as is known; or else from which firm's mail they write.
std::unordered_map<Number, std::string> firms_of(const App& app) {
  std::unordered_map<Number, std::string> firms;
  const auto profiles = app.index.profiles(app);
  const auto look_at = [&](Number person, const model::Statement& s) {
    if (s.kind == model::StatementKind::kWorksAt && !s.value.empty()) firms[person] = s.value;
  };
  for (const auto& [person, i] : profiles->by_person) {
    if (profiles->newest[i] != i) continue;
    for (const model::Statement& s : app.state.profiles.all()[i].said.statements)
      look_at(person, s);
  }
  for (const auto& said : app.state.profiles.said()) {
    if (const auto n = app.state.people.find(said.said.about))
      look_at(app.state.people.person_of(*n), said.said.statement);
  }
  return firms;
}

std::string domain_of(const identity::Directory& people, Number person) {
  const model::Handle& handle = people.handle(person);
  const std::size_t at = handle.text.find('@');
  if (handle.kind != model::HandleKind::kMail || at == std::string::npos) return "";
  const std::string domain = handle.text.substr(at + 1);
  return identity::is_public_mail(domain) ? "" : domain;
}

void name_groups(const App& app, Map& map) {
  std::uint32_t count = 0;
  for (const Map::Person& p : map.people)
    if (p.group != Map::kNoGroup) count = std::max(count, p.group + 1);
  map.groups.resize(count);
  const auto firms = firms_of(app);
  struct Common {
    std::unordered_map<std::string, std::size_t> texts;
    std::pair<std::size_t, std::string> most;
    void add(const std::string& text) {
      const std::size_t n = text.empty() ? 0 : ++texts[text];
      // Of those that are as many, the one that comes first by the alphabet.
      if (n > most.first || (n == most.first && n > 0 && text < most.second)) most = {n, text};
    }
  };
  std::vector<Common> work(count), mail(count);
  for (const Map::Person& p : map.people) {
    if (p.group == Map::kNoGroup) continue;
    Map::Group& group = map.groups[p.group];
    if (group.people++ == 0) group.name = app.state.people.name(p.person);  // the best tied
    const auto firm = firms.find(p.person);
    work[p.group].add(firm == firms.end() ? "" : firm->second);
    mail[p.group].add(domain_of(app.state.people, p.person));
  }
  for (std::uint32_t g = 0; g < count; ++g) {
    const auto least = std::max<double>(2, kCommon * static_cast<double>(map.groups[g].people));
    const Common& best = work[g].most.first >= mail[g].most.first ? work[g] : mail[g];
    if (static_cast<double>(best.most.first) >= least) map.groups[g].name = best.most.second;
  }
}

// Where all stand and belong; the owner apart, in the middle.
void place_people(Map& map) {
  std::vector<graph::WeightedTie> among;
  for (const Map::Tie& t : map.ties) {
    if (t.a != 0) among.push_back({t.a - 1, t.b - 1, std::max(1e-3, t.strength)});
  }
  const std::size_t others = map.people.size() - 1;
  const std::vector<std::uint32_t> group = graph::communities(others, among);
  const std::vector<graph::Place> places = graph::layout(among, group);
  for (std::size_t i = 0; i < others; ++i) {
    map.people[i + 1].group = group[i];
    map.people[i + 1].place = places[i];
  }
}

Map draw(const App& app, const State& state, std::size_t most, base::Time at) {
  const double day = base::days_since_epoch(at);
  Map map;
  map.people = people_of(state, most, day);
  map.ties = ties_of(state.ties, map.people, day);
  place_people(map);
  name_groups(app, map);
  map.until = at;
  map.since = at;
  for (const Map::Tie& t : map.ties)
    map.since = std::min(map.since, base::time_from_seconds(std::int64_t{t.first_day} * 86'400));
  return map;
}

}  // namespace

base::Result<MapRef> map(App& app, std::size_t most, std::optional<base::Time> until) {
  TRY_DO(owner_of(app));
  const bool earlier = until && *until < app.moment.at;
  const base::Time at = earlier ? *until : app.moment.at;
  const DrawnMap::Of of{app.changes, base::micros(at) / 86'400'000'000, most};
  if (MapRef drawn = app.drawn_map.find(of)) return drawn;
  MapRef drawn;
  if (earlier) {
    TRY(const State then, refold(*ledger_of(app), at, &app.state.people.persons()));
    drawn = std::make_shared<const Map>(draw(app, then, most, at));
  } else {
    drawn = std::make_shared<const Map>(draw(app, app.state, most, at));
  }
  app.drawn_map.keep(of, drawn);
  return drawn;
}

MapRef DrawnMap::find(const Of& of) {
  const std::lock_guard lock(access_);
  return map_ && of_ == of ? map_ : nullptr;
}

void DrawnMap::keep(const Of& of, MapRef map) {
  const std::lock_guard lock(access_);
  of_ = of;
  map_ = std::move(map);
}

}  // namespace app
