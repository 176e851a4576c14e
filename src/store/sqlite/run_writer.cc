// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/sqlite/run_writer.h"

#include <fmt/core.h>

#include <algorithm>
#include <limits>

#include "base/assert.h"
#include "store/sqlite/filter.h"

namespace store {
namespace {

constexpr std::uint64_t kLeastRun = 2048;  // pairs; fewer lie loose
constexpr std::uint64_t kFanOut = 8;
// A small batch may end the patience of a few thousand loose pairs; it does not also wait for a merge
// of millions: the next large batch, or the hundredth run, does.
constexpr std::uint64_t kMergedBySmall = 1 << 18;
constexpr std::size_t kMostRuns = 100;
constexpr std::size_t kRowsAhead = 4;

int step_of(std::uint64_t pairs) {
  int step = 0;
  for (std::uint64_t size = kLeastRun * kFanOut; size <= pairs; size *= kFanOut) ++step;
  return step;
}

}  // namespace

// One run being written, at the end of the table.
class RunWriter::Writing {
 public:
  Writing(RunWriter& to, std::uint64_t number, std::uint64_t count) : to_(to) {
    run_.number = number;
    run_.filters = to.filtered_ ? filter_pages(count, to.most_) : 0;
  }

  base::Result<void> add(std::span<const Pair> pairs) {
    run_.pairs += pairs.size();
    if (run_.filters > 0) {
      for (const Pair& pair : pairs) TRY_DO(note(pair.key));
    }
    waiting_.insert(waiting_.end(), pairs.begin(), pairs.end());
    return write(2 * in_row_);
  }

  base::Result<Run> close() {
    TRY_DO(write(0));
    TRY_DO(write_filter());
    to_.insert_run_.bind(1, static_cast<std::int64_t>(run_.number));
    to_.insert_run_.bind(2, static_cast<std::int64_t>(run_.pairs));
    TRY_DO(to_.insert_run_.bind(3, static_cast<std::int64_t>(run_.filters)).run());
    return run_;
  }

 private:
  // Rows, until no more than so many pairs wait for company.
  base::Result<void> write(std::size_t left) {
    std::size_t done = 0;
    while (waiting_.size() - done > left) {
      const std::span<const Pair> rest = std::span(waiting_).subspan(done);
      place_ = std::max(place_ + 1, place_of(run_.number, rest.front().key));
      in_row_ = pack_pairs(rest, to_.most_, row_);
      done += in_row_;
      TRY_DO(to_.insert_row_.bind(1, place_).bind(2, row_).run());
    }
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(done));
    return {};
  }

  base::Result<void> note(std::uint64_t key) {
    if (const std::uint64_t page = filter_page_of(key, run_.filters); page != page_) {
      TRY_DO(write_filter());
      page_ = page;
      bits_.assign(to_.most_, '\0');
    }
    add_to_filter(bits_, key);
    return {};
  }
  base::Result<void> write_filter() {
    if (bits_.empty()) return {};
    const std::uint64_t place = (run_.number << kPlaceBits) | page_;
    return to_.insert_filter_.bind(1, static_cast<std::int64_t>(place)).bind(2, bits_).run();
  }

  RunWriter& to_;
  Run run_;
  std::vector<Pair> waiting_;
  std::string row_, bits_;
  std::size_t in_row_ = 1 << 13;
  std::int64_t place_ = -1;
  std::uint64_t page_ = std::numeric_limits<std::uint64_t>::max();
};

// One run being read from end to end, some rows ahead.
class RunWriter::Cursor {
 public:
  static base::Result<Cursor> open(Database& db, const std::string& sql, const Run& run) {
    Cursor c;
    TRY(c.rows_, db.prepare(sql));
    c.rows_.bind(1, place_of(run.number, 0)).bind(2, place_of(run.number + 1, 0));
    TRY_DO(c.fill());
    return c;
  }

  bool done() const { return pairs_.empty(); }
  const Pair& last() const { return pairs_.back(); }

  // Moves what does not come after `bound` to `out`.
  base::Result<void> take(const Pair& bound, std::vector<Pair>& out) {
    const auto from = pairs_.begin() + static_cast<std::ptrdiff_t>(at_);
    const auto to = std::upper_bound(from, pairs_.end(), bound);
    out.insert(out.end(), from, to);
    at_ += static_cast<std::size_t>(to - from);
    return at_ == pairs_.size() ? fill() : base::Result<void>{};
  }

 private:
  base::Result<void> fill() {
    pairs_.clear();
    at_ = 0;
    for (std::size_t i = 0; i < kRowsAhead && !ended_; ++i) {
      TRY(const bool row, rows_.step());
      ended_ = !row;
      if (!row) break;
      const auto block = PackedPairs::open(rows_.blob(0));
      if (!block) return base::fail(base::Code::kCorrupt, "a run of pairs does not read");
      block->append_to(pairs_);
    }
    return {};
  }

  Statement rows_;
  std::vector<Pair> pairs_;
  std::size_t at_ = 0;
  bool ended_ = false;
};

base::Result<RunWriter> RunWriter::open(Database& db, const std::string& index, Runs& runs,
                                        std::size_t most) {
  RunWriter w;
  w.db_ = &db;
  w.runs_ = &runs;
  w.most_ = most;
  w.filtered_ = index == "known";
  const struct {
    Statement& statement;
    const char* sql;  // {0}: the index; {1}: its column of keys
  } all[] = {
      {w.count_loose_, "SELECT count(*) FROM {0}"},
      {w.all_loose_, "SELECT {1},seq FROM {0} ORDER BY 1,2"},
      {w.insert_loose_, "INSERT OR IGNORE INTO {0} VALUES (?1,?2)"},
      {w.erase_loose_, "DELETE FROM {0} WHERE {1}=?1 AND seq=?2 RETURNING seq"},
      {w.clear_loose_, "DELETE FROM {0}"},
      {w.insert_run_, "INSERT INTO run VALUES ('{0}',?1,?2,?3)"},
      {w.update_run_, "UPDATE run SET pairs=?2 WHERE number=?1 AND of='{0}'"},
      {w.drop_run_, "DELETE FROM run WHERE number=?1 AND of='{0}'"},
      {w.drop_rows_, "DELETE FROM {0}_run WHERE place>=?1 AND place<?2"},
      {w.drop_filters_, "DELETE FROM known_filter WHERE place>=?1 AND place<?2"},
      {w.insert_row_, "INSERT INTO {0}_run VALUES (?1,?2)"},
      {w.update_row_, "UPDATE {0}_run SET place=?2, pairs=?3 WHERE place=?1"},
      {w.erase_row_, "DELETE FROM {0}_run WHERE place=?1"},
      {w.rows_from_,
       "SELECT place,pairs FROM {0}_run WHERE place>=coalesce((SELECT max(place) FROM {0}_run "
       "WHERE place>=?1 AND place<?2),?1) AND place<?3 ORDER BY place"},
      {w.insert_filter_, "INSERT INTO known_filter VALUES (?1,?2)"},
  };
  for (const auto& one : all) {
    TRY(one.statement,
        db.prepare(fmt::format(fmt::runtime(one.sql), index, w.filtered_ ? "prefix" : "key")));
  }
  TRY_DO(w.load());
  return w;
}

base::Result<void> RunWriter::load() {
  TRY_DO(count_loose_.step());
  loose_ = static_cast<std::uint64_t>(count_loose_.integer(0));
  count_loose_.reset();
  return {};
}

base::Result<void> RunWriter::add(std::vector<Pair>& pairs) {
  if (pairs.size() < kLeastRun) {
    for (const Pair& pair : pairs) {
      insert_loose_.bind(1, static_cast<std::int64_t>(pair.key));
      TRY_DO(insert_loose_.bind(2, static_cast<std::int64_t>(pair.seq)).run());
    }
    loose_ += pairs.size();
    if (loose_ < kLeastRun) return {};
    TRY_DO(flush_loose());
    return settle(kMergedBySmall);
  }
  sort_pairs(pairs, spare_);
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  TRY_DO(add_run(pairs.size(), [&](const Piece& piece) { return piece(pairs); }));
  return settle(std::numeric_limits<std::uint64_t>::max());
}

base::Result<void> RunWriter::flush_loose() {
  std::vector<Pair> pairs;
  for (;;) {
    TRY(const bool row, all_loose_.step());
    if (!row) break;
    pairs.push_back({static_cast<std::uint64_t>(all_loose_.integer(0)),
                     static_cast<std::uint64_t>(all_loose_.integer(1))});
  }
  all_loose_.reset();
  loose_ = 0;
  if (pairs.empty()) return {};
  TRY_DO(clear_loose_.run());
  return add_run(pairs.size(), [&](const Piece& piece) { return piece(pairs); });
}

base::Result<void> RunWriter::add_run(
    std::uint64_t count, const std::function<base::Result<void>(const Piece&)>& pieces) {
  std::vector<Run>& runs = runs_->all();
  const std::uint64_t number = runs.empty() ? 1 : runs.back().number + 1;
  ASSERT(number < std::uint64_t{1} << (63 - kPlaceBits));
  Writing writing(*this, number, count);
  TRY_DO(pieces([&](std::span<const Pair> piece) { return writing.add(piece); }));
  TRY(const Run run, writing.close());
  runs.push_back(run);
  return {};
}

// Where kFanOut runs are of one step, they and all later ones become one: planned by size first, so
// that what would be merged twice at once is merged once.
base::Result<void> RunWriter::settle(std::uint64_t most_merged) {
  const std::vector<Run>& runs = runs_->all();
  std::size_t from = runs.size();
  std::uint64_t sum = 0, planned = 0;
  std::size_t of_step = 0, plan = from;
  int step = 0;
  while (from > 0) {
    const int s = step_of(runs[from - 1].pairs);
    if (s > step) {
      // What is newer than this run counts as one of its step, where it is planned to be one.
      of_step = plan == from && step_of(planned) >= s ? 1 : 0;
      step = s;
    }
    --from;
    sum += runs[from].pairs;
    of_step += s == step ? 1 : 0;
    if (of_step >= kFanOut && (sum <= most_merged || runs.size() > kMostRuns)) {
      plan = from;
      planned = sum;
    }
  }
  return runs.size() - plan > 1 ? merge(plan) : base::Result<void>{};
}

base::Result<void> RunWriter::merge(std::size_t from) {
  const std::vector<Run> old(runs_->all().begin() + static_cast<std::ptrdiff_t>(from),
                             runs_->all().end());
  const std::string sql =
      fmt::format("SELECT pairs FROM {}_run WHERE place>=?1 AND place<?2 ORDER BY place",
                  filtered_ ? "known" : "timeline");
  std::uint64_t count = 0;
  std::vector<Cursor> cursors;
  for (const Run& run : old) {
    count += run.pairs;
    TRY(cursors.emplace_back(), Cursor::open(*db_, sql, run));
  }
  TRY_DO(add_run(count, [&](const Piece& piece) -> base::Result<void> {
    std::vector<Pair> chunk;
    for (;;) {
      // All runs are read up to here: nothing smaller is to come from any.
      std::erase_if(cursors, [](const Cursor& c) { return c.done(); });
      if (cursors.empty()) return {};
      const auto nearest =
          std::min_element(cursors.begin(), cursors.end(),
                           [](const Cursor& a, const Cursor& b) { return a.last() < b.last(); });
      const Pair bound = nearest->last();
      chunk.clear();
      for (Cursor& c : cursors) TRY_DO(c.take(bound, chunk));
      sort_pairs(chunk, spare_);
      TRY_DO(piece(chunk));
    }
  }));
  cursors.clear();
  for (const Run& run : old) TRY_DO(drop(run));
  auto& runs = runs_->all();
  runs.erase(runs.begin() + static_cast<std::ptrdiff_t>(from), runs.end() - 1);
  return {};
}

base::Result<void> RunWriter::drop(const Run& run) {
  const std::int64_t first = place_of(run.number, 0), end = place_of(run.number + 1, 0);
  TRY_DO(drop_rows_.bind(1, first).bind(2, end).run());
  if (run.filters > 0) TRY_DO(drop_filters_.bind(1, first).bind(2, end).run());
  return drop_run_.bind(1, static_cast<std::int64_t>(run.number)).run();
}

base::Result<void> RunWriter::erase(const Pair& pair) {
  erase_loose_.bind(1, static_cast<std::int64_t>(pair.key));
  TRY(const bool was_loose, erase_loose_.bind(2, static_cast<std::int64_t>(pair.seq)).step());
  erase_loose_.reset();
  if (was_loose) {
    --loose_;
    return {};
  }
  for (Run& run : runs_->all()) {
    TRY(const bool was_here, erase_in(run, pair));
    if (was_here) return {};
  }
  return {};
}

base::Result<bool> RunWriter::erase_in(Run& run, const Pair& pair) {
  rows_from_.reset();
  rows_from_.bind(1, place_of(run.number, 0)).bind(2, place_of(run.number, pair.key));
  rows_from_.bind(3, place_of(run.number + 1, 0));
  std::vector<Pair> pairs;
  std::int64_t place = 0, next = place_of(run.number + 1, 0);
  bool here = false;
  for (;;) {
    TRY(const bool row, rows_from_.step());
    if (row && here) next = rows_from_.integer(0);
    if (!row || here) break;
    const auto block = PackedPairs::open(rows_from_.blob(1));
    if (!block) return base::fail(base::Code::kCorrupt, "a run of pairs does not read");
    if (block->key_at(0) > pair.key) break;
    pairs.clear();
    block->append_to(pairs);
    here = std::binary_search(pairs.begin(), pairs.end(), pair);
    place = rows_from_.integer(0);
  }
  rows_from_.reset();
  if (!here) return false;
  std::erase(pairs, pair);
  TRY_DO(rewrite(place, next, pairs));
  --run.pairs;
  update_run_.bind(1, static_cast<std::int64_t>(run.number));
  TRY_DO(update_run_.bind(2, static_cast<std::int64_t>(run.pairs)).run());
  return true;
}

// The row's place told its first key: it goes on to that of the key which is first now.
base::Result<void> RunWriter::rewrite(std::int64_t place, std::int64_t next,
                                      std::span<const Pair> pairs) {
  if (pairs.empty()) return erase_row_.bind(1, place).run();
  const std::int64_t run = place >> kPlaceBits;
  const std::int64_t now =
      std::min(place_of(static_cast<std::uint64_t>(run), pairs.front().key), next - 1);
  std::string row;
  const std::size_t packed = pack_pairs(pairs, std::numeric_limits<std::uint32_t>::max(), row);
  ASSERT(packed == pairs.size());
  return update_row_.bind(1, place).bind(2, std::max(place, now)).bind(3, row).run();
}

}  // namespace store
