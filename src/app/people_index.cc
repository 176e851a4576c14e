// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/people_index.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "app/app.h"
#include "base/text.h"
#include "graph/strength.h"

namespace app {
namespace {

using identity::Number;

std::vector<Number> persons_of_profiles(const App& app) {
  std::vector<Number> persons(app.state.profiles.all().size());
  for (std::size_t i = 0; i < persons.size(); ++i)
    persons[i] = app.state.people.person_of_profile(i);
  return persons;
}

std::vector<std::uint32_t> newest_versions(const identity::Profiles& profiles) {
  const auto& all = profiles.all();
  std::unordered_map<model::ProfileId, std::uint32_t> newest;
  newest.reserve(all.size());
  const auto rank = [&](std::uint32_t i) { return std::tuple(all[i].said.as_of, all[i].seq); };
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    std::uint32_t& best = newest.try_emplace(all[i].said.id, i).first->second;
    if (rank(i) > rank(best)) best = i;
  }
  std::vector<std::uint32_t> of(all.size());
  for (std::uint32_t i = 0; i < all.size(); ++i) of[i] = newest.at(all[i].said.id);
  return of;
}

std::shared_ptr<const ProfilesByPerson> make_profiles(const App& app,
                                                      const std::vector<Number>& persons) {
  auto made = std::make_shared<ProfilesByPerson>();
  const auto& all = app.state.profiles.all();
  made->newest = newest_versions(app.state.profiles);
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (persons[i] == identity::kNobody) continue;
    made->by_person.push_back({persons[i], i});
    if (made->newest[i] != i) continue;
    for (const model::Statement& s : all[i].said.statements) {
      if (s.kind == model::StatementKind::kTag)
        made->tags[base::fold(s.value)].push_back(persons[i]);
    }
  }
  std::sort(made->by_person.begin(), made->by_person.end(), [](const auto& a, const auto& b) {
    return std::tie(a.person, a.profile) < std::tie(b.person, b.profile);
  });
  for (const auto& of : made->by_person) {
    if (made->people.empty() || made->people.back() != of.person) made->people.push_back(of.person);
  }
  for (auto& [tag, people] : made->tags) {
    std::sort(people.begin(), people.end());
    people.erase(std::unique(people.begin(), people.end()), people.end());
  }
  return made;
}

std::shared_ptr<const Standing> make_standing(const App& app, const identity::SearchIndex& names) {
  auto made = std::make_shared<Standing>();
  const Number me = app.state.people.owner();
  const double day = base::days_since_epoch(app.moment.at);
  std::vector<std::tuple<double, std::uint32_t, Number>> tied;
  for (const auto& [person, c] : app.state.conversations.all()) {
    if (me == identity::kNobody || person == me || c.to_me == 0 || c.to_them == 0) continue;
    tied.emplace_back(-graph::strength(app.state.ties, me, person, day).z, names.place(person),
                      person);
  }
  std::sort(tied.begin(), tied.end());
  constexpr std::uint32_t kNowhere = ~std::uint32_t{0};
  made->place.assign(app.state.people.size(), kNowhere);
  made->people.reserve(names.by_name().size());
  const auto stand = [&](Number person) {
    made->place[person] = static_cast<std::uint32_t>(made->people.size());
    made->people.push_back(person);
  };
  for (const auto& [strength, place, person] : tied) stand(person);
  made->mutual = made->people.size();
  for (const Number person : names.by_name()) {
    if (made->place[person] == kNowhere) stand(person);
  }
  return made;
}

}  // namespace

std::span<const ProfilesByPerson::Of> ProfilesByPerson::of(Number person) const {
  const auto [from, to] =
      std::equal_range(by_person.begin(), by_person.end(), Of{person, 0},
                       [](const Of& a, const Of& b) { return a.person < b.person; });
  return {from, to};
}

bool ProfilesByPerson::has(Number person) const {
  return std::binary_search(people.begin(), people.end(), person);
}

// In place, unless somebody is still reading the one before.
void PeopleIndex::follow_names(const App& app) {
  const Fit now{app.changes, {}};
  if (names_ && names_fit_ == now) return;
  if (!names_) {
    names_ = std::make_shared<identity::SearchIndex>();
  } else if (names_.use_count() > 1) {
    names_ = std::make_shared<identity::SearchIndex>(*names_);
  }
  names_->update(app.state.people);
  names_fit_ = now;
}

std::shared_ptr<const identity::SearchIndex> PeopleIndex::names(const App& app) {
  const std::lock_guard lock(making_);
  follow_names(app);
  return names_;
}

std::shared_ptr<const ProfilesByPerson> PeopleIndex::profiles(const App& app) {
  const std::lock_guard lock(making_);
  const Fit now{app.changes, {}};
  if (profiles_ && profiles_fit_ == now) return profiles_;
  std::vector<Number> persons = persons_of_profiles(app);
  const auto& all = app.state.profiles.all();
  const std::uint64_t last = all.empty() ? 0 : all.back().seq;
  if (!profiles_ || persons != profile_persons_ || last != last_profile_) {
    profiles_ = make_profiles(app, persons);
    profile_persons_ = std::move(persons);
    last_profile_ = last;
  }
  profiles_fit_ = now;
  return profiles_;
}

std::shared_ptr<const Standing> PeopleIndex::standing(const App& app) {
  const std::lock_guard lock(making_);
  const Fit now{app.changes, app.moment.at};
  if (standing_ && standing_fit_ == now) return standing_;
  follow_names(app);
  standing_ = make_standing(app, *names_);
  standing_fit_ = now;
  return standing_;
}

void PeopleIndex::drop() {
  const std::lock_guard lock(making_);
  names_.reset();
  profiles_.reset();
  standing_.reset();
  profile_persons_.clear();
}

}  // namespace app
