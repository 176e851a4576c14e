// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/ledger.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "ledger/chain.h"
#include "ledger/fact_codec.h"

namespace ledger {
namespace {

constexpr std::size_t kMostKept = 10'000;  // records whose memory is kept for the next batch
constexpr std::ptrdiff_t kAhead = 8;       // ids looked through for one that was asked about

base::Result<std::optional<model::Entry>> entry_of(const store::Record& record) {
  if (!record.salt) return std::optional<model::Entry>{};
  auto fact = decode(record.kind, record.content, record.text);
  if (!fact) return base::fail_at(fmt::format("entry {}", record.seq), fact.error());
  if (auto* recorded = std::get_if<model::InteractionRecorded>(&*fact))
    recorded->interaction.id.bytes = record.id;
  return std::optional(model::Entry{model::EntryId{record.id}, std::move(*fact), record.seq});
}

}  // namespace

Ledger::Ledger(std::unique_ptr<store::Log> log, base::Random& random)
    : log_(std::move(log)), random_(random) {}

base::Result<void> Ledger::begin() {
  absent_.clear();
  return log_->begin();
}

void Ledger::rollback() {
  log_->rollback();
  last_.reset();
  absent_.clear();
}

base::Result<void> Ledger::refuse_known(std::span<const model::NewEntry> facts) {
  if (absent_at_ != log_->last_seq()) absent_.clear();  // something was appended since
  std::vector<base::Bytes16> ids;  // those that nobody asked about; facts mostly keep the order
  auto next = absent_.cbegin();
  for (const model::NewEntry& fact : facts) {
    const auto end = next + std::min(kAhead, absent_.cend() - next);
    const auto at = std::find(next, end, fact.id.bytes);
    if (at == end) {
      ids.push_back(fact.id.bytes);
    } else {
      next = at + 1;
    }
  }
  absent_.clear();
  if (ids.empty()) return {};
  TRY(const std::vector<std::uint64_t> known, log_->find_all(ids));
  const auto there = std::find_if(known.begin(), known.end(), [](auto seq) { return seq != 0; });
  if (there == known.end()) return {};
  return base::fail(base::Code::kConflict, fmt::format("entry {} says this already", *there));
}

std::span<const store::Record> Ledger::records_of(std::span<const model::NewEntry> facts) {
  if (records_.size() < facts.size()) records_.resize(facts.size());
  Encoded encoded;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const auto* recorded = std::get_if<model::InteractionRecorded>(&facts[i].fact);
    ASSERT(recorded == nullptr || recorded->interaction.id.bytes == facts[i].id.bytes);
    store::Record& r = records_[i];
    encoded.content.swap(r.content);
    encoded.text.swap(r.text);
    encode(facts[i].fact, encoded);
    encoded.content.swap(r.content);
    encoded.text.swap(r.text);
    r.seq = log_->last_seq() + 1 + i;
    r.id = facts[i].id.bytes;
    r.kind = static_cast<std::uint8_t>(encoded.kind);
    base::Bytes16& salt = r.salt.emplace();
    random_.fill(salt.data(), salt.size());
    keys_of(facts[i].fact, r.keys);
  }
  return std::span(records_).first(facts.size());
}

base::Result<std::vector<model::Entry>> Ledger::append(base::Time recorded_at,
                                                       std::vector<model::NewEntry> facts) {
  if (facts.empty()) return facts;
  if (!last_) {
    TRY(last_, log_->last_batch());
  }
  store::BatchHeader header{log_->last_seq() + 1,
                            static_cast<std::uint32_t>(facts.size()),
                            base::micros(recorded_at),
                            {}};
  TRY_DO(refuse_known(facts));
  const std::span<const store::Record> records = records_of(facts);
  header.hash = batch_hash(*last_, header, records);
  TRY_DO(log_->append(header, records));
  last_ = header;
  if (records_.size() > kMostKept) records_.resize(kMostKept);
  for (std::size_t i = 0; i < facts.size(); ++i) facts[i].seq = header.first_seq + i;
  return facts;
}

base::Result<std::optional<std::uint64_t>> Ledger::find(const model::EntryId& id) {
  return log_->find(id.bytes);
}

base::Result<std::vector<std::uint64_t>> Ledger::find_all(std::span<const model::EntryId> ids) {
  std::vector<base::Bytes16> bytes;
  bytes.reserve(ids.size());
  for (const model::EntryId& id : ids) bytes.push_back(id.bytes);
  TRY(std::vector<std::uint64_t> seqs, log_->find_all(bytes));
  absent_at_ = log_->last_seq();
  absent_.clear();
  for (std::size_t i = 0; i < seqs.size(); ++i) {
    if (seqs[i] == 0) absent_.push_back(bytes[i]);
  }
  return seqs;
}

base::Result<Reader> Ledger::reader() {
  TRY(std::unique_ptr<store::Reader> reader, log_->reader());
  return Reader(std::move(reader));
}

base::Result<std::optional<model::Entry>> Reader::read(std::uint64_t seq,
                                                       store::WithText with_text) {
  TRY(const store::Record record, reader_->read(seq, with_text));
  return entry_of(record);
}

base::Result<std::vector<std::uint64_t>> Reader::timeline(const model::IdentityId& identity) {
  return reader_->timeline(timeline_key(identity));
}

base::Result<std::optional<model::Entry>> Ledger::read(std::uint64_t seq,
                                                       store::WithText with_text) {
  TRY(const store::Record record, log_->read(seq, with_text));
  return entry_of(record);
}

base::Result<void> Ledger::replay(std::uint64_t after, store::WithText with_text,
                                  const Visit& visit) {
  return log_->scan(after, with_text, [&](store::Record&& record) -> base::Result<void> {
    TRY(const std::optional<model::Entry> entry, entry_of(record));
    return entry ? visit(*entry) : base::Result<void>{};
  });
}

base::Result<std::vector<std::uint64_t>> Ledger::timeline(const model::IdentityId& identity) {
  return log_->timeline(timeline_key(identity));
}

base::Result<std::vector<model::Entry>> Ledger::erase(base::Time recorded_at,
                                                      std::span<const std::uint64_t> seqs,
                                                      std::vector<model::NewEntry> further) {
  std::vector<model::Entry> entries;
  std::vector<std::uint64_t> keys;
  const auto change = [&]() -> base::Result<void> {
    for (const std::uint64_t seq : seqs) {
      TRY(const store::Record record, log_->read(seq, store::WithText::kYes));
      if (!record.salt) continue;  // erased before
      TRY(const std::optional<model::Entry> entry, entry_of(record));
      keys_of(entry->fact, keys);
      TRY_DO(log_->erase(seq, commitment(record), keys));
    }
    further.push_back({random_.id<model::EntryTag>(), model::Erased{{seqs.begin(), seqs.end()}}});
    TRY(entries, append(recorded_at, std::move(further)));
    return log_->commit();
  };
  TRY_DO(log_->begin());
  if (auto done = change(); !done) {
    rollback();
    return base::Failure(done.error());
  }
  TRY_DO(log_->scrub());
  return entries;
}

base::Result<Verification> Ledger::verify() {
  TRY_DO(log_->check());
  return verify_chain(*log_);
}

model::IdentityId identity_id(const base::Key& key, const model::Handle& handle) {
  return base::id_from<model::IdentityTag>(
      base::Hasher(key).add("identity").add(model::word(handle.kind)).add(handle.text).finish());
}

model::InteractionId interaction_id(const base::Key& key, std::string_view source_key) {
  return base::id_from<model::InteractionTag>(
      base::Hasher(key).add("interaction").add(source_key).finish());
}

std::uint64_t message_key(const base::Key& key, std::string_view message_id) {
  if (message_id.empty()) return 0;
  const auto id =
      base::id_from<struct MessageTag>(base::Hasher(key).add("message").add(message_id).finish());
  return (id.prefix() & kKeyBits) | 1;  // never 0
}

}  // namespace ledger
