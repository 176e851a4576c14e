// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/match_index.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <shared_mutex>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "app/app.h"
#include "app/matches.h"
#include "match/index.h"

namespace app {
namespace {

using identity::Number;
using model::Statement;
using model::StatementKind;

// One for the program: the lexicon, and the vectors where they are found.
const match::Sense& sense() {
  static const auto kVectors = match::Vectors::open(match::vectors_beside_program());
  static const match::Sense kSense(match::Lexicon::built_in(), kVectors ? &*kVectors : nullptr);
  return kSense;
}

struct Said {
  Number person = identity::kNobody;
  const Statement* what = nullptr;
};

bool is_said_again(const Statement& a, const Statement& b) {
  return std::tie(a.kind, a.value, a.detail) == std::tie(b.kind, b.value, b.detail);
}

// Sorted by what they say, then by date: of what was said again the last stays.
template <class List, class Again>
void keep_newest(List& sorted, Again again) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (i + 1 < sorted.size() && again(sorted[i], sorted[i + 1])) continue;
    if (kept != i) sorted[kept] = std::move(sorted[i]);
    ++kept;
  }
  sorted.erase(sorted.begin() + static_cast<std::ptrdiff_t>(kept), sorted.end());
}

// What the owner said of people, by hand.
std::vector<Said> said_by_hand(const App& app) {
  std::vector<Said> all;
  for (const auto& [seq, made] : app.state.profiles.said()) {
    const auto n = app.state.people.find(made.about);
    if (n && (is_wanted(made.statement) || is_given(made.statement)))
      all.push_back({app.state.people.person_of(*n), &made.statement});
  }
  return all;
}

std::vector<Number> people_of(const std::vector<Said>& said) {
  std::vector<Number> people;
  for (const Said& s : said) people.push_back(s.person);
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  return people;
}

std::vector<Number> united(const std::vector<Number>& a, const std::vector<Number>& b) {
  std::vector<Number> both;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

// All that profiles say of these people, beside what was said by hand.
std::vector<Said> all_said(const App& app, const ProfilesByPerson& profiles, std::vector<Said> all,
                           const std::vector<Number>& people) {
  for (const Number person : people) {
    for (const auto& [whose, i] : profiles.of(person)) {
      if (profiles.newest[i] != i) continue;
      for (const Statement& s : app.state.profiles.all()[i].said.statements) {
        if (is_wanted(s) || is_given(s)) all.push_back({person, &s});
      }
    }
  }
  std::sort(all.begin(), all.end(), [](const Said& a, const Said& b) {
    return std::tie(a.person, *a.what) < std::tie(b.person, *b.what);
  });
  keep_newest(all, [](const Said& a, const Said& b) {
    return a.person == b.person && is_said_again(*a.what, *b.what);
  });
  return all;
}

std::uint64_t hash_of(std::span<const Said> said) {
  std::uint64_t hash = said.size();
  for (const Said& s : said) {
    hash = hash * 31 + static_cast<std::uint64_t>(s.what->kind);
    for (const std::string* text : {&s.what->value, &s.what->detail})
      hash = (hash ^ std::hash<std::string>()(*text)) * 0x9E3779B97F4A7C15ULL;
  }
  return hash;
}

std::string role_in(std::span<const Said> said) {
  const Statement* youngest = nullptr;
  for (const Said& s : said) {
    if (s.what->kind != StatementKind::kWorksAt || s.what->detail.empty()) continue;
    if (youngest == nullptr || s.what->at >= youngest->at) youngest = s.what;
  }
  return youngest == nullptr ? "" : youngest->detail;
}

void add(match::Index& index, std::span<const Said> said) {
  const Number person = said.front().person;
  const std::string role = role_in(said);
  std::uint32_t part = 0;
  for (const Said& s : said) {
    if (is_wanted(*s.what)) {
      index.add_need(person, part, what_of(*s.what));
    } else if (s.what->kind == StatementKind::kWorksAt) {
      index.add_offer(person, part, s.what->detail, "");
    } else {
      index.add_offer(person, part, role, what_of(*s.what));
    }
    ++part;
  }
}

}  // namespace

struct MatchIndex::Made {
  std::shared_mutex access;
  match::Index index{sense()};
  std::unordered_map<Number, std::uint64_t> hashes;  // of what was read of whom
  std::optional<std::uint64_t> changes;              // of the folds that it is made of
  std::shared_ptr<const ProfilesByPerson> profiles;  // … and whose statements they hold
  std::vector<Number> by_hand;                       // of whom the owner has said something

  void fit(const App& app);
};

// As long as profiles are the same, only people of whom something is said by hand can have changed.
void MatchIndex::Made::fit(const App& app) {
  const auto now = app.index.profiles(app);
  std::vector<Said> said = said_by_hand(app);
  std::vector<Number> spoken_of = people_of(said);
  std::vector<Number> people = united(by_hand, spoken_of);
  if (profiles != now) {
    if (profiles != nullptr) people = united(people, profiles->people);
    people = united(people, now->people);
  }
  const std::vector<Said> all = all_said(app, *now, std::move(said), people);
  auto from = all.begin();
  for (const Number person : people) {
    const auto to =
        std::find_if(from, all.end(), [&](const Said& s) { return s.person != person; });
    const std::span<const Said> of(from, to);
    from = to;
    const std::uint64_t hash = hash_of(of);
    std::uint64_t& before = hashes[person];
    if (before == hash) continue;
    before = hash;
    index.remove(person);
    if (!of.empty()) add(index, of);
  }
  profiles = now;
  by_hand = std::move(spoken_of);
  changes = app.changes;
}

MatchIndex::MatchIndex() = default;
MatchIndex::~MatchIndex() = default;

void MatchIndex::ask(const App& app, const std::function<void(const match::Index&)>& question) {
  std::shared_ptr<Made> made;
  {
    const std::lock_guard lock(making_);
    if (!made_) made_ = std::make_shared<Made>();
    made = made_;
  }
  {
    const std::unique_lock changing(made->access);
    if (made->changes != app.changes) made->fit(app);
  }
  const std::shared_lock reading(made->access);
  question(made->index);
}

void MatchIndex::drop() {
  const std::lock_guard lock(making_);
  made_.reset();
}

std::vector<Statement> statements_by_part(const App& app, Number person) {
  std::vector<Statement> own;
  const auto take = [&](const Statement& s) {
    if (is_wanted(s) || is_given(s)) own.push_back(s);
  };
  const auto profiles = app.index.profiles(app);
  for (const auto& [whose, i] : profiles->of(person)) {
    if (profiles->newest[i] != i) continue;
    for (const Statement& s : app.state.profiles.all()[i].said.statements) take(s);
  }
  for (const auto& said : app.state.profiles.said()) {
    const auto n = app.state.people.find(said.said.about);
    if (n && app.state.people.person_of(*n) == person) take(said.said.statement);
  }
  std::sort(own.begin(), own.end());
  keep_newest(own, is_said_again);
  return own;
}

}  // namespace app
