// Reading: what a log can look up, over one connection: the writer's own, or a reader's.
// Shape:  a reader's call sees one committed state of the file, the newest; the writer's own calls see
//         what it has written. The block read last is kept, so that neighbours cost no search.
// Errors: kNotFound for a number that is not there, kCorrupt for a file that does not read.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "store/log.h"
#include "store/sqlite/blocks.h"
#include "store/sqlite/database.h"
#include "store/sqlite/runs.h"

namespace store {

std::uint64_t known_key(const base::Bytes16& id);  // 47 bits of it

class Reading {
 public:
  enum class By { kWriter, kReader };
  static base::Result<Reading> open(Database& db, By by);

  base::Result<std::optional<std::uint64_t>> find(const base::Bytes16& id);
  base::Result<std::vector<std::uint64_t>> find_all(std::span<const base::Bytes16> ids);
  base::Result<Record> read(std::uint64_t seq, WithText with_text);
  base::Result<void> scan(std::uint64_t after, WithText with_text, const Reader::Visit& visit);
  base::Result<std::vector<std::uint64_t>> timeline(std::uint64_t key);

  base::Result<void> load();           // the lists of runs again; what was kept is let go
  void let_go() { block_ = Block{}; }  // something was erased

  // The block that holds this entry; kNotFound.
  struct Block {
    std::uint64_t first_seq = 0;
    std::vector<Packed> records;  // they look into `bytes`
    std::unique_ptr<std::string> bytes;
  };
  base::Result<const Block*> block_of(std::uint64_t seq);
  Runs& known() { return known_; }
  Runs& timelines() { return timelines_; }

 private:
  template <class Look>
  auto in_snapshot(const Look& look) -> decltype(look());
  base::Result<void> refresh();
  bool holds(std::uint64_t seq) const {
    return seq >= block_.first_seq && seq - block_.first_seq < block_.records.size();
  }
  base::Result<std::optional<std::uint64_t>> look_up(const base::Bytes16& id);
  base::Result<std::vector<std::uint64_t>> look_up_all(std::span<const base::Bytes16> ids);
  base::Result<Record> look_at(std::uint64_t seq, WithText with_text);
  base::Result<void> go_through(std::uint64_t after, WithText with_text,
                                const Reader::Visit& visit);

  Database* db_ = nullptr;
  By by_ = By::kWriter;
  std::int64_t version_ = -1;  // of the file, when the lists of runs were loaded
  Runs known_, timelines_;
  Block block_;
  std::vector<Pair> spare_;
  Statement read_block_, read_text_, begin_, end_, read_version_;
};

// A reader over a connection of its own to the same file.
base::Result<std::unique_ptr<Reader>> open_reader(const std::string& file);

}  // namespace store
