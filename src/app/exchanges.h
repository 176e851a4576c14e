// Exchanges: the member's asks, introductions, referrals and promises: begun, taken a step further,
// listed.
// Errors: kInvalid for parties or words that make no such exchange; kConflict for a step whose time
//         is not now; kNotFound where there is none of this id.
// Cost:   a look at every exchange; names of those that are listed.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/app.h"
#include "exchange/moves.h"

namespace app {

// Whoever has a part; nobody: the member themselves.
using Cast = std::vector<std::pair<exchange::Part, std::optional<identity::Number>>>;

// Opened now. `exchange`: all but its parties and moment.
base::Result<model::ExchangeId> open_exchange(App& app, model::Exchange exchange, const Cast& cast);
// What the gate says no to is not asked, unless `overruling` says why.
struct WantedStep {
  model::StepKind kind{};
  model::Part by{};
  base::Time until{};
  std::string words, value, overruling;
  std::optional<identity::Number> whom = std::nullopt;  // of kFound
};
base::Result<void> take_step(App& app, const model::ExchangeId& id, const WantedStep& wanted);

struct ExchangeFilter {
  std::optional<model::ExchangeKind> kind;
  identity::Number with = identity::kNobody;  // somebody who is part of it; kNobody: all
  bool over = false;                          // those that are over and await nothing, too
};
struct Exchanges {
  std::vector<const exchange::Course*> list;  // all that fit; good as long as the visit lasts
  std::size_t from = 0;                       // of the list: where a page begins
  std::size_t over = 0;                       // how many are over, shown or not
};
// In which something is due to be done by the member first; then what is under way, then what is over, of
// each the one touched last first. `after`: the id with which the page before ended; empty: from the first.
base::Result<Exchanges> exchanges(const App& app, const ExchangeFilter& filter,
                                  std::string_view after = {});
// By its id, or by the first eight or more characters of it.
base::Result<const exchange::Course*> find_exchange(const App& app, std::string_view id);
// The person behind a part; none: the member, or nobody.
std::optional<identity::Number> person_in(const App& app, const exchange::Course& course,
                                          exchange::Part part);
// "Ben and Noor", "Pell, from Omar", "you promised Tom: the lease": in a list.
std::string headline(const App& app, const exchange::Course& course);

}  // namespace app
