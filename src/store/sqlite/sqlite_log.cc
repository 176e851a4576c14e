// The log on SQLite: see the .sql files for what is where.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <cstring>

#include "base/assert.h"
#include "store/log.h"
#include "store/sqlite/blocks.h"
#include "store/sqlite/database.h"
#include "store/sqlite/migrations.h"
#include "store/sqlite/reading.h"
#include "store/sqlite/run_writer.h"

namespace store {
namespace {

template <std::size_t N>
base::Result<std::array<std::uint8_t, N>> fixed(std::string_view blob, const char* what) {
  std::array<std::uint8_t, N> bytes{};
  if (blob.size() != N)
    return base::fail(base::Code::kCorrupt, fmt::format("a {} has {} bytes", what, blob.size()));
  std::memcpy(bytes.data(), blob.data(), N);
  return bytes;
}

class SqliteLog : public Log {
 public:
  static base::Result<std::unique_ptr<Log>> open(const std::string& file,
                                                 const std::optional<base::Key>& key) {
    std::unique_ptr<SqliteLog> log(new SqliteLog);
    TRY(log->db_, Database::open(file));
    const base::Result<void> ready = log->set_up(key);
    if (!ready) return base::fail_at(file, ready.error());
    return std::unique_ptr<Log>(std::move(log));
  }

  const base::Key& key() const override { return key_; }
  std::uint64_t last_seq() const override { return last_seq_; }

  base::Result<BatchHeader> last_batch() override {
    TRY(const bool row, last_batch_.step());
    BatchHeader header;
    if (row) {
      TRY(header, read_batch(last_batch_));
    }
    last_batch_.reset();
    return header;
  }

  base::Result<std::unique_ptr<Reader>> reader() override { return open_reader(db_.file()); }

  bool has_failed() const override { return poisoned_; }
  base::Result<void> begin() override {
    if (poisoned_) {
      return base::fail(base::Code::kUnavailable,
                        "the disk failed earlier: nothing more is written until a restart");
    }
    TRY_DO(begin_.run());
    committed_seq_ = last_seq_;
    return {};
  }

  base::Result<void> append(const BatchHeader& header, std::span<const Record> records) override {
    reading_.let_go();
    pairs_.clear();
    for (const Record& r : records) pairs_.push_back({known_key(r.id), r.seq});
    sort_pairs(pairs_, spare_);
    TRY_DO(refuse_twins(records));
    insert_batch_.bind(1, static_cast<std::int64_t>(header.first_seq)).bind(2, header.count);
    TRY_DO(insert_batch_.bind(3, header.recorded_at_us).bind(4, base::view(header.hash)).run());
    TRY_DO(insert_blocks(records));
    TRY_DO(known_.add(pairs_));
    pairs_.clear();
    for (const Record& r : records) {
      for (const std::uint64_t key : r.keys) {
        ASSERT(key < std::uint64_t{1} << 47);
        pairs_.push_back({key, r.seq});
      }
    }
    TRY_DO(timelines_.add(pairs_));
    last_seq_ = header.first_seq + header.count - 1;
    return {};
  }

  // A full disk is found before the sync, and the group can be rolled back. Whether any other failed
  // COMMIT reached the disk is not known: nothing is acknowledged any more.
  base::Result<void> commit() override {
    base::Result<void> done = commit_.run();
    if (!done) poisoned_ = !db_.is_full();
    return done;
  }

  void rollback() override {
    (void)db_.execute("ROLLBACK");
    last_seq_ = committed_seq_;
    if (!load()) poisoned_ = true;  // not even read: what is where is not known
  }

  base::Result<std::optional<std::uint64_t>> find(const base::Bytes16& id) override {
    return reading_.find(id);
  }
  base::Result<std::vector<std::uint64_t>> find_all(std::span<const base::Bytes16> ids) override {
    return reading_.find_all(ids);
  }
  base::Result<Record> read(std::uint64_t seq, WithText with_text) override {
    return reading_.read(seq, with_text);
  }
  base::Result<void> scan(std::uint64_t after, WithText with_text, const Visit& visit) override {
    return reading_.scan(after, with_text, visit);
  }
  base::Result<std::vector<std::uint64_t>> timeline(std::uint64_t key) override {
    return reading_.timeline(key);
  }

  base::Result<void> scan_batches(
      const std::function<base::Result<void>(const BatchHeader&)>& visit) override {
    TRY(Statement statement,
        db_.prepare("SELECT first_seq,count,recorded_at_us,hash FROM batch ORDER BY first_seq"));
    for (;;) {
      TRY(const bool row, statement.step());
      if (!row) return {};
      TRY(const BatchHeader header, read_batch(statement));
      TRY_DO(visit(header));
    }
  }

  base::Result<void> erase(std::uint64_t seq, const base::Bytes32& commitment,
                           std::span<const std::uint64_t> keys) override {
    TRY(const Reading::Block* block, reading_.block_of(seq));
    const std::string rest = without_record(block->records, seq - block->first_seq, commitment);
    const auto first = static_cast<std::int64_t>(block->first_seq);
    reading_.let_go();
    TRY_DO(update_block_.bind(1, first).bind(2, rest).run());
    TRY_DO(erase_text_.bind(1, static_cast<std::int64_t>(seq)).run());
    for (const std::uint64_t key : keys) TRY_DO(timelines_.erase({key, seq}));
    return db_.execute("INSERT OR IGNORE INTO meta VALUES ('scrub', x'01')");
  }

  // VACUUM writes every page anew, from what is there, onto zeroed ones, and the checkpoint leaves no
  // byte of the WAL. In between freed pages keep what they held: zeroing each would double the
  // writing of every merge.
  base::Result<void> scrub() override {
    TRY_DO(db_.execute("PRAGMA secure_delete=ON; VACUUM; PRAGMA secure_delete=FAST"));
    TRY_DO(empty_wal());
    TRY_DO(db_.execute("DELETE FROM meta WHERE name='scrub'"));
    return empty_wal();
  }

  base::Result<void> check() override {
    TRY(Statement statement, db_.prepare("PRAGMA integrity_check(1)"));
    TRY(const bool row, statement.step());
    if (row && statement.blob(0) == "ok") return {};
    return base::fail(base::Code::kCorrupt,
                      "the book's file is damaged: " + std::string(statement.blob(0)));
  }

 private:
  SqliteLog() = default;

  base::Result<void> set_up(const std::optional<base::Key>& key) {
    TRY_DO(migrate(db_, key));
    TRY(key_, read_key());
    TRY_DO(prepare_all());
    TRY(const std::int64_t last, db_.integer("SELECT coalesce((SELECT first_seq+count-1 FROM block "
                                             "ORDER BY first_seq DESC LIMIT 1),0)"));
    last_seq_ = committed_seq_ = static_cast<std::uint64_t>(last);
    TRY(const std::int64_t due, db_.integer("SELECT count(*) FROM meta WHERE name='scrub'"));
    // The power went before an erasure was clean. Where this fails, for want of room, the mark stays
    // and the next opening tries again.
    if (due > 0) (void)scrub();
    return {};
  }

  base::Result<base::Key> read_key() {
    TRY(Statement meta, db_.prepare("SELECT value FROM meta WHERE name='key'"));
    TRY(const bool row, meta.step());
    if (!row) return base::fail(base::Code::kCorrupt, "the book has no key");
    return fixed<32>(meta.blob(0), "key");
  }

  base::Result<void> prepare_all() {
    const struct {
      Statement& statement;
      const char* sql;
    } all[] = {
        {begin_, "BEGIN IMMEDIATE"},
        {commit_, "COMMIT"},
        {insert_batch_, "INSERT INTO batch VALUES (?1,?2,?3,?4)"},
        {insert_block_, "INSERT INTO block VALUES (?1,?2,?3)"},
        {insert_text_, "INSERT INTO text VALUES (?1,?2)"},
        {last_batch_,
         "SELECT first_seq,count,recorded_at_us,hash FROM batch ORDER BY first_seq DESC LIMIT 1"},
        {update_block_, "UPDATE block SET records=?2 WHERE first_seq=?1"},
        {erase_text_, "DELETE FROM text WHERE seq=?1"},
    };
    for (const auto& one : all) {
      TRY(one.statement, db_.prepare(one.sql));
    }
    TRY(most_, bytes_in_row(db_));
    TRY(reading_, Reading::open(db_, Reading::By::kWriter));
    TRY(known_, RunWriter::open(db_, "known", reading_.known(), most_));
    TRY(timelines_, RunWriter::open(db_, "timeline", reading_.timelines(), most_));
    return {};
  }

  base::Result<void> load() {
    TRY_DO(reading_.load());
    TRY_DO(known_.load());
    return timelines_.load();
  }

  base::Result<void> empty_wal() {
    TRY(const std::int64_t busy, db_.integer("PRAGMA wal_checkpoint(TRUNCATE)"));
    if (busy == 0) return {};
    return base::fail(base::Code::kUnavailable,
                      "the write-ahead log is in use and could not be emptied");
  }

  // Of ids in one batch: those that are there already the ledger has looked up.
  base::Result<void> refuse_twins(std::span<const Record> records) const {
    const std::uint64_t first = records.front().seq;
    const auto twins = [&](const Pair& a, const Pair& b) {
      return a.key == b.key && records[a.seq - first].id == records[b.seq - first].id;
    };
    const auto at = std::adjacent_find(pairs_.begin(), pairs_.end(), twins);
    if (at == pairs_.end()) return {};
    return base::fail(base::Code::kConflict,
                      fmt::format("entries {} and {} have one id", at->seq, (at + 1)->seq));
  }

  base::Result<void> insert_blocks(std::span<const Record> records) {
    while (!records.empty()) {
      const std::size_t count = pack_records(records, most_, bytes_);
      insert_block_.bind(1, static_cast<std::int64_t>(records.front().seq));
      TRY_DO(insert_block_.bind(2, static_cast<std::int64_t>(count)).bind(3, bytes_).run());
      for (const Record& r : records.first(count)) {
        if (r.text.empty()) continue;
        TRY_DO(insert_text_.bind(1, static_cast<std::int64_t>(r.seq)).bind(2, r.text).run());
      }
      records = records.subspan(count);
    }
    return {};
  }

  static base::Result<BatchHeader> read_batch(const Statement& s) {
    BatchHeader header;
    header.first_seq = static_cast<std::uint64_t>(s.integer(0));
    header.count = static_cast<std::uint32_t>(s.integer(1));
    header.recorded_at_us = s.integer(2);
    TRY(header.hash, fixed<32>(s.blob(3), "hash"));
    return header;
  }

  Database db_;
  base::Key key_{};
  std::uint64_t last_seq_ = 0, committed_seq_ = 0;
  std::size_t most_ = 0;  // bytes of a row that stand on one page
  std::atomic<bool> poisoned_ = false;
  Reading reading_;
  RunWriter known_, timelines_;
  std::vector<Pair> pairs_, spare_;
  std::string bytes_;
  Statement begin_, commit_, insert_batch_, insert_block_, insert_text_, last_batch_, update_block_,
      erase_text_;
};

}  // namespace

base::Result<std::unique_ptr<Log>> open_sqlite_log(const std::string& file,
                                                   const std::optional<base::Key>& key) {
  return SqliteLog::open(file, key);
}

}  // namespace store
