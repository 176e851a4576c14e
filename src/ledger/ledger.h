// Ledger: the one thing that is stored and believed: append-only facts in a hash chain.
// Shape:  Entry = header (seq, id, kind, commitment) in the chain + content (salt, fact, text),
//         erasable. commitment = H(salt, kind, content, text); a batch's hash covers the batch
//         before it and its headers.
// Order:  by seq. All or nothing a batch; durable when commit() returns; a known id is refused,
//         never doubled.
// Errors: kConflict for an id that is there already, kCorrupt when the chain does not hold, the
//         Log's own.
// Source: docs/ledger-format.md.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "model/entry.h"
#include "store/log.h"

namespace ledger {

struct Verification {
  std::uint64_t batches = 0, entries = 0, erased = 0;
  base::Bytes32 head{};  // the last batch's hash
};

class Reader;

class Ledger {
 public:
  Ledger(std::unique_ptr<store::Log> log, base::Random& random);

  const base::Key& key() const { return log_->key(); }
  std::uint64_t last_seq() const { return log_->last_seq(); }
  bool has_failed() const { return log_->has_failed(); }  // until the next opening; any thread
  store::Log& log() { return *log_; }                     // for transfer.h

  // One group: begin, append batches, commit. Nothing counts before commit() returned.
  base::Result<void> begin();
  base::Result<std::vector<model::Entry>> append(base::Time recorded_at,
                                                 std::vector<model::NewEntry> facts);
  base::Result<void> commit() { return log_->commit(); }
  void rollback();

  base::Result<std::optional<std::uint64_t>> find(const model::EntryId& id);
  // Many at once, in their order; 0: not there. Of those, in the same group, append() does not ask
  // again.
  base::Result<std::vector<std::uint64_t>> find_all(std::span<const model::EntryId> ids);
  // nullopt: erased.
  base::Result<std::optional<model::Entry>> read(std::uint64_t seq, store::WithText with_text);
  using Visit = std::function<base::Result<void>(const model::Entry&)>;
  base::Result<void> replay(std::uint64_t after, store::WithText with_text, const Visit& visit);
  // Numbers of the entries in which this identity stands, ascending; and, once in a trillion, of one
  // in which it does not.
  base::Result<std::vector<std::uint64_t>> timeline(const model::IdentityId& identity);

  // Removes the content of these entries in one group of its own with an Erased fact and `further`
  // facts; when it returns no byte of them is in any file of the log.
  base::Result<std::vector<model::Entry>> erase(base::Time recorded_at,
                                                std::span<const std::uint64_t> seqs,
                                                std::vector<model::NewEntry> further);
  base::Result<Verification> verify();
  base::Result<Reader> reader();

 private:
  base::Result<void> refuse_known(std::span<const model::NewEntry> facts);
  std::span<const store::Record> records_of(std::span<const model::NewEntry> facts);

  std::unique_ptr<store::Log> log_;
  base::Random& random_;
  std::optional<store::BatchHeader> last_;
  std::vector<store::Record> records_;  // of the last batch: room for the next
  // What find_all() last did not find in this group, in its order, and the last entry then.
  std::vector<base::Bytes16> absent_;
  std::uint64_t absent_at_ = 0;
};

// What one thread reads of a ledger beside its writer: only what is committed, on a handle of its
// own. It must be gone before the ledger is.
class Reader {
 public:
  explicit Reader(std::unique_ptr<store::Reader> reader) : reader_(std::move(reader)) {}

  base::Result<std::optional<model::Entry>> read(std::uint64_t seq, store::WithText with_text);
  base::Result<std::vector<std::uint64_t>> timeline(const model::IdentityId& identity);

 private:
  std::unique_ptr<store::Reader> reader_;
};

// Derived ids, the same whoever derives them in this book.
model::IdentityId identity_id(const base::Key& key, const model::Handle& handle);
model::InteractionId interaction_id(const base::Key& key, std::string_view source_key);
std::uint64_t message_key(const base::Key& key, std::string_view message_id);  // 0 for ""

}  // namespace ledger
