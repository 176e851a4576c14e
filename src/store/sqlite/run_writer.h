// Writing one index: pairs added, taken out, and the runs merged so that they stay few.
// Shape:  a large batch is a run of its own; small ones lie loose until there are some thousands.
//         Runs have sizes in steps of kFanOut; as many of one size become one run, in the same
//         transaction. All of it belongs to the transaction that is open: after a rollback load().
// Errors: kUnavailable from a full disk, for one: then the transaction is to be rolled back.
// Cost:   a pair is written once a step of size: some five times among ten million; merging takes
//         about 30 ns a pair and a page of memory a run.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/sqlite/runs.h"

namespace store {

class RunWriter {
 public:
  // `most`: bytes of a row that stand on one page.
  static base::Result<RunWriter> open(Database& db, const std::string& index, Runs& runs,
                                      std::size_t most);

  base::Result<void> load();  // how many are loose
  base::Result<void> add(std::vector<Pair>& pairs);
  base::Result<void> erase(const Pair& pair);  // not there is fine

  // Sorted pairs that a caller has in pieces, as one new run; `count` of them are to come.
  using Piece = std::function<base::Result<void>(std::span<const Pair>)>;
  base::Result<void> add_run(std::uint64_t count,
                             const std::function<base::Result<void>(const Piece&)>& pieces);

 private:
  class Writing;
  class Cursor;

  base::Result<void> flush_loose();
  base::Result<void> settle(std::uint64_t most_merged);
  base::Result<void> merge(std::size_t from);
  base::Result<void> drop(const Run& run);
  base::Result<bool> erase_in(Run& run, const Pair& pair);
  base::Result<void> rewrite(std::int64_t place, std::int64_t next, std::span<const Pair> pairs);

  Database* db_ = nullptr;
  Runs* runs_ = nullptr;
  std::size_t most_ = 0;
  bool filtered_ = false;
  std::uint64_t loose_ = 0;
  std::vector<Pair> spare_;
  Statement count_loose_, all_loose_, insert_loose_, erase_loose_, clear_loose_;
  Statement insert_run_, update_run_, drop_run_, drop_rows_, drop_filters_;
  Statement insert_row_, update_row_, erase_row_, rows_from_, insert_filter_;
};

}  // namespace store
