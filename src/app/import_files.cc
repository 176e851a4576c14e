// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/import_files.h"

#include <algorithm>
#include <chrono>
#include <shared_mutex>
#include <thread>
#include <utility>

#include "app/commit.h"
#include "app/handover.h"
#include "app/record_drafts.h"
#include "importers/all.h"
#include "importers/open.h"

namespace app {
namespace {

using std::chrono::steady_clock;
using namespace std::chrono_literals;

// One fsync a group. Small at first, so that a short import is safe early; growing while a group is
// quick, so that a long one does not wait for the disk. A larger group than the largest is slower: it
// leaves the processor's caches between one stage and the next.
constexpr std::size_t kFirstGroup = 2048, kLargestGroup = 8192;
constexpr std::size_t kMostText = std::size_t{16} << 20;  // bytes in a group
constexpr auto kQuick = 100ms;
constexpr std::size_t kGroupsAhead = 2;
constexpr auto kTellEvery = 100ms;

struct Skipped {
  std::string title, where, reason;
};

// What is handed over: records of one importer, and what was skipped among them.
struct Load {
  std::string title;
  Batch batch;
  std::vector<Skipped> skips;
};

// The first thread: one path is walked, parsed and derived.
class Reader {
 public:
  Reader(App& app, const std::string& path, const std::atomic<bool>* stop)
      : app_(app), path_(path), stop_(stop), deriver_(app.ledger->key()) {
    const std::shared_lock folds(app.access);
    region_ = app.region;
  }

  base::Result<void> run() {
    const auto visit = [&](const importers::Source& source) { return read(source); };
    const auto skip = [&](const std::string& where, const std::string& reason) {
      (void)skipped("unknown", where, reason);
    };
    base::Result<void> walked = importers::walk(path_, formats::Budget{}, visit, skip);
    (void)hand_over();
    handover.end();
    return walked;
  }

  bool stopping() const { return stop_ != nullptr && stop_->load(); }
  std::string now_reading() {
    const std::lock_guard lock(reading_access_);
    return reading_;
  }

  Handover<Load> handover{kGroupsAhead};
  std::atomic<std::size_t> size = kFirstGroup;  // of a group

 private:
  base::Result<void> read(const importers::Source& source) {
    if (stopping()) return ended();
    const importers::Importer* importer = importers::recognize(source);
    if (importer == nullptr)
      return skipped("unknown", source.path, importers::describe_unknown(source));
    {
      const std::lock_guard lock(reading_access_);
      reading_ = source.path;
    }
    const base::Time latest = app_.clock.now() + kClockSlack;
    const std::string title = importer->title;
    const importers::Emit emit{
        [&](importers::Read&& draft) { return take(title, std::move(draft), latest); },
        [&](const std::string& where, const std::string& reason) {
          refused_ = refused_ || !skipped(title, where, reason);
        },
        [&] { return refused_ || stopping(); },
        [](std::uint64_t) {},
        app_.clock.now(),
        region_,
    };
    const base::Result<void> parsed = importer->parse(source, emit);
    if (refused_) return ended();
    // The bytes gave out (a bomb, a damaged member, a failing disk): what came before stays, the
    // rest is told.
    if (!parsed) return skipped(title, source.path, parsed.error().message);
    return {};
  }

  // A clock that is a day wrong is common; more than that is a wrong date.
  static constexpr std::chrono::days kClockSlack{1};

  base::Result<void> take(const std::string& title, importers::Read&& draft, base::Time latest) {
    if (const auto* d = std::get_if<importers::Draft>(&draft); d != nullptr && d->at > latest) {
      return skipped(title, d->where, "dated in the future (" + base::print_date(d->at) + ")");
    }
    if (load_.title != title) {
      TRY_DO(hand_over());
      load_.title = title;
    }
    deriver_.add(std::move(draft), load_.batch);
    const bool full = load_.batch.records.size() >= size.load(std::memory_order_relaxed) ||
                      load_.batch.text_bytes >= kMostText;
    return full ? hand_over() : base::Result<void>{};
  }

  base::Result<void> skipped(const std::string& title, const std::string& where,
                             const std::string& reason) {
    load_.skips.push_back({title, where, reason});
    return load_.skips.size() >= kFirstGroup ? hand_over() : base::Result<void>{};
  }

  base::Result<void> hand_over() {
    Load full = std::exchange(load_, {});
    load_.title = full.title;
    if (full.batch.records.empty() && full.skips.empty()) return {};
    load_.batch.records.reserve(size.load(std::memory_order_relaxed));
    load_.batch.party_counts.reserve(full.batch.records.size());
    load_.batch.parties.reserve(full.batch.parties.size());
    refused_ = refused_ || !handover.give(std::move(full));
    return refused_ ? ended() : base::Result<void>{};
  }

  static base::Failure ended() { return base::fail(base::Code::kUnavailable, "stopped"); }

  App& app_;
  const std::string& path_;
  const std::atomic<bool>* stop_;
  Deriver deriver_;
  std::string region_;
  Load load_;
  bool refused_ = false;  // the other thread wants no more
  std::mutex reading_access_;
  std::string reading_;
};

// The second thread, the caller's: records and counts what the reader hands over.
class Writer {
 public:
  Writer(App& app, const std::string& path, const Importing& how, ImportReport& report)
      : app_(app), path_(path), how_(how), report_(report), reader_(app, path, how.stop) {}

  base::Result<void> run() {
    base::Result<void> walked;
    std::thread reading([&] { walked = reader_.run(); });
    base::Result<void> recorded;
    while (recorded && !reader_.stopping() && !reader_.handover.ended()) {
      if (std::optional<Load> load = reader_.handover.take(kTellEvery)) {
        recorded = record(*load);
      }
      if (how_.progress) how_.progress(report_, reader_.now_reading());
    }
    reader_.handover.drop();  // what was read and not recorded: the next run reads it again
    reading.join();
    TRY_DO(recorded);
    if (reader_.stopping()) {
      report_.stopped = true;
      return {};
    }
    return walked;
  }

 private:
  base::Result<void> record(Load& load) {
    std::vector<Outcome> outcomes;
    if (!load.batch.records.empty()) {
      const auto began = steady_clock::now();
      const auto decide = [&](const Known& known) {
        return record_drafts(known, load.batch, outcomes);
      };
      TRY_DO(commit(app_, decide, Size::kBulk));
      const std::size_t size = reader_.size.load(std::memory_order_relaxed);
      if (outcomes.size() >= size && steady_clock::now() - began < kQuick)
        reader_.size = std::min(size * 2, kLargestGroup);
    }
    for (const Skipped& s : load.skips) report_.line(path_, s.title).skip(s.where, s.reason);
    if (outcomes.empty()) return {};
    Records& records = report_.line(path_, load.title).records;
    records.read += outcomes.size();
    const auto count = [&](Outcome outcome) {
      return static_cast<std::uint64_t>(std::count(outcomes.begin(), outcomes.end(), outcome));
    };
    records.imported += count(Outcome::kImported);
    records.updated += count(Outcome::kUpdated);
    records.duplicate += count(Outcome::kDuplicate);
    return {};
  }

  App& app_;
  const std::string& path_;
  const Importing& how_;
  ImportReport& report_;
  Reader reader_;
};

}  // namespace

base::Result<void> import_files(App& app, std::span<const std::string> paths, const Importing& how,
                                ImportReport& report) {
  for (const std::string& path : paths) {
    if (how.stop != nullptr && how.stop->load()) {
      report.stopped = true;
      break;
    }
    TRY_DO(Writer(app, path, how, report).run());
  }
  return settle(app);
}

}  // namespace app
