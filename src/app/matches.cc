// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/matches.h"

#include <algorithm>
#include <tuple>

#include "graph/strength.h"

namespace app {
namespace {

using identity::Number;
using model::Statement;
using model::StatementKind;

constexpr double kClose = 1, kRecent = .3;  // in units of match/index.h's scores: a band is 2.5
constexpr double kCloseFrom = .5;           // a strength that is worth a word
constexpr double kRecentDays = 180;

// The asker's words, and which way they go.
struct Asked {
  Statement statement;
  std::string role;
};

std::string role_of(const std::vector<Statement>& said) {
  for (const Statement& s : said) {
    if (s.kind == StatementKind::kWorksAt && !s.detail.empty()) return s.detail;
  }
  return "";
}

double strength_of(const App& app, Number person) {
  const Number me = app.state.people.owner();
  const suggest::Conversation* c = app.state.conversations.find(person);
  if (me == identity::kNobody || c == nullptr || c->to_me == 0 || c->to_them == 0) return 0;
  return graph::strength(app.state.ties, me, person, base::days_since_epoch(app.moment.at))
      .probability;
}

bool is_recent(const App& app, const Statement& s) {
  return s.at != base::Time{} &&
         base::days_since_epoch(app.moment.at) - base::days_since_epoch(s.at) < kRecentDays;
}

// More than are wanted are asked for: what was said lately may stand before what was said long ago.
std::vector<Fit> ask(const App& app, const Asked& asked, const WhoElse& who) {
  const Number me = app.state.people.owner();
  match::Options options;
  options.want = 2 * who.want;
  options.may = [&](match::Id id) {
    const auto person = static_cast<Number>(id);
    return who.may ? who.may(person) : person != me;
  };
  options.bonus = [&](match::Id id, std::uint32_t) {
    return kClose * strength_of(app, static_cast<Number>(id));
  };
  const bool needs = is_wanted(asked.statement);
  std::vector<match::Match> found;
  app.matches.ask(app, [&](const match::Index& index) {
    found = needs ? index.who_helps(asked.statement.value, options)
                  : index.whom_helps(asked.role, what_of(asked.statement), options);
  });
  std::vector<std::pair<double, Fit>> fits;
  for (const match::Match& m : found) {
    const auto person = static_cast<Number>(m.id);
    const std::vector<Statement> theirs = statements_by_part(app, person);
    if (m.part >= theirs.size()) continue;
    Fit fit{person, asked.statement, theirs[m.part], m.band, m.score, m.reason};
    if (!needs) std::swap(fit.need, fit.offer);
    const bool recent = is_recent(app, theirs[m.part]);
    const double strength = strength_of(app, person);
    if (recent) fit.reason += "; said lately";
    if (strength >= kCloseFrom) fit.reason += "; close to you";
    fits.emplace_back(m.score + kClose * strength + (recent ? kRecent : 0), std::move(fit));
  }
  std::stable_sort(fits.begin(), fits.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Fit> best;
  for (auto& [rank, fit] : fits) {
    if (best.size() < who.want) best.push_back(std::move(fit));
  }
  return best;
}

// One answer for each person, the surest first.
void keep_best(std::vector<Fit>& fits, std::size_t want) {
  std::stable_sort(fits.begin(), fits.end(), [](const Fit& a, const Fit& b) {
    return std::tuple(a.band, a.score) > std::tuple(b.band, b.score);
  });
  std::vector<Fit> kept;
  for (Fit& fit : fits) {
    const auto same = [&](const Fit& k) { return k.person == fit.person; };
    if (kept.size() < want && std::none_of(kept.begin(), kept.end(), same))
      kept.push_back(std::move(fit));
  }
  fits = std::move(kept);
}

}  // namespace

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

std::vector<Fit> who_helps(const App& app, std::string_view need, const WhoElse& who) {
  return ask(app, {{StatementKind::kNeed, std::string(need), "", {}}, ""}, who);
}

PersonMatches matches_of(const App& app, Number person, const WhoElse& who) {
  const std::vector<Statement> own = statements_by_part(app, person);
  const std::string role = role_of(own);
  WhoElse others = who;
  const Number me = app.state.people.owner();
  others.may = [&](Number other) {
    return other != person && (who.may ? who.may(other) : other != me);
  };
  PersonMatches all;
  for (const Statement& s : own) {
    std::vector<Fit>& to = is_wanted(s) ? all.helpers : all.helped;
    for (Fit& fit : ask(app, {s, s.kind == StatementKind::kWorksAt ? "" : role}, others))
      to.push_back(std::move(fit));
  }
  keep_best(all.helpers, who.want);
  keep_best(all.helped, who.want);
  return all;
}

}  // namespace app
