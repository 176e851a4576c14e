// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>
#include <sodium.h>

#include <cstring>
#include <utility>
#include <vector>

#include "store/sqlite/blocks.h"
#include "store/sqlite/migrations.h"
#include "store/sqlite/run_writer.h"

namespace store {
namespace {

constexpr std::size_t kPairsAtOnce = 1 << 16;
constexpr std::size_t kRecordsAtOnce = 4096;
constexpr std::int64_t kFewPairs = 2048;  // may stay where they are

template <std::size_t N>
base::Result<void> read_bytes(std::string_view blob, std::array<std::uint8_t, N>& out) {
  if (blob.size() != N) return base::fail(base::Code::kCorrupt, "an entry of the wrong size");
  std::memcpy(out.data(), blob.data(), N);
  return {};
}

// Format 1 had a row an entry.
base::Result<Record> read_entry(const Statement& s) {
  Record r;
  r.seq = static_cast<std::uint64_t>(s.integer(0));
  r.kind = static_cast<std::uint8_t>(s.integer(2));
  TRY_DO(read_bytes(s.blob(1), r.id));
  if (s.is_null(3)) {
    TRY_DO(read_bytes(s.blob(5), r.commitment));
    return r;
  }
  TRY_DO(read_bytes(s.blob(3), r.salt.emplace()));
  r.content = s.blob(4);
  if (s.integer(6) != 0) r.text = "there is one";  // the block says so, and holds none
  return r;
}

base::Result<void> move_entries(Database& db, std::size_t most) {
  TRY(Statement entries,
      db.prepare("SELECT seq,id,kind,salt,content,commitment, "
                 "EXISTS (SELECT 1 FROM text t WHERE t.seq=e.seq) FROM entry e ORDER BY seq"));
  TRY(Statement insert, db.prepare("INSERT INTO block VALUES (?1,?2,?3)"));
  std::vector<Record> waiting;
  std::string bytes;
  for (bool more = true; more;) {
    TRY(more, entries.step());
    if (more) {
      TRY(waiting.emplace_back(), read_entry(entries));
      if (waiting.size() < kRecordsAtOnce) continue;
    }
    std::size_t done = 0;
    while (done < waiting.size()) {
      const std::span<const Record> rest = std::span(waiting).subspan(done);
      const std::size_t count = pack_records(rest, most, bytes);
      insert.bind(1, static_cast<std::int64_t>(rest.front().seq));
      TRY_DO(insert.bind(2, static_cast<std::int64_t>(count)).bind(3, bytes).run());
      done += count;
    }
    waiting.clear();
  }
  return {};
}

// The tables are sorted already: each becomes one run.
base::Result<void> move_pairs(Database& db, const std::string& index, std::size_t most) {
  TRY(const std::int64_t count, db.integer("SELECT count(*) FROM " + index));
  if (count < kFewPairs) return {};
  TRY(Statement rows, db.prepare(fmt::format("SELECT * FROM {} ORDER BY 1,2", index)));
  TRY(Runs runs, Runs::open(db, index));
  TRY(RunWriter writer, RunWriter::open(db, index, runs, most));
  const auto pieces = [&](const RunWriter::Piece& piece) -> base::Result<void> {
    std::vector<Pair> waiting;
    for (bool more = true; more;) {
      TRY(more, rows.step());
      if (more) {
        waiting.push_back({static_cast<std::uint64_t>(rows.integer(0)),
                           static_cast<std::uint64_t>(rows.integer(1))});
        if (waiting.size() < kPairsAtOnce) continue;
      }
      TRY_DO(piece(waiting));
      waiting.clear();
    }
    return {};
  };
  TRY_DO(writer.add_run(static_cast<std::uint64_t>(count), pieces));
  rows.reset();
  return db.execute("DELETE FROM " + index);
}

base::Result<void> make_key(Database& db, const std::optional<base::Key>& given) {
  base::Key key{};
  if (given) key = *given;
  if (!given) randombytes_buf(key.data(), key.size());
  TRY(Statement insert, db.prepare("INSERT INTO meta VALUES ('key', ?1)"));
  return insert.bind(1, base::view(key)).run();
}

base::Result<void> step(Database& db, std::int64_t from, const std::optional<base::Key>& key) {
  TRY_DO(db.execute(kMigrations[from]));
  if (from == 0) TRY_DO(make_key(db, key));
  if (from == 1) {
    TRY(const std::size_t most, bytes_in_row(db));
    TRY_DO(move_entries(db, most));
    TRY_DO(move_pairs(db, "known", most));
    TRY_DO(move_pairs(db, "timeline", most));
    TRY_DO(db.execute("DROP TABLE entry"));
  }
  return db.execute(fmt::format("PRAGMA user_version={}", from + 1));
}

}  // namespace

base::Result<std::size_t> bytes_in_row(Database& db) {
  // A leaf's cell may have the page less 35 bytes; row number, lengths and columns take up to 30.
  constexpr std::int64_t kAround = 65;
  TRY(const std::int64_t page, db.integer("PRAGMA page_size"));
  return static_cast<std::size_t>(page - kAround);
}

base::Result<void> migrate(Database& db, const std::optional<base::Key>& key) {
  TRY(const std::int64_t format, db.integer("PRAGMA user_version"));
  if (format > kNewestFormat) {
    return base::fail(base::Code::kConflict,
                      fmt::format("this book is of format {}, and this Rapport knows formats up "
                                  "to {}: use a newer Rapport",
                                  format, kNewestFormat));
  }
  TRY(const std::int64_t tables, db.integer("SELECT count(*) FROM sqlite_schema"));
  if (format == 0 && tables != 0)
    return base::fail(base::Code::kCorrupt, "this is a SQLite file, but not a book");
  if (format == kNewestFormat) return {};
  TRY_DO(db.execute("BEGIN IMMEDIATE"));
  for (std::int64_t f = format; f < kNewestFormat; ++f) {
    if (auto done = step(db, f, key); !done) {
      (void)db.execute("ROLLBACK");
      return done;
    }
  }
  return db.execute("COMMIT");
}

}  // namespace store
