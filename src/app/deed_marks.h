// Deed marks: which entries of the ledger may show a deed: letters by their words, and shares.
// Shape:  marked once, when an entry is recorded, whoever it then turns out to be of. Kept in a file
//         beside the snapshot, numbers only; where that is not there or does not fit, the next question
//         reads the ledger once.
// Order:  a lock of its own, below all others.
// Cost:   2 µs a letter that is recorded; 8 bytes a mark.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/entry.h"

namespace app {

struct App;

// To more than these a letter is no introduction.
inline constexpr std::size_t kMostBroughtTogether = 6;

class DeedMarks {
 public:
  void load(const App& app);
  // A cache: what keeps it from being written costs only time.
  void save(const App& app);
  void drop();                                          // what was marked never came in
  void leave_out(std::span<const std::uint64_t> seqs);  // erased

  void saw(std::span<const model::Entry> entries);  // recorded and durable
  // Of all that is recorded; ascending.
  base::Result<std::vector<std::uint64_t>> all(App& app);

 private:
  void mark(const model::Entry& entry);

  std::mutex access_;
  std::vector<std::uint64_t> marks_;
  std::uint64_t looked_ = 0;  // up to this entry
  std::uint64_t saved_ = 0;
};

std::string deed_marks_file(const std::string& folder);

}  // namespace app
