// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/match_index.h"

#include <algorithm>
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

std::vector<Said> all_said(const App& app) {
  std::vector<Said> all;
  visit_statements(app, [&](Number person, const Statement& s) {
    if (is_wanted(s) || is_given(s)) all.push_back({person, &s});
  });
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

  void fit(const App& app);
};

void MatchIndex::Made::fit(const App& app) {
  std::unordered_map<Number, std::uint64_t> now;
  const std::vector<Said> all = all_said(app);
  for (auto from = all.begin(); from != all.end();) {
    const Number person = from->person;
    const auto to =
        std::find_if(from, all.end(), [&](const Said& s) { return s.person != person; });
    const std::span<const Said> said(from, to);
    const std::uint64_t hash = hash_of(said);
    const auto before = hashes.find(person);
    if (before == hashes.end() || before->second != hash) {
      index.remove(person);
      add(index, said);
    }
    now.emplace(person, hash);
    from = to;
  }
  for (const auto& [person, hash] : hashes) {
    if (!now.contains(person)) index.remove(person);
  }
  hashes = std::move(now);
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
