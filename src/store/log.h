// Log: the bytes of one book's ledger, in order, with what is needed to find them again.
// Shape:  records numbered from 1 without a gap, in batches; a batch is all there or not at all.
//         Between begin() and commit() any number of batches are appended (group commit); nothing
//         may be told to anybody before commit() returned. One thread writes, and reads through the
//         Log what it has written; each other thread reads through a Reader of its own, which never
//         sees what is not committed.
// Errors: kUnavailable (full or failing disk: rolled back, the log goes on), kCorrupt, kConflict (an
//         id twice in one batch). After a sync that failed the log refuses every write until it is
//         opened again.
// Cost:   in groups of thousands a record takes less than a microsecond, whatever is there already.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/result.h"

namespace store {

struct Record {
  std::uint64_t seq = 0;
  base::Bytes16 id{};
  std::uint8_t kind = 0;
  std::optional<base::Bytes16> salt;  // none: erased
  std::string content;                // empty where erased
  std::string text;                   // kept apart, so that folds need not read it
  base::Bytes32 commitment{};         // only where erased: hash of what was there
  std::vector<std::uint64_t> keys;    // below 2^47; what timeline() finds it by; not read back
};

struct BatchHeader {
  std::uint64_t first_seq = 0;
  std::uint32_t count = 0;
  std::int64_t recorded_at_us = 0;
  base::Bytes32 hash{};  // of the batch before it and of this one's headers
};

enum class WithText { kNo, kYes };

class Reader {
 public:
  virtual ~Reader() = default;

  virtual base::Result<std::optional<std::uint64_t>> find(const base::Bytes16& id) = 0;
  // The same for many, in their order; 0: not there. Much cheaper than one by one.
  virtual base::Result<std::vector<std::uint64_t>> find_all(std::span<const base::Bytes16> ids) = 0;
  virtual base::Result<Record> read(std::uint64_t seq, WithText with_text) = 0;
  using Visit = std::function<base::Result<void>(Record&&)>;
  virtual base::Result<void> scan(std::uint64_t after, WithText with_text, const Visit& visit) = 0;
  virtual base::Result<std::vector<std::uint64_t>> timeline(std::uint64_t key) = 0;  // ascending
};

class Log : public Reader {
 public:
  virtual const base::Key& key() const = 0;            // the book's own 32 random bytes
  virtual std::uint64_t last_seq() const = 0;          // including what is not committed yet
  virtual base::Result<BatchHeader> last_batch() = 0;  // count 0: none yet
  virtual base::Result<void> scan_batches(
      const std::function<base::Result<void>(const BatchHeader&)>& visit) = 0;

  // For one other thread; it must be gone before the log is. Each call sees what is committed then.
  virtual base::Result<std::unique_ptr<Reader>> reader() = 0;

  // A sync failed: nothing is written any more until it is opened again. From any thread.
  virtual bool has_failed() const = 0;
  virtual base::Result<void> begin() = 0;
  virtual base::Result<void> append(const BatchHeader& header, std::span<const Record> records) = 0;
  virtual base::Result<void> commit() = 0;  // durable when it returns
  virtual void rollback() = 0;

  // Inside begin()/commit(): leaves number, id, kind and commitment, and nothing else; `keys` as
  // appended.
  virtual base::Result<void> erase(std::uint64_t seq, const base::Bytes32& commitment,
                                   std::span<const std::uint64_t> keys) = 0;
  // After the commit that erased: no byte of it is in any file when this returns. Should the power
  // go in between, the next opening does it.
  virtual base::Result<void> scrub() = 0;
  // The store's own consistency check; an error names what is broken.
  virtual base::Result<void> check() = 0;
};

// With `key`: a new book takes it instead of a random one (restoring an export).
std::unique_ptr<Log> open_memory_log(const base::Key& key);
base::Result<std::unique_ptr<Log>> open_sqlite_log(const std::string& file,
                                                   const std::optional<base::Key>& key);

}  // namespace store
