// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/machine.h"

namespace app {

using model::StepKind;

exchange::Gauge machine(const App& app) {
  exchange::Turns turns;
  const auto add = [&](exchange::Turn turn, base::Time at) {
    turns[static_cast<std::size_t>(turn)].push_back(at);
  };
  for (const exchange::Course& c : app.state.exchanges.all()) {
    if (c.what.kind == model::ExchangeKind::kAsk && c.what.ask == model::AskKind::kWatch)
      add(exchange::Turn::kAsk, c.what.at);
    for (const auto& s : c.steps) {
      const bool ask = c.what.kind == model::ExchangeKind::kAsk && s.step.kind == StepKind::kAsked;
      if (ask) add(exchange::Turn::kAsk, s.step.at);
      if (s.step.kind == StepKind::kThanked) add(exchange::Turn::kThanks, s.step.at);
      if (s.step.kind == StepKind::kClarified) add(exchange::Turn::kClarification, s.step.at);
      if (s.step.kind == StepKind::kMade) add(exchange::Turn::kIntroduction, s.step.at);
    }
  }
  for (const base::Time at : app.state.answers.done("thank")) add(exchange::Turn::kThanks, at);
  for (const base::Time at : app.state.one_to_ones) add(exchange::Turn::kOneToOne, at);
  return exchange::gauge(turns, app.moment.at);
}

}  // namespace app
