// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/tags.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "app/commit.h"
#include "base/text.h"

namespace app {
namespace {

using identity::Number;
using model::StatementKind;

constexpr std::size_t kLongest = 100;  // bytes of a tag

// Visits what the owner said: person, spelling, entry.
template <class Visit>
void visit_own(const State& state, const Visit& visit) {
  for (const auto& said : state.profiles.said()) {
    if (said.said.statement.kind != StatementKind::kTag) continue;
    const auto n = state.people.find(said.said.about);
    if (n) visit(state.people.person_of(*n), said.said.statement.value, said.seq);
  }
}

// … and what the sources say now: person, spelling.
template <class Visit>
void visit_sources(const App& app, std::span<const ProfilesByPerson::Of> of,
                   const ProfilesByPerson& profiles, const Visit& visit) {
  for (const auto& [person, i] : of) {
    if (profiles.newest[i] != i) continue;
    for (const model::Statement& s : app.state.profiles.all()[i].said.statements) {
      if (s.kind == StatementKind::kTag) visit(person, s.value);
    }
  }
}

base::Result<std::vector<std::string>> clean(const std::vector<std::string>& tags) {
  std::vector<std::string> all;
  for (const std::string& tag : tags) {
    all.push_back(base::shorten(base::one_line(base::make_utf8(tag)), kLongest));
    if (base::fold(all.back()).empty())
      return base::fail(base::Code::kInvalid, "a tag needs a name");
  }
  return all;
}

using Pair = std::pair<Number, std::string>;  // a person, and a tag folded

// By whom the owner said it, with the entries that say so.
std::map<Pair, std::vector<std::uint64_t>> own_tags(const State& state) {
  std::map<Pair, std::vector<std::uint64_t>> own;
  visit_own(state, [&](Number person, const std::string& tag, std::uint64_t seq) {
    own[{person, base::fold(tag)}].push_back(seq);
  });
  return own;
}

// What is to be taken off that only a source says can't be.
base::Result<void> refuse_of_sources(const App& app, const Tagging& tagging) {
  const auto own = own_tags(app.state);
  const auto profiles = app.index.profiles(app);
  for (const std::string& tag : tagging.remove) {
    const auto bears = profiles->tags.find(base::fold(tag));
    if (bears == profiles->tags.end()) continue;
    for (const Number person : tagging.people) {
      if (own.contains({person, bears->first}) ||
          !std::binary_search(bears->second.begin(), bears->second.end(), person))
        continue;
      return base::fail(base::Code::kInvalid,
                        "“" + tag + "” of " + app.state.people.name(person) +
                            " stands in a file that was imported: it can be taken off only there");
    }
  }
  return {};
}

// What it takes that these people bear these tags and not those.
Facts tagging_facts(const Known& known, const Tagging& tagging, Tagged& done) {
  done = {};
  Facts facts;
  auto own = own_tags(known.state);
  std::set<Number> people;
  for (const Number n : tagging.people) people.insert(known.state.people.person_of(n));
  for (const Number person : people) {
    const model::IdentityId about = known.state.people.at(person).id;
    for (const std::string& tag : tagging.add) {
      if (!own.try_emplace({person, base::fold(tag)}).second) continue;
      facts.push_back({known.random.id<model::EntryTag>(),
                       model::StatementMade{about, {StatementKind::kTag, tag, "", known.now}}});
      ++done.added;
    }
    for (const std::string& tag : tagging.remove) {
      const auto at = own.find({person, base::fold(tag)});
      if (at == own.end()) continue;
      for (const std::uint64_t seq : at->second)
        facts.push_back({known.random.id<model::EntryTag>(), model::Undone{seq}});
      done.removed += at->second.empty() ? 0 : 1;
      own.erase(at);
    }
  }
  return facts;
}

}  // namespace

std::vector<Tag> tags(const App& app) {
  struct Bearers {
    std::map<std::string, std::size_t> spellings;
    std::set<Number> people;
  };
  std::map<std::string, Bearers> all;
  const auto take = [&](Number person, const std::string& tag) {
    Bearers& b = all[base::fold(tag)];
    ++b.spellings[tag];
    b.people.insert(person);
  };
  const auto profiles = app.index.profiles(app);
  visit_sources(app, profiles->by_person, *profiles, take);
  visit_own(app.state, [&](Number person, const std::string& tag, auto) { take(person, tag); });
  std::vector<Tag> list;
  for (const auto& [folded, b] : all) {
    const auto usual =
        std::max_element(b.spellings.begin(), b.spellings.end(),
                         [](const auto& x, const auto& y) { return x.second < y.second; });
    list.push_back({usual->first, b.people.size()});
  }
  std::stable_sort(list.begin(), list.end(),
                   [](const Tag& a, const Tag& b) { return a.people > b.people; });
  return list;
}

std::vector<std::string> tags_of(const App& app, Number person) {
  std::map<std::string, std::string> all;  // folded → as spelt
  const auto profiles = app.index.profiles(app);
  visit_sources(app, profiles->of(person), *profiles,
                [&](Number, const std::string& tag) { all.emplace(base::fold(tag), tag); });
  visit_own(app.state, [&](Number who, const std::string& tag, auto) {
    if (who == person) all.insert_or_assign(base::fold(tag), tag);
  });
  std::vector<std::string> list;
  for (auto& [folded, tag] : all) list.push_back(std::move(tag));
  return list;
}

std::vector<Number> people_with_tag(const App& app, std::string_view tag) {
  const std::string wanted = base::fold(tag);
  std::set<Number> people;
  const auto profiles = app.index.profiles(app);
  if (const auto at = profiles->tags.find(wanted); at != profiles->tags.end())
    people.insert(at->second.begin(), at->second.end());
  visit_own(app.state, [&](Number person, const std::string& own, auto) {
    if (base::fold(own) == wanted) people.insert(person);
  });
  return {people.begin(), people.end()};
}

base::Result<Tagged> tag_people(App& app, const Tagging& asked) {
  Tagging tagging = asked;
  TRY(tagging.add, clean(asked.add));
  TRY(tagging.remove, clean(asked.remove));
  TRY_DO(refuse_of_sources(app, tagging));
  Tagged done;
  TRY_DO(commit(app, [&](const Known& known) -> base::Result<Facts> {
    return tagging_facts(known, tagging, done);
  }));
  return done;
}

}  // namespace app
