// Database: one SQLite connection, and its prepared statements: the one that writes and checkpoints,
// or one that only reads, for another thread.
// Shape:  WAL, synchronous=FULL; refused where the file system weakens any of these.
// Errors: kUnavailable for a full or failing disk, kCorrupt for a damaged file, with SQLite's own
//         words.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace store {

class Statement {
 public:
  Statement() = default;
  explicit Statement(sqlite3_stmt* s) : statement_(s) {}

  Statement& bind(int at, std::int64_t v);
  Statement& bind(int at, std::string_view blob);  // as a BLOB; it must live until the next step
  Statement& bind_text(int at, std::string_view text);
  Statement& bind_null(int at);

  base::Result<bool> step();  // true: a row
  base::Result<void> run();   // to its end; then reset
  void reset();

  std::int64_t integer(int column) const;
  std::string_view blob(int column) const;  // until the next step
  bool is_null(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* s) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class Database {
 public:
  static base::Result<Database> open(const std::string& file);
  static base::Result<Database> open_to_read(
      const std::string& file);  // a book that is open already

  base::Result<Statement> prepare(std::string_view sql);
  base::Result<void> execute(const std::string& sql);
  base::Result<std::int64_t> integer(std::string_view sql);  // the first column of the only row
  bool in_transaction() const;
  bool is_full() const;  // the last failure was a full disk
  const std::string& file() const { return file_; }

 private:
  static base::Result<Database> connect(const std::string& file, int flags, const char* pragmas);

  struct Close {
    void operator()(sqlite3* db) const;
  };
  std::unique_ptr<sqlite3, Close> db_;
  std::string file_;
};

}  // namespace store
