// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/commit.h"

#include <algorithm>
#include <chrono>

#include "app/visit.h"

namespace app {

struct Request {
  const Decide* decide = nullptr;
  Size size = Size::kSmall;
  base::Random* random = nullptr;
  base::Result<std::vector<model::Entry>> answer = std::vector<model::Entry>{};
  bool done = false;
};

namespace {

constexpr std::size_t kMostInGroup = 64;
constexpr std::chrono::microseconds kSlice(1000);  // of folding, before queries have their turn
constexpr std::size_t kFoldsToAClock = 32;

base::Result<void> decide_and_append(App& app, Request& request) {
  const base::Time now = app.clock.now();
  auto facts = (*request.decide)({app.state, *app.ledger, *request.random, now});
  if (!facts) {
    request.answer = base::Failure(facts.error());
    return {};
  }
  if (facts->empty()) return {};
  TRY(request.answer, app.ledger->append(now, std::move(*facts)));
  return {};
}

// The network's prices follow the folds, which the caller holds alone.
void touch_network(App& app) {
  app.network.touch(app.state.ties, app.state.in_contact);
  app.state.in_contact.clear();
}

void fold(App& app, const Request& request) {
  if (!request.answer) return;
  for (const model::Entry& entry : *request.answer) apply(app.state, entry);
  app.deed_marks.saw(*request.answer);
}

// Whoever kept an answer is told when the folds are others.
class Changed {
 public:
  explicit Changed(App& app) : app_(app) {}
  ~Changed() { ++app_.changes; }
  Changed(const Changed&) = delete;
  Changed& operator=(const Changed&) = delete;

 private:
  App& app_;
};

void fold_in_slices(App& app, const Request& request) {
  if (!request.answer) return;
  const std::vector<model::Entry>& entries = *request.answer;
  for (std::size_t at = 0; at < entries.size();) {
    const std::unique_lock alone(app.access);
    const Changed changed(app);
    const auto end = std::chrono::steady_clock::now() + kSlice;
    do {
      const std::size_t stop = std::min(entries.size(), at + kFoldsToAClock);
      for (; at < stop; ++at) apply(app.state, entries[at]);
    } while (at < entries.size() && std::chrono::steady_clock::now() < end);
    touch_network(app);
  }
  app.deed_marks.saw(entries);
}

void mark_snapshot(App& app, const std::vector<Request*>& group) {
  app.snapshot_fits = app.snapshot_fits && std::all_of(group.begin(), group.end(), [](Request* r) {
                        return !r->answer || r->answer->empty();
                      });
}

base::Result<void> write(App& app, const std::vector<Request*>& group) {
  const std::lock_guard handle(app.ledger_access);
  base::Result<void> synced = app.ledger->begin();
  for (Request* request : group) {
    if (synced) synced = decide_and_append(app, *request);
    if (synced && group.size() > 1) fold(app, *request);
  }
  if (synced) synced = app.ledger->commit();
  if (!synced) app.ledger->rollback();
  return synced;
}

void refuse(const std::vector<Request*>& group, const base::Error& why) {
  for (Request* request : group) request->answer = base::Failure(why);
}

// Nobody sees what is not durable yet. One request alone is folded when it is synced; where a second
// must be decided on the folds of the first, queries wait until both are. Should the disk refuse
// then, the folds are made anew from what the ledger does hold.
void run(App& app, const std::vector<Request*>& group) {
  const std::lock_guard writing(app.writing);
  if (group.size() == 1) {
    const base::Result<void> synced = write(app, group);
    if (!synced) return refuse(group, synced.error());
    mark_snapshot(app, group);
    return fold_in_slices(app, *group.front());
  }
  const std::unique_lock alone(app.access);
  const Changed changed(app);
  if (const base::Result<void> synced = write(app, group); !synced) {
    if (auto state = refold(*app.ledger, app.until)) app.state = std::move(*state);
    app.network.drop();
    app.index.drop();
    app.matches.drop();
    app.deed_marks.drop();
    return refuse(group, synced.error());
  }
  touch_network(app);
  mark_snapshot(app, group);
}

// Whoever waits, up to the first that goes alone.
std::vector<Request*> next_group(App& app) {
  std::vector<Request*> group;
  while (!app.queue.empty() && group.size() < kMostInGroup) {
    Request* next = app.queue.front();
    if (next->size == Size::kBulk && !group.empty()) break;
    group.push_back(next);
    app.queue.pop_front();
    if (next->size == Size::kBulk) break;
  }
  return group;
}

}  // namespace

base::Result<std::vector<model::Entry>> commit(App& app, const Decide& decide, Size size) {
  StepOut out(app);
  base::Random* random = out.random() != nullptr ? out.random() : &app.random;
  Request request{.decide = &decide, .size = size, .random = random};
  std::unique_lock lock(app.queue_access);
  app.queue.push_back(&request);
  for (;;) {
    app.queue_turn.wait(lock, [&] { return request.done || !app.leading; });
    if (request.done) {
      if (request.answer) out.recorded(*request.answer);
      return std::move(request.answer);
    }
    app.leading = true;
    const std::vector<Request*> group = next_group(app);
    lock.unlock();
    run(app, group);
    lock.lock();
    for (Request* done : group) done->done = true;
    app.leading = false;
    app.queue_turn.notify_all();
  }
}

base::Result<void> erase(App& app, std::span<const std::uint64_t> seqs, Facts further) {
  const StepOut out(app);
  const std::lock_guard writing(app.writing);
  const std::unique_lock alone(app.access);
  const std::lock_guard handle(app.ledger_access);
  const Changed changed(app);
  TRY_DO(store::remove_file(hand_file(app.folder)));
  TRY_DO(store::remove_file(questions_file(app.folder)));
  TRY_DO(store::remove_file(snapshot_file(app.folder)));
  TRY_DO(store::remove_file(deed_marks_file(app.folder)));
  TRY_DO(remove_book(outgoing_folder(app.folder)));
  app.snapshot_fits = false;
  TRY_DO(app.ledger->erase(app.clock.now(), seqs, std::move(further)));
  app.network.drop();
  app.index.drop();
  app.matches.drop();
  app.deed_marks.leave_out(seqs);
  TRY(app.state, refold(*app.ledger, app.until));
  return {};
}

}  // namespace app
