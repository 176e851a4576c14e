// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <filesystem>
#include <utility>

#include "app/app.h"
#include "app/commit.h"
#include "app/moment.h"
#include "app/settings.h"

namespace app {
namespace {

constexpr std::chrono::days kArchiveAge(365);

// The snapshot where there is one that fits, and what the ledger has beyond it; everything anew
// otherwise.
base::Result<State> folds(const Opening& opening, ledger::Ledger& ledger, bool& fits) {
  fits = false;
  if (opening.use_snapshot) {
    const auto bytes = store::read_file(snapshot_file(opening.folder));
    auto state = bytes ? load_state(*bytes) : base::fail(base::Code::kNotFound, "no snapshot");
    if (state && state->seq <= ledger.last_seq()) {
      fits = state->seq == ledger.last_seq();
      TRY_DO(ledger.replay(state->seq, store::WithText::kNo,
                           [&](const model::Entry& entry) -> base::Result<void> {
                             // A deed is known by its words, which a replay leaves out.
                             if (std::holds_alternative<model::DeedRecorded>(entry.fact)) {
                               TRY(const auto whole, ledger.read(entry.seq, store::WithText::kYes));
                               apply(*state, whole ? *whole : entry);
                               return {};
                             }
                             apply(*state, entry);
                             return {};
                           }));
      if (!state->late && state->unresolved == 0) return std::move(*state);
      fits = false;
    }
  }
  return refold(ledger, kAlways);
}

}  // namespace

std::string book_file(const std::string& folder) { return folder + "/book.db"; }
std::string snapshot_file(const std::string& folder) { return folder + "/folds"; }
std::string outgoing_folder(const std::string& folder) { return folder + "/outgoing"; }
std::string questions_file(const std::string& folder) { return folder + "/questions"; }
std::string hand_file(const std::string& folder) { return folder + "/hand"; }

Moment moment_of(const State& state, std::optional<base::Time> as_of, base::Time now) {
  if (as_of) return {*as_of, false};
  // The last word of a conversation that went both ways: one stranger's wrong clock moves nothing.
  base::Time last{};
  for (const auto& [person, c] : state.conversations.all()) {
    if (c.to_me > 0 && c.to_them > 0) last = std::max({last, c.from_me, c.from_them});
  }
  if (last == base::Time{}) last = state.newest;
  // What is from before 1970 makes no tie, and is no moment to look from.
  const bool archive = last > base::Time{} && now - last > kArchiveAge;
  return archive ? Moment{last, true} : Moment{now, false};
}

base::Result<std::unique_ptr<App>> open(const Opening& opening, base::Clock& clock,
                                        base::Random& random) {
  TRY_DO(store::make_folder(opening.folder));
  TRY(store::Lock lock, store::Lock::take(opening.folder));
  TRY(auto log, store::open_sqlite_log(book_file(opening.folder), opening.key));
  auto ledger = std::make_unique<ledger::Ledger>(std::move(log), random);
  TRY(Settings settings, read_settings(opening.folder));
  bool fits = false;
  TRY(State state, folds(opening, *ledger, fits));
  const Moment moment = moment_of(state, opening.as_of, clock.now());
  // An archive's moment leaves nothing out: only one-sided mail can be younger.
  const bool earlier = opening.as_of && moment.at < state.newest;
  const base::Time until = earlier ? moment.at : kAlways;
  if (until != kAlways) {
    TRY(state, refold(*ledger, until));
  }
  state.in_contact.clear();  // nothing is priced yet that it would reprice
  std::unique_ptr<App> app(new App{.folder = opening.folder,
                                   .lock = std::move(lock),
                                   .clock = clock,
                                   .random = random,
                                   .ledger = std::move(ledger),
                                   .state = std::move(state),
                                   .moment = moment,
                                   .region = std::move(settings.region),
                                   .until = until,
                                   .snapshot_fits = fits,
                                   .network = {},
                                   .index = {},
                                   .matches = {},
                                   .drawn_map = {},
                                   .deed_marks = {},
                                   .changes = 0,
                                   .writing = {},
                                   .access = {},
                                   .ledger_access = {},
                                   .readers_access = {},
                                   .readers = {},
                                   .queue_access = {},
                                   .queue_turn = {},
                                   .queue = {},
                                   .leading = false});
  app->deed_marks.load(*app);
  return app;
}

base::Result<BorrowedReader> reader_of(App& app) {
  {
    const std::lock_guard lock(app.readers_access);
    if (!app.readers.empty()) {
      ledger::Reader reader = std::move(app.readers.back());
      app.readers.pop_back();
      return BorrowedReader(app, std::move(reader));
    }
  }
  TRY(ledger::Reader reader, app.ledger->reader());
  return BorrowedReader(app, std::move(reader));
}

BorrowedReader::~BorrowedReader() {
  if (app_ == nullptr) return;
  const std::lock_guard lock(app_->readers_access);
  app_->readers.push_back(std::move(reader_));
}

base::Result<void> remove_book(const std::string& folder) {
  std::error_code failed;
  std::filesystem::remove_all(folder, failed);
  if (failed) return base::fail(base::Code::kUnavailable, folder + ": " + failed.message());
  return {};
}

void close(App& app) {
  app.deed_marks.save(app);
  if (app.snapshot_fits || app.until != kAlways) return;
  if (!settle(app)) return;
  app.snapshot_fits =
      store::write_file_durably(snapshot_file(app.folder), [&](const store::Sink& sink) {
        return save(app.state, sink);
      }).has_value();
}

}  // namespace app
