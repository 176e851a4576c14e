// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/warm.h"

#include <shared_mutex>
#include <utility>

namespace app {

void warm(App& app, std::uint64_t& last_turn) {
  const std::uint64_t now = app.changes + 1;  // a book that was just opened is quiet, too
  if (std::exchange(last_turn, now) != now) return;
  const std::shared_lock folds(app.access);
  const double day = base::days_since_epoch(app.moment.at);
  app.network.priced(app.state.ties, day);
  app.network.weights(app.state.ties, day);
  app.matches.ask(app, [](const match::Index&) {});
}

}  // namespace app
