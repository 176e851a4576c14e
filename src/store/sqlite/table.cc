// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/table.h"

#include <sys/stat.h>

#include "store/sqlite/database.h"

namespace store {
namespace {

constexpr std::int64_t kFormat = 1;

// The key stands alone in an index, so that what a value was is overwritten in one place.
constexpr const char* kMake =
    "CREATE TABLE IF NOT EXISTS kept (place INTEGER PRIMARY KEY AUTOINCREMENT, key BLOB NOT NULL "
    "UNIQUE, mark INTEGER NOT NULL, value BLOB NOT NULL) STRICT;"
    "CREATE INDEX IF NOT EXISTS kept_mark ON kept (mark, place);"
    "PRAGMA user_version=1";

class SqliteTable final : public Table {
 public:
  explicit SqliteTable(Database db) : db_(std::move(db)) {}

  base::Result<void> set_up(bool writes) {
    TRY(const std::int64_t format, db_.integer("PRAGMA user_version"));
    if (format > kFormat)
      return base::fail(base::Code::kConflict, db_.file() + ": a newer Rapport wrote this file");
    if (writes) TRY_DO(db_.execute(std::string("PRAGMA secure_delete=ON; ") + kMake));
    const struct {
      Statement& statement;
      const char* sql;
    } all[] = {
        {add_, "INSERT INTO kept (key, mark, value) VALUES (?1,?2,?3) ON CONFLICT DO NOTHING"},
        {set_, "UPDATE kept SET mark=?2, value=?3 WHERE key=?1"},
        {changed_, "SELECT changes()"},
        {find_, "SELECT place, key, mark, value FROM kept WHERE key=?1"},
        {scan_, "SELECT place, key, mark, value FROM kept WHERE mark=?1 ORDER BY place"},
        {latest_, "SELECT place, key, mark, value FROM kept ORDER BY place DESC LIMIT ?1"},
        {counts_, "SELECT mark, count(*) FROM kept GROUP BY mark"}};
    for (const auto& one : all) {
      TRY(one.statement, db_.prepare(one.sql));
    }
    return {};
  }

  base::Result<bool> add(std::string_view key, std::int64_t mark, std::string_view value) override {
    TRY_DO(add_.bind(1, key).bind(2, mark).bind(3, value).run());
    return changed();
  }

  base::Result<void> set(std::string_view key, std::int64_t mark, std::string_view value) override {
    TRY_DO(set_.bind(1, key).bind(2, mark).bind(3, value).run());
    TRY(const bool there, changed());
    if (!there) return base::fail(base::Code::kNotFound, "there is nothing under this key");
    // What it was stands in the log until that is emptied. The change is durable without it: a
    // reader that holds it up is nobody's error.
    (void)db_.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    return {};
  }

  base::Result<std::optional<TableRow>> find(std::string_view key) override {
    find_.bind(1, key);
    TRY(const bool there, find_.step());
    std::optional<TableRow> row;
    if (there) row = row_of(find_);
    find_.reset();
    return row;
  }

  base::Result<void> scan(std::int64_t mark, const Visit& visit) override {
    scan_.bind(1, mark);
    return go_through(scan_, visit);
  }

  base::Result<void> latest(std::size_t most, const Visit& visit) override {
    latest_.bind(1, static_cast<std::int64_t>(most));
    return go_through(latest_, visit);
  }

  base::Result<std::map<std::int64_t, std::uint64_t>> counts() override {
    std::map<std::int64_t, std::uint64_t> all;
    for (;;) {
      TRY(const bool more, counts_.step());
      if (!more) break;
      all[counts_.integer(0)] = static_cast<std::uint64_t>(counts_.integer(1));
    }
    counts_.reset();
    return all;
  }

 private:
  static TableRow row_of(const Statement& s) {
    return {s.integer(0), std::string(s.blob(1)), s.integer(2), std::string(s.blob(3))};
  }

  base::Result<bool> changed() {
    TRY(const bool row, changed_.step());
    const bool any = row && changed_.integer(0) > 0;
    changed_.reset();
    return any;
  }

  static base::Result<void> go_through(Statement& statement, const Visit& visit) {
    for (;;) {
      TRY(const bool more, statement.step());
      if (!more) break;
      if (auto seen = visit(row_of(statement)); !seen) {
        statement.reset();
        return seen;
      }
    }
    statement.reset();
    return {};
  }

  Database db_;
  Statement add_, set_, changed_, find_, scan_, latest_, counts_;
};

base::Result<std::unique_ptr<Table>> table_of(Database db, bool writes) {
  auto table = std::make_unique<SqliteTable>(std::move(db));
  TRY_DO(table->set_up(writes));
  return base::Result<std::unique_ptr<Table>>(std::move(table));
}

}  // namespace

base::Result<std::unique_ptr<Table>> open_sqlite_table(const std::string& file) {
  TRY(Database db, Database::open(file));
  return table_of(std::move(db), true);
}

base::Result<std::unique_ptr<Table>> read_sqlite_table(const std::string& file) {
  struct stat there{};
  if (::stat(file.c_str(), &there) != 0)
    return base::fail(base::Code::kNotFound, file + ": not there");
  TRY(Database db, Database::open_to_read(file));
  return table_of(std::move(db), false);
}

}  // namespace store
