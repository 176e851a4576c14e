// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/facts.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "app/commit.h"
#include "base/text.h"
#include "identity/evidence.h"
#include "identity/name_words.h"

namespace app {
namespace {

using identity::Number;
using model::Statement;
using model::StatementKind;
using Version = identity::Profiles::Numbered<model::Profile>;

// The versions of each profile, the newest last.
std::map<model::ProfileId, std::vector<const Version*>> versions(const App& app) {
  std::map<model::ProfileId, std::vector<const Version*>> all;
  for (const Version& v : app.state.profiles.all()) all[v.said.id].push_back(&v);
  for (auto& [id, list] : all) {
    std::sort(list.begin(), list.end(), [](const Version* a, const Version* b) {
      return std::tie(a->said.as_of, a->seq) < std::tie(b->said.as_of, b->seq);
    });
  }
  return all;
}

bool says(const model::Profile& profile, const Statement& s) {
  return std::any_of(profile.statements.begin(), profile.statements.end(), [&](const Statement& o) {
    return o.kind == s.kind && o.value == s.value && o.detail == s.detail;
  });
}

int rank(StatementKind kind) {
  switch (kind) {
    case StatementKind::kNeed:
      return 0;
    case StatementKind::kGoal:
      return 1;
    case StatementKind::kPromise:
      return 2;
    case StatementKind::kOffer:
      return 3;
    case StatementKind::kWorksAt:
      return 4;
    case StatementKind::kSkill:
      return 5;
    case StatementKind::kBirthday:
      return 6;
    case StatementKind::kNote:
      return 7;
    case StatementKind::kTag:
      return 8;
    case StatementKind::kStudiedAt:
      return 9;
    case StatementKind::kConnected:
      return 10;
    case StatementKind::kKeeping:
      return 11;
  }
  return 12;
}

std::string job(const Statement& s) {
  return s.detail.empty() ? s.value : s.value.empty() ? s.detail : s.value + ", " + s.detail;
}

const Statement* job_in(const model::Profile& profile) {
  const auto at =
      std::find_if(profile.statements.begin(), profile.statements.end(),
                   [](const Statement& s) { return s.kind == StatementKind::kWorksAt; });
  return at == profile.statements.end() ? nullptr : &*at;
}

template <class Fits>
std::vector<Number> people_of_whom(const App& app, Fits fits) {
  std::set<Number> found;
  const auto profiles = app.index.profiles(app);
  for (const auto& [person, i] : profiles->by_person) {
    const model::Profile& profile = app.state.profiles.all()[i].said;
    if (profiles->newest[i] == i &&
        std::any_of(profile.statements.begin(), profile.statements.end(), fits))
      found.insert(person);
  }
  for (const auto& said : app.state.profiles.said()) {
    const auto n = app.state.people.find(said.said.about);
    if (n && fits(said.said.statement)) found.insert(app.state.people.person_of(*n));
  }
  return {found.begin(), found.end()};
}

}  // namespace

std::vector<StatedFact> facts_of(const App& app, Number person) {
  std::vector<StatedFact> all;
  const auto profiles = app.index.profiles(app);
  for (const auto& [whose, i] : profiles->of(person)) {
    const Version& v = app.state.profiles.all()[i];
    const Version& newest = app.state.profiles.all()[profiles->newest[i]];
    for (const Statement& s : v.said.statements) {
      const bool holds = says(newest.said, s);
      if (&v != &newest && holds) continue;  // the newest says it again
      all.push_back({s, v.said.source, s.at != base::Time{} ? s.at : v.said.as_of, v.seq, holds});
    }
  }
  for (const auto& said : app.state.profiles.said()) {
    const auto n = app.state.people.find(said.said.about);
    if (said.said.statement.kind == StatementKind::kKeeping) continue;  // no fact of the person
    if (n && app.state.people.person_of(*n) == person)
      all.push_back({said.said.statement, "you", said.said.statement.at, said.seq, true});
  }
  std::sort(all.begin(), all.end(), [](const StatedFact& a, const StatedFact& b) {
    return std::tuple(rank(a.statement.kind), !a.holds, b.when, a.statement.value, a.seq) <
           std::tuple(rank(b.statement.kind), !b.holds, a.when, b.statement.value, b.seq);
  });
  // Two address books say the same: once is enough.
  const auto same = [](const StatedFact& a, const StatedFact& b) {
    return a.statement.kind == b.statement.kind && a.holds == b.holds &&
           base::fold(a.statement.value) == base::fold(b.statement.value) &&
           base::fold(a.statement.detail) == base::fold(b.statement.detail);
  };
  std::vector<StatedFact> once;
  for (StatedFact& f : all) {
    if (std::none_of(once.begin(), once.end(), [&](const StatedFact& o) { return same(o, f); }))
      once.push_back(std::move(f));
  }
  return once;
}

std::string works_at(const App& app, Number person) {
  const Statement* best = nullptr;
  base::Time youngest{};
  const auto look_at = [&](const Statement& s, base::Time when) {
    if (s.kind != StatementKind::kWorksAt || (s.value.empty() && s.detail.empty())) return;
    if (best != nullptr && std::tie(when, best->value) <= std::tie(youngest, s.value)) return;
    best = &s;
    youngest = when;
  };
  const auto profiles = app.index.profiles(app);
  for (const auto& [whose, i] : profiles->of(person)) {
    if (profiles->newest[i] != i) continue;
    const model::Profile& profile = app.state.profiles.all()[i].said;
    for (const Statement& s : profile.statements)
      look_at(s, s.at != base::Time{} ? s.at : profile.as_of);
  }
  for (const auto& said : app.state.profiles.said()) {
    if (said.said.statement.kind != StatementKind::kWorksAt) continue;
    const auto n = app.state.people.find(said.said.about);
    if (n && app.state.people.person_of(*n) == person)
      look_at(said.said.statement, said.said.statement.at);
  }
  if (best == nullptr) return "";
  return best->detail.empty()  ? best->value
         : best->value.empty() ? best->detail
                               : best->detail + ", " + best->value;
}

base::Result<void> keep_in_touch(App& app, Number person, model::Keeping keeping) {
  if (person == app.state.people.owner()) return base::fail(base::Code::kInvalid, "this is you");
  TRY_DO(commit(app, [&](const Known& known) -> base::Result<Facts> {
    return Facts{
        {known.random.id<model::EntryTag>(),
         model::StatementMade{known.state.people.at(person).id,
                              {StatementKind::kKeeping, model::word(keeping), "", known.now}}}};
  }));
  return {};
}

base::Result<void> record_deed(App& app, Number person, model::Deed deed) {
  TRY_DO(commit(app, [&](const Known& known) -> base::Result<Facts> {
    deed.other = known.state.people.at(person).id;
    return Facts{{known.random.id<model::EntryTag>(), model::DeedRecorded{deed}}};
  }));
  return {};
}

std::vector<Number> people_at(const App& app, std::string_view company) {
  const std::string wanted = identity::firm_key(company);
  if (wanted.empty()) return {};
  std::vector<Number> found = people_of_whom(app, [&](const Statement& s) {
    return s.kind == StatementKind::kWorksAt &&
           identity::firm_key(s.value).find(wanted) != std::string::npos;
  });
  // Who writes from there works there, as far as is known.
  for (Number n = 0; n < app.state.people.size(); ++n) {
    identity::MatchRecord shows;
    identity::show_handle(shows, app.state.people.at(n).handle);
    if (std::find(shows.firms.begin(), shows.firms.end(), wanted) != shows.firms.end())
      found.push_back(app.state.people.person_of(n));
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<Number> people_with_skill(const App& app, std::string_view skill) {
  const std::string wanted = base::fold(skill);
  if (wanted.empty()) return {};
  const auto has = [&](const std::string& text) {
    return base::fold(text).find(wanted) != std::string::npos;
  };
  return people_of_whom(app, [&](const Statement& s) {
    return ((s.kind == StatementKind::kSkill || s.kind == StatementKind::kOffer) && has(s.value)) ||
           (s.kind == StatementKind::kWorksAt && has(s.detail));
  });
}

std::vector<JobChange> job_changes(const App& app, std::uint64_t seq) {
  std::vector<JobChange> changes;
  const auto all = versions(app);
  for (std::size_t i = 0; i < app.state.profiles.all().size(); ++i) {
    const Version& v = app.state.profiles.all()[i];
    const auto& list = all.at(v.said.id);
    if (list.size() < 2 || list.back() != &v) continue;
    if (std::none_of(list.begin(), list.end(), [&](const Version* o) { return o->seq > seq; }))
      continue;
    const Statement *before = job_in(list[list.size() - 2]->said), *now = job_in(v.said);
    if (before == nullptr || now == nullptr ||
        (before->value == now->value && before->detail == now->detail))
      continue;
    const Number person = app.state.people.person_of_profile(i);
    if (person != identity::kNobody) changes.push_back({person, job(*before), job(*now)});
  }
  std::sort(changes.begin(), changes.end(), [&](const JobChange& a, const JobChange& b) {
    return std::forward_as_tuple(app.state.people.handle(a.person), a.now) <
           std::forward_as_tuple(app.state.people.handle(b.person), b.now);
  });
  changes.erase(std::unique(changes.begin(), changes.end(),
                            [](const JobChange& a, const JobChange& b) {
                              return a.person == b.person && a.now == b.now;
                            }),
                changes.end());
  return changes;
}

}  // namespace app
