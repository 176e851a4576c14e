// Database: one SQLite connection that writes and checkpoints, and its prepared statements.
// Shape:  WAL, synchronous=FULL, secure_delete; refused where the file system weakens any of these.
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

  base::Result<Statement> prepare(std::string_view sql);
  base::Result<void> execute(const std::string& sql);
  base::Result<std::int64_t> integer(std::string_view sql);
  bool is_full() const;  // the last failure was a full disk  // the first column of the only row
  const std::string& file() const { return file_; }

 private:
  struct Close {
    void operator()(sqlite3* db) const;
  };
  std::unique_ptr<sqlite3, Close> db_;
  std::string file_;
};

}  // namespace store
