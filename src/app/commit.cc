// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/commit.h"

#include <algorithm>

#include "identity/resolve.h"

namespace app {

struct Request {
  const Decide* decide = nullptr;
  base::Result<std::vector<model::Entry>> answer = std::vector<model::Entry>{};
  bool done = false;
};

namespace {

constexpr std::size_t kMostInGroup = 64;

base::Result<void> decide_and_append(App& app, Request& request) {
  const base::Time now = app.clock.now();
  auto facts = (*request.decide)({app.state, *app.ledger, app.random, now});
  if (!facts) {
    request.answer = base::Failure(facts.error());
    return {};
  }
  if (facts->empty()) return {};
  TRY(request.answer, app.ledger->append(now, std::move(*facts)));
  for (const model::Entry& entry : *request.answer) apply(app.state, entry);
  return {};
}

// Nobody sees what is not durable yet: the lock is held until the group is synced. Should the disk
// refuse, the folds are made anew from what the ledger does hold.
void run(App& app, const std::vector<Request*>& group) {
  const std::unique_lock alone(app.access);
  base::Result<void> synced = app.ledger->begin();
  for (Request* request : group) {
    if (synced) synced = decide_and_append(app, *request);
  }
  if (synced) synced = app.ledger->commit();
  if (synced) {
    app.snapshot_fits = app.snapshot_fits && app.state.seq == app.ledger->last_seq() &&
                        std::all_of(group.begin(), group.end(),
                                    [](Request* r) { return !r->answer || r->answer->empty(); });
    return;
  }
  app.ledger->rollback();
  if (auto state = refold(*app.ledger, app.until)) app.state = std::move(*state);
  for (Request* request : group) request->answer = base::Failure(synced.error());
}

}  // namespace

base::Result<std::vector<model::Entry>> commit(App& app, const Decide& decide) {
  Request request{.decide = &decide};
  std::unique_lock lock(app.queue_access);
  app.queue.push_back(&request);
  for (;;) {
    app.queue_turn.wait(lock, [&] { return request.done || !app.leading; });
    if (request.done) return std::move(request.answer);
    app.leading = true;
    std::vector<Request*> group;
    while (!app.queue.empty() && group.size() < kMostInGroup) {
      group.push_back(app.queue.front());
      app.queue.pop_front();
    }
    lock.unlock();
    run(app, group);
    lock.lock();
    for (Request* done : group) done->done = true;
    app.leading = false;
    app.queue_turn.notify_all();
  }
}

base::Result<void> erase(App& app, std::span<const std::uint64_t> seqs, Facts further) {
  const std::unique_lock alone(app.access);
  TRY_DO(store::remove_file(hand_file(app.folder)));
  TRY_DO(store::remove_file(questions_file(app.folder)));
  TRY_DO(store::remove_file(snapshot_file(app.folder)));
  app.snapshot_fits = false;
  TRY_DO(app.ledger->erase(app.clock.now(), seqs, std::move(further)));
  TRY(app.state, refold(*app.ledger, app.until));
  return {};
}

base::Result<void> settle(App& app) {
  const std::unique_lock alone(app.access);
  if (!app.state.unresolved && !app.state.late) return {};
  identity::Persons persons = app.state.people.persons();
  if (app.state.unresolved) {
    // Who is who decides whose words they were: another answer makes the ties anew.
    persons = identity::resolve_persons(app.state.people, app.state.profiles);
    app.state.late = app.state.late || persons.groups != app.state.people.persons().groups;
    app.state.unresolved = false;
  }
  if (!app.state.late) {
    app.state.people.set_persons(std::move(persons));
    return {};
  }
  TRY(app.state, refold(*app.ledger, app.until, &persons));
  app.snapshot_fits = false;
  return {};
}

}  // namespace app
