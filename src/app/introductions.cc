// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/introductions.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

#include "app/facts.h"
#include "app/fields.h"
#include "app/relations.h"
#include "base/text.h"

namespace app {
namespace {

using identity::Number;
using model::Statement;
using model::StatementKind;

constexpr std::size_t kShortest = 4;  // letters of a word that says something

bool says_little(std::string_view word) {
  static constexpr std::array kWords = {"with",  "that", "they", "them", "some",    "someone",
                                        "about", "from", "into", "good", "looking", "want",
                                        "wants", "need", "help", "more", "work",    "people"};
  return word.size() < kShortest || std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

bool is_wanted(const Statement& s) {
  return s.kind == StatementKind::kNeed || s.kind == StatementKind::kGoal;
}
bool is_given(const Statement& s) {
  return s.kind == StatementKind::kOffer || s.kind == StatementKind::kSkill ||
         (s.kind == StatementKind::kWorksAt && !s.detail.empty());
}
const std::string& what_of(const Statement& s) {
  return s.kind == StatementKind::kWorksAt ? s.detail : s.value;
}

struct Complement {
  const Statement* wanted = nullptr;
  const Statement* given = nullptr;
  bool theirs = false;  // the person wants, the other gives
};

std::optional<Complement> complement(const std::vector<Statement>& person, const Statement& other) {
  for (const Statement& s : person) {
    if (is_wanted(s) && is_given(other) && speak_of_the_same(what_of(s), what_of(other)))
      return Complement{&s, &other, true};
    if (is_given(s) && is_wanted(other) && speak_of_the_same(what_of(s), what_of(other)))
      return Complement{&other, &s, false};
  }
  return std::nullopt;
}

// What is said now of everybody, one by one.
template <class Visit>
void visit_statements(const App& app, const Visit& visit) {
  const auto profiles = app.index.profiles(app);
  for (const auto& [person, i] : profiles->by_person) {
    if (profiles->newest[i] != i) continue;
    for (const Statement& s : app.state.profiles.all()[i].said.statements) visit(person, s);
  }
  for (const auto& said : app.state.profiles.said()) {
    if (const auto n = app.state.people.find(said.said.about))
      visit(app.state.people.person_of(*n), said.said.statement);
  }
}

std::string reason_of(const App& app, Number person, Number other, const Complement& c) {
  const std::string a = app.state.people.name(person), b = app.state.people.name(other);
  const std::string wants = say(*c.wanted), gives = say(*c.given);
  return c.theirs ? a + " " + wants + "; " + b + " " + gives
                  : b + " " + wants + "; " + a + " " + gives;
}

std::string reason_of(const App& app, const graph::Introduction& i) {
  std::string who = i.broker == app.state.people.owner() ? "you" : app.state.people.name(i.broker);
  if (i.brokers == 1) return who + (who == "you" ? " know both" : " knows both");
  return who + " and " + std::to_string(i.brokers - 1) +
         (i.brokers == 2 ? " other know both" : " others know both");
}

struct Complementary {
  Number who = identity::kNobody;
  double strength = 0;
  std::string reason;
};

// Of the owner's ties, the strongest first.
std::vector<Complementary> complementary(const App& app, Number person) {
  std::vector<Statement> own;
  for (StatedFact& f : facts_of(app, person)) {
    if (f.holds && (is_wanted(f.statement) || is_given(f.statement)))
      own.push_back(std::move(f.statement));
  }
  std::vector<Complementary> found;
  const Number me = app.state.people.owner();
  if (own.empty() || me == identity::kNobody) return found;
  const double day = base::days_since_epoch(app.moment.at);
  visit_statements(app, [&](Number other, const Statement& s) {
    const suggest::Conversation* c = app.state.conversations.find(other);
    if (other == person || other == me || c == nullptr || c->to_me == 0 || c->to_them == 0) return;
    const auto fits = complement(own, s);
    if (!fits || app.state.ties.find(person, other) != graph::kNoPair ||
        std::any_of(found.begin(), found.end(), [&](const auto& o) { return o.who == other; }))
      return;
    found.push_back({other, graph::strength(app.state.ties, me, other, day).probability,
                     reason_of(app, person, other, *fits)});
  });
  std::sort(found.begin(), found.end(), [&](const Complementary& a, const Complementary& b) {
    return std::tuple(-a.strength, app.state.people.handle(a.who)) <
           std::tuple(-b.strength, app.state.people.handle(b.who));
  });
  return found;
}

}  // namespace

bool speak_of_the_same(std::string_view a, std::string_view b) {
  const std::string x = base::fold(a), y = base::fold(b);
  for (const std::string_view u : base::split(x, ' ')) {
    if (says_little(u)) continue;
    for (const std::string_view v : base::split(y, ' ')) {
      if (says_little(v)) continue;
      const std::size_t shorter = std::min(u.size(), v.size());
      const auto alike = static_cast<std::size_t>(
          std::mismatch(u.begin(), u.begin() + static_cast<std::ptrdiff_t>(shorter), v.begin())
              .first -
          u.begin());
      if (alike >= std::max(kShortest, shorter - 2)) return true;
    }
  }
  return false;
}

std::vector<Proposed> propose_introductions(App& app, graph::Node person, std::size_t want) {
  std::vector<Proposed> all;
  const Number me = app.state.people.owner();
  if (person >= app.state.ties.nodes()) return all;
  const auto weights = app.network.weights(app.state.ties, base::days_since_epoch(app.moment.at));
  for (Complementary& c : complementary(app, person)) {
    if (all.size() == want) return all;
    graph::Introduction i = graph::introduction(app.state.ties, *weights, person, c.who);
    if (i.brokers == 0) i.broker = me;  // who knows the one, and is told of the other
    all.push_back({i, std::move(c.reason)});
  }
  for (const graph::Introduction& i : introductions(app, person, want + all.size())) {
    if (all.size() == want) break;
    if (i.who == me || std::any_of(all.begin(), all.end(),
                                   [&](const Proposed& p) { return p.introduction.who == i.who; }))
      continue;
    all.push_back({i, reason_of(app, i)});
  }
  return all;
}

}  // namespace app
