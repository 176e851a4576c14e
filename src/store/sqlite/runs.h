// Runs: the sorted runs of one index, and the loose pairs that are in no run yet; to look things up.
// Shape:  run n has its pairs in the rows [place_of(n, 0), place_of(n + 1, 0)) of <index>_run, sorted.
//         A row's place is not less than that of any key in the rows before it.
// Order:  runs by number; what a look-up gives is sorted.
// Errors: kCorrupt for a row that does not read.
// Cost:   a seek a run; of sorted keys those that are new touch the filters only.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/sqlite/database.h"
#include "store/sqlite/pairs.h"

namespace store {

constexpr unsigned kPlaceBits = 40;

// Keys take the lower half of a run's places: many rows of one key go on from there one by one.
inline std::int64_t place_of(std::uint64_t run, std::uint64_t key) {
  return static_cast<std::int64_t>((run << kPlaceBits) | (key >> 8));
}

struct Run {
  std::uint64_t number = 0, pairs = 0, filters = 0;
};

class Runs {
 public:
  // `index`: known or timeline. Only the former has filters.
  static base::Result<Runs> open(Database& db, const std::string& index);

  // The list of runs as the file has it now: after a rollback, or another connection's commit.
  base::Result<void> load();
  std::vector<Run>& all() { return runs_; }

  base::Result<std::vector<std::uint64_t>> find(std::uint64_t key);  // ascending
  // The pairs of these keys (sorted, each once), in any order.
  base::Result<std::vector<Pair>> find_all(std::span<const std::uint64_t> keys);

 private:
  base::Result<void> find_loose(std::span<const std::uint64_t> keys, std::vector<Pair>& found);
  base::Result<void> filter(const Run& run, std::span<const std::uint64_t> keys,
                            std::vector<std::uint64_t>& left);
  base::Result<void> find_in(const Run& run, std::span<const std::uint64_t> keys,
                             std::vector<Pair>& found);

  std::vector<Run> runs_;
  Statement list_, loose_, all_loose_, rows_, page_;
};

}  // namespace store
