// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/sqlite/database.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <utility>

namespace store {
namespace {

constexpr int kPatience = 5000;               // milliseconds to wait for another connection's lock
constexpr std::int64_t kWalBytes = 32 << 20;  // then the log is moved into the file

base::Failure failure(sqlite3* db) {
  const int code = sqlite3_extended_errcode(db);
  const std::string said = sqlite3_errmsg(db);
  switch (code & 0xff) {
    case SQLITE_FULL:
      return base::fail(
          base::Code::kUnavailable,
          "the disk is full: nothing of this step was kept, all before it was; free some space and "
          "run it again");
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_NOMEM:
      return base::fail(base::Code::kUnavailable,
                        "the disk does not take it (" + said + "): nothing of this step was kept");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return base::fail(base::Code::kConflict,
                        "another program has the book's file open (" + said + ")");
    default:
      return base::fail(base::Code::kCorrupt,
                        "the book's file is damaged or not a book (" + said + ")");
  }
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
void Database::Close::operator()(sqlite3* db) const { sqlite3_close(db); }

Statement& Statement::bind(int at, std::int64_t v) {
  sqlite3_bind_int64(statement_.get(), at, v);
  return *this;
}
Statement& Statement::bind(int at, std::string_view blob) {
  sqlite3_bind_blob64(statement_.get(), at, blob.empty() ? "" : blob.data(), blob.size(),
                      SQLITE_STATIC);
  return *this;
}
Statement& Statement::bind_text(int at, std::string_view text) {
  sqlite3_bind_text64(statement_.get(), at, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}
Statement& Statement::bind_null(int at) {
  sqlite3_bind_null(statement_.get(), at);
  return *this;
}

base::Result<bool> Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  const base::Failure why = failure(sqlite3_db_handle(statement_.get()));
  reset();
  return why;
}

base::Result<void> Statement::run() {
  for (;;) {
    TRY(const bool row, step());
    if (!row) break;
  }
  reset();
  return {};
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}
std::string_view Statement::blob(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return bytes == nullptr ? std::string_view{}
                          : std::string_view(static_cast<const char*>(bytes), size);
}
bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

base::Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(db_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) return failure(db_.get());
  return Statement(statement);
}

base::Result<void> Database::execute(const std::string& sql) {
  if (sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return failure(db_.get());
  return {};
}

base::Result<std::int64_t> Database::integer(std::string_view sql) {
  TRY(Statement statement, prepare(sql));
  TRY(const bool row, statement.step());
  if (!row) return base::fail(base::Code::kCorrupt, "the book's file gives no answer");
  return statement.integer(0);
}

bool Database::in_transaction() const { return sqlite3_get_autocommit(db_.get()) == 0; }
bool Database::is_full() const { return (sqlite3_errcode(db_.get()) & 0xff) == SQLITE_FULL; }

base::Result<Database> Database::connect(const std::string& file, int flags, const char* pragmas) {
  Database database;
  database.file_ = file;
  sqlite3* db = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &db, flags | SQLITE_OPEN_NOFOLLOW, nullptr);
  database.db_.reset(db);
  if (code != SQLITE_OK) return failure(db);
  sqlite3_extended_result_codes(db, 1);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_busy_timeout(db, kPatience);
  TRY_DO(
      database.execute("PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON; PRAGMA mmap_size=0;"
                       "PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY;"));
  TRY_DO(database.execute(pragmas));
  return database;
}

base::Result<Database> Database::open(const std::string& file) {
  const mode_t before = ::umask(0077);  // other people's lives are in here: the owner's eyes only
  const auto set_up = [&]() -> base::Result<Database> {
    TRY(Database database,
        connect(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                "PRAGMA page_size=8192; PRAGMA secure_delete=FAST; PRAGMA cache_size=-65536;"
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA "
                "journal_size_limit=33554432;"));
    TRY(const std::int64_t synchronous, database.integer("PRAGMA synchronous"));
    TRY(Statement mode, database.prepare("PRAGMA journal_mode"));
    TRY(const bool row, mode.step());
    if (synchronous != 2 || !row || mode.blob(0) != "wal") {
      return base::fail(base::Code::kUnavailable,
                        "this file system does not let a book be kept safely (no WAL)");
    }
    TRY(const std::int64_t page, database.integer("PRAGMA page_size"));
    TRY_DO(database.execute("PRAGMA wal_autocheckpoint=" + std::to_string(kWalBytes / page)));
    return database;
  };
  base::Result<Database> database = set_up();
  ::umask(before);
  if (!database) return base::fail_at(file, database.error());
  return database;
}

// It leaves checkpoints to the one that writes, when it is the last to close as well.
base::Result<Database> Database::open_to_read(const std::string& file) {
  auto database =
      connect(file, SQLITE_OPEN_READWRITE, "PRAGMA query_only=ON; PRAGMA cache_size=-16384;");
  if (!database) return base::fail_at(file, database.error());
  sqlite3_db_config(database->db_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  return database;
}

}  // namespace store
