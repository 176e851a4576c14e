// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/watches.h"

#include <algorithm>
#include <set>

#include "app/commit.h"
#include "app/exchanges.h"
#include "app/fields.h"
#include "app/matches.h"
#include "exchange/moves.h"

namespace app {
namespace {

using exchange::Course;
using identity::Number;

constexpr std::size_t kAtATime = 3;  // of one watch: the best first, the others another time

bool is_open_watch(const App& app, const Course& c) {
  return c.what.kind == model::ExchangeKind::kAsk && c.what.ask == model::AskKind::kWatch &&
         exchange::stage_of(c, app.moment.at) == exchange::Stage::kOpen;
}

std::set<Number> found_in(const App& app, const Course& watch) {
  std::set<Number> found;
  for (const exchange::TakenStep& s : watch.steps) {
    if (s.step.kind != model::StepKind::kFound) continue;
    if (const auto n = app.state.people.find(s.step.whom))
      found.insert(app.state.people.person_of(*n));
  }
  return found;
}

// Whom it finds now: nobody twice, not the owner, and not whoever wants it.
std::vector<model::Step> finds_of(const App& app, const Course& watch) {
  const std::set<Number> found = found_in(app, watch);
  const auto asker = person_in(app, watch, model::Part::kAsker);
  WhoElse who;
  who.want = kAtATime;
  who.may = [&](Number n) {
    return n != app.state.people.owner() && !found.contains(n) && asker != n;
  };
  std::vector<model::Step> steps;
  for (const Fit& fit : who_helps(app, watch.what.about, who)) {
    if (fit.band < match::Band::kGood) continue;
    model::Step step;
    step.exchange = watch.id;
    step.kind = model::StepKind::kFound;
    step.by = model::Part::kHelper;
    step.whom = app.state.people.at(fit.person).id;
    step.at = app.moment.at;
    step.words = say(fit.offer);
    steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace

void look_out(App& app) {
  std::vector<model::Step> all;
  for (const Course& c : app.state.exchanges.all()) {
    if (!is_open_watch(app, c)) continue;
    for (model::Step& step : finds_of(app, c)) all.push_back(std::move(step));
  }
  if (all.empty()) return;
  (void)commit(app, [&](const Known& known) -> base::Result<Facts> {
    Facts facts;
    for (const model::Step& step : all) {
      const Course* course = known.state.exchanges.find(step.exchange);
      if (course == nullptr || !exchange::decide(*course, step, app.moment.at)) continue;
      facts.push_back({known.random.id<model::EntryTag>(), model::ExchangeStepped{step}});
    }
    return facts;
  });
}

}  // namespace app
