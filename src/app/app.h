// App: one open book: its ledger, the folds over it, the clock, and the lock that keeps others out.
// Shape:  a struct of parts; the use cases are free functions, one file each. Every change goes
//         through commit() (commit.h); queries read `state` as of `moment`.
// Errors: open() gives kConflict when another process has the book or its format is newer than we
//         know, kCorrupt when it does not read.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/access.h"
#include "app/deed_marks.h"
#include "app/map.h"
#include "app/match_index.h"
#include "app/network.h"
#include "app/people_index.h"
#include "app/state.h"
#include "base/random.h"
#include "base/time.h"
#include "ledger/ledger.h"
#include "store/file.h"

namespace app {

struct Request;  // commit.cc

// The moment a query is about. A book in which the last word of a two-way conversation is more than
// a year old is an archive, and is seen as of that word; a screen says so.
// docs/decisions/0006-as-of.md
struct Moment {
  base::Time at{};
  bool archive = false;
};

struct App {
  std::string folder;
  store::Lock lock;
  base::Clock& clock;
  base::Random& random;
  std::unique_ptr<ledger::Ledger> ledger;  // the writer's; queries: ledger_of()
  State state;
  Moment moment;
  std::string region;          // of local telephone numbers: "DE"; empty: none
  base::Time until = kAlways;  // the folds leave out what is after it: a look at an earlier moment
  bool snapshot_fits = false;  // the snapshot on disk is of this state
  Network network;             // of the state, priced for searches
  std::uint64_t search_budget = 50'000'000;  // edges that one search for paths may look at
  mutable PeopleIndex index;                 // … made ready for lists: queries fill it
  mutable MatchIndex matches;                // … for needs against offers
  DrawnMap drawn_map;                        // … the last one
  DeedMarks deed_marks;                      // where found_deeds.h looks
  std::atomic<std::uint64_t> changes = 0;    // of the folds: an answer is as good as its number

  // Taken in this order. docs/decisions/0010-queries-beside-the-writer.md
  std::mutex writing;        // whoever changes the book: commit(), erase(), settle()
  Access access;             // queries share it (visit.h); folds change under it alone
  std::mutex ledger_access;  // the ledger's handle: the writer's group, or one question of a query
  std::mutex readers_access;
  std::vector<ledger::Reader> readers;  // that no query has in hand
  std::mutex queue_access;
  std::condition_variable queue_turn;
  std::deque<Request*> queue;
  bool leading = false;
};

struct Opening {
  std::string folder;
  std::optional<base::Time> as_of;
  bool use_snapshot = true;
  std::optional<base::Key> key;  // only for a new book: the key of the export it is restored from
};

base::Result<std::unique_ptr<App>> open(const Opening& opening, base::Clock& clock,
                                        base::Random& random);

// Writes the folds' snapshot if the one on disk is older. A cache: what keeps it from being written,
// a full disk for one, costs only time, and is nobody's error.
void close(App& app);

// Every file of the book in this folder, and the folder.
base::Result<void> remove_book(const std::string& folder);

// The ledger as few and long questions read it, for the one call that it stands in: what is durable,
// and nothing of a group that is being written: it waits for that group. The folds may be behind it by
// what is being folded.
class Reading {
 public:
  explicit Reading(App& app) : alone_(app.ledger_access), ledger_(*app.ledger) {}
  ledger::Ledger* operator->() const { return &ledger_; }
  ledger::Ledger& operator*() const { return ledger_; }

 private:
  std::unique_lock<std::mutex> alone_;
  ledger::Ledger& ledger_;
};
inline Reading ledger_of(App& app) { return Reading(app); }

// The ledger as a page reads it: a reader of its own, which waits for no writer.
class BorrowedReader {
 public:
  BorrowedReader(App& app, ledger::Reader reader) : app_(&app), reader_(std::move(reader)) {}
  BorrowedReader(BorrowedReader&& other) noexcept
      : app_(std::exchange(other.app_, nullptr)), reader_(std::move(other.reader_)) {}
  BorrowedReader& operator=(BorrowedReader&&) = delete;
  ~BorrowedReader();
  ledger::Reader* operator->() { return &reader_; }

 private:
  App* app_;
  ledger::Reader reader_;
};
base::Result<BorrowedReader> reader_of(App& app);

std::string book_file(const std::string& folder);        // the ledger
std::string snapshot_file(const std::string& folder);    // the folds' cache
std::string hand_file(const std::string& folder);        // the cards last shown
std::string outgoing_folder(const std::string& folder);  // what is made to be taken away
std::string questions_file(const std::string& folder);   // the questions last asked

}  // namespace app
