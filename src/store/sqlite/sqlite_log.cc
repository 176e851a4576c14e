// The log on SQLite: see 0001_ledger.sql for what is where.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>
#include <sodium.h>

#include <cstring>

#include "store/log.h"
#include "store/sqlite/database.h"
#include "store/sqlite/migrations.h"

namespace store {
namespace {

std::int64_t prefix_of(const base::Bytes16& id) {
  std::int64_t prefix = 0;
  std::memcpy(&prefix, id.data(), 6);  // positive and below 2^47: six bytes in SQLite
  return prefix & ((std::int64_t{1} << 47) - 1);
}

template <std::size_t N>
base::Result<std::array<std::uint8_t, N>> fixed(std::string_view blob, const char* what) {
  std::array<std::uint8_t, N> bytes{};
  if (blob.size() != N)
    return base::fail(base::Code::kCorrupt,
                      fmt::format("an entry's {} has {} bytes", what, blob.size()));
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
    insert_batch_.bind(1, static_cast<std::int64_t>(header.first_seq)).bind(2, header.count);
    TRY_DO(insert_batch_.bind(3, header.recorded_at_us).bind(4, base::view(header.hash)).run());
    for (const Record& record : records) TRY_DO(insert(record));
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
  }

  base::Result<std::optional<std::uint64_t>> find(const base::Bytes16& id) override {
    find_.bind(1, prefix_of(id));
    std::optional<std::uint64_t> seq;
    for (;;) {
      TRY(const bool row, find_.step());
      if (!row) break;
      if (find_.blob(1) == base::view(id)) seq = static_cast<std::uint64_t>(find_.integer(0));
    }
    find_.reset();
    return seq;
  }

  base::Result<Record> read(std::uint64_t seq, WithText with_text) override {
    Statement& statement = with_text == WithText::kYes ? read_text_ : read_;
    TRY(const bool row, statement.bind(1, static_cast<std::int64_t>(seq)).step());
    if (!row) {
      statement.reset();
      return base::fail(base::Code::kNotFound, fmt::format("there is no entry {}", seq));
    }
    auto record = record_of(statement, with_text);
    statement.reset();
    return record;
  }

  base::Result<void> scan(std::uint64_t after, WithText with_text,
                          const std::function<base::Result<void>(Record&&)>& visit) override {
    // A statement of its own, so that a visitor may read and find.
    TRY(Statement statement,
        db_.prepare(with_text == WithText::kYes
                        ? "SELECT e.seq,id,kind,salt,content,commitment,body FROM entry e "
                          "LEFT JOIN text t ON t.seq=e.seq WHERE e.seq>?1 ORDER BY e.seq"
                        : "SELECT seq,id,kind,salt,content,commitment FROM entry "
                          "WHERE seq>?1 ORDER BY seq"));
    statement.bind(1, static_cast<std::int64_t>(after));
    for (;;) {
      TRY(const bool row, statement.step());
      if (!row) return {};
      TRY(Record record, record_of(statement, with_text));
      TRY_DO(visit(std::move(record)));
    }
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

  base::Result<std::vector<std::uint64_t>> timeline(std::uint64_t key) override {
    std::vector<std::uint64_t> seqs;
    timeline_.bind(1, static_cast<std::int64_t>(key));
    for (;;) {
      TRY(const bool row, timeline_.step());
      if (!row) break;
      seqs.push_back(static_cast<std::uint64_t>(timeline_.integer(0)));
    }
    timeline_.reset();
    return seqs;
  }

  base::Result<void> erase(std::uint64_t seq, const base::Bytes32& commitment,
                           std::span<const std::uint64_t> keys) override {
    const auto n = static_cast<std::int64_t>(seq);
    TRY_DO(erase_entry_.bind(1, n).bind(2, base::view(commitment)).run());
    TRY_DO(erase_text_.bind(1, n).run());
    for (const std::uint64_t key : keys) {
      TRY_DO(erase_timeline_.bind(1, static_cast<std::int64_t>(key)).bind(2, n).run());
    }
    return db_.execute("INSERT OR IGNORE INTO meta VALUES ('scrub', x'01')");
  }

  // secure_delete zeroes what is freed, but a page that was split may keep a stale copy: VACUUM
  // writes every page anew, and the checkpoint leaves no byte of the WAL.
  base::Result<void> scrub() override {
    TRY_DO(db_.execute("VACUUM"));
    TRY_DO(db_.execute("DELETE FROM meta WHERE name='scrub'"));
    TRY(const std::int64_t busy, db_.integer("PRAGMA wal_checkpoint(TRUNCATE)"));
    if (busy != 0)
      return base::fail(base::Code::kUnavailable,
                        "the write-ahead log is in use and could not be emptied");
    return {};
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
    TRY(const std::int64_t format, db_.integer("PRAGMA user_version"));
    if (format > kNewestFormat) {
      return base::fail(base::Code::kConflict,
                        fmt::format("this book is of format {}, and this Rapport knows formats up "
                                    "to {}: use a newer Rapport",
                                    format, kNewestFormat));
    }
    TRY(const std::int64_t tables, db_.integer("SELECT count(*) FROM sqlite_schema"));
    if (format == 0 && tables != 0)
      return base::fail(base::Code::kCorrupt, "this is a SQLite file, but not a book");
    for (std::int64_t f = format; f < kNewestFormat; ++f) TRY_DO(migrate(f, key));
    TRY(key_, read_key());
    TRY_DO(prepare_all());
    TRY(const std::int64_t last, db_.integer("SELECT coalesce(max(seq),0) FROM entry"));
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

  base::Result<void> migrate(std::int64_t from, const std::optional<base::Key>& key) {
    const auto step = [&]() -> base::Result<void> {
      TRY_DO(db_.execute(kMigrations[from]));
      if (from == 0) {
        base::Key fresh{};
        if (key) fresh = *key;
        if (!key) randombytes_buf(fresh.data(), fresh.size());
        TRY(Statement insert, db_.prepare("INSERT INTO meta VALUES ('key', ?1)"));
        TRY_DO(insert.bind(1, base::view(fresh)).run());
      }
      return db_.execute(fmt::format("PRAGMA user_version={}", from + 1));
    };
    TRY_DO(db_.execute("BEGIN IMMEDIATE"));
    if (auto done = step(); !done) {
      (void)db_.execute("ROLLBACK");
      return done;
    }
    return db_.execute("COMMIT");
  }

  base::Result<void> prepare_all() {
    const struct {
      Statement& statement;
      const char* sql;
    } all[] = {
        {begin_, "BEGIN IMMEDIATE"},
        {commit_, "COMMIT"},
        {insert_batch_, "INSERT INTO batch VALUES (?1,?2,?3,?4)"},
        {insert_entry_, "INSERT INTO entry VALUES (?1,?2,?3,?4,?5,?6)"},
        {insert_text_, "INSERT INTO text VALUES (?1,?2)"},
        {insert_known_, "INSERT INTO known VALUES (?1,?2)"},
        {insert_timeline_, "INSERT OR IGNORE INTO timeline VALUES (?1,?2)"},
        {last_batch_,
         "SELECT first_seq,count,recorded_at_us,hash FROM batch ORDER BY first_seq DESC LIMIT 1"},
        {find_, "SELECT k.seq,e.id FROM known k JOIN entry e ON e.seq=k.seq WHERE k.prefix=?1"},
        {read_, "SELECT seq,id,kind,salt,content,commitment FROM entry WHERE seq=?1"},
        {read_text_,
         "SELECT e.seq,id,kind,salt,content,commitment,body FROM entry e LEFT JOIN text t ON "
         "t.seq=e.seq "
         "WHERE e.seq=?1"},
        {timeline_, "SELECT seq FROM timeline WHERE key=?1 ORDER BY seq"},
        {erase_entry_, "UPDATE entry SET salt=NULL, content=NULL, commitment=?2 WHERE seq=?1"},
        {erase_text_, "DELETE FROM text WHERE seq=?1"},
        {erase_timeline_, "DELETE FROM timeline WHERE key=?1 AND seq=?2"},
    };
    for (const auto& one : all) {
      TRY(one.statement, db_.prepare(one.sql));
    }
    return {};
  }

  base::Result<void> insert(const Record& r) {
    const auto seq = static_cast<std::int64_t>(r.seq);
    insert_entry_.bind(1, seq).bind(2, base::view(r.id)).bind(3, r.kind);
    if (r.salt) {
      insert_entry_.bind(4, base::view(*r.salt)).bind(5, r.content).bind_null(6);
    } else {
      insert_entry_.bind_null(4).bind_null(5).bind(6, base::view(r.commitment));
    }
    TRY_DO(insert_entry_.run());
    if (!r.text.empty()) TRY_DO(insert_text_.bind(1, seq).bind(2, r.text).run());
    TRY_DO(insert_known_.bind(1, prefix_of(r.id)).bind(2, seq).run());
    for (const std::uint64_t key : r.keys) {
      TRY_DO(insert_timeline_.bind(1, static_cast<std::int64_t>(key)).bind(2, seq).run());
    }
    return {};
  }

  static base::Result<Record> record_of(const Statement& s, WithText with_text) {
    Record r;
    r.seq = static_cast<std::uint64_t>(s.integer(0));
    TRY(r.id, fixed<16>(s.blob(1), "id"));
    r.kind = static_cast<std::uint8_t>(s.integer(2));
    if (s.is_null(3)) {
      TRY(r.commitment, fixed<32>(s.blob(5), "commitment"));
      return r;
    }
    TRY(r.salt, fixed<16>(s.blob(3), "salt"));
    r.content = s.blob(4);
    if (with_text == WithText::kYes) r.text = s.blob(6);
    return r;
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
  bool poisoned_ = false;
  Statement begin_, commit_, insert_batch_, insert_entry_, insert_text_, insert_known_,
      insert_timeline_;
  Statement last_batch_, find_, read_, read_text_, timeline_, erase_entry_, erase_text_,
      erase_timeline_;
};

}  // namespace

base::Result<std::unique_ptr<Log>> open_sqlite_log(const std::string& file,
                                                   const std::optional<base::Key>& key) {
  return SqliteLog::open(file, key);
}

}  // namespace store
