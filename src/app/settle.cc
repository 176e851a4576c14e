// Who is who, worked out anew and put in place.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <shared_mutex>
#include <utility>

#include "app/commit.h"
#include "app/visit.h"
#include "identity/resolve.h"

namespace app {
namespace {

// By whoever writes: the work is done beside the queries, which see the folds as they were until the new
// ones are there. Who is who decides whose words they were: another answer makes the ties anew.
base::Result<void> put_in_place(App& app, identity::Persons persons) {
  State& state = app.state;
  if (!state.late && persons.groups == state.people.persons().groups) {
    identity::Grouping grouping = state.people.group(std::move(persons));
    const std::unique_lock alone(app.access);
    ++app.changes;
    state.people.set(grouping);  // the old one goes when the queries are back
    state.unresolved = 0;
    return {};
  }
  TRY(State fresh, refold(*ledger_of(app), app.until, &persons));
  app.snapshot_fits = false;
  const std::unique_lock alone(app.access);
  ++app.changes;
  std::swap(app.state, fresh);
  app.network.drop();
  return {};
}

}  // namespace

base::Result<void> settle(App& app) {
  const StepOut out(app);
  const std::lock_guard writing(app.writing);
  const State& state = app.state;
  if (state.unresolved == 0 && !state.late) return {};
  return put_in_place(app, state.unresolved != 0
                               ? identity::resolve_persons(state.people, state.profiles)
                               : state.people.persons());
}

base::Result<void> settle_beside(App& app, std::uint64_t& last_turn) {
  std::optional<identity::Resolving> resolving;
  std::uint64_t of = 0;
  {
    const std::shared_lock folds(app.access);
    of = app.state.unresolved;
    if (std::exchange(last_turn, of) != of || of == 0) return {};
    resolving.emplace(app.state.people, app.state.profiles);
  }
  resolving->work();
  identity::Persons persons = resolving->persons();
  const std::lock_guard writing(app.writing);
  if (app.state.unresolved != of) return {};  // the next turn sees to it
  return put_in_place(app, std::move(persons));
}

}  // namespace app
