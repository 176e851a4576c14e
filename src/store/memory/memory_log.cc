// The log in memory: the twin for tests of everything above it.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <map>
#include <mutex>
#include <set>

#include "store/log.h"

namespace store {
namespace {

// One state for the writer and the readers. What an open group erased is kept as it was, for the
// readers, and for a rollback.
struct Contents {
  std::mutex access;
  std::vector<Record> records;
  std::vector<BatchHeader> batches;
  std::map<base::Bytes16, std::uint64_t> ids;
  std::set<std::pair<std::uint64_t, std::uint64_t>> timeline;
  std::uint64_t committed = 0;
  std::map<std::uint64_t, Record> erased;

  // What those see who see only what is committed, or all.
  std::uint64_t end(bool all) const { return all ? records.size() : committed; }
  const Record& at(std::uint64_t seq, bool all) const {
    const auto before = erased.find(seq);
    return all || before == erased.end() ? records[seq - 1] : before->second;
  }
};

Record shown(Record r, WithText with_text) {
  if (with_text == WithText::kNo) r.text.clear();
  r.keys.clear();
  return r;
}

class MemoryReader : public Reader {
 public:
  MemoryReader(std::shared_ptr<Contents> contents, bool all)
      : contents_(std::move(contents)), all_(all) {}

  base::Result<std::optional<std::uint64_t>> find(const base::Bytes16& id) override {
    const std::lock_guard alone(contents_->access);
    const auto at = contents_->ids.find(id);
    const bool there = at != contents_->ids.end() && at->second <= contents_->end(all_);
    return there ? std::optional(at->second) : std::nullopt;
  }
  base::Result<std::vector<std::uint64_t>> find_all(std::span<const base::Bytes16> ids) override {
    std::vector<std::uint64_t> seqs;
    for (const base::Bytes16& id : ids) {
      TRY(const auto seq, find(id));
      seqs.push_back(seq.value_or(0));
    }
    return seqs;
  }
  base::Result<Record> read(std::uint64_t seq, WithText with_text) override {
    const std::lock_guard alone(contents_->access);
    if (seq == 0 || seq > contents_->end(all_))
      return base::fail(base::Code::kNotFound, "there is no entry " + std::to_string(seq));
    return shown(contents_->at(seq, all_), with_text);
  }
  base::Result<void> scan(std::uint64_t after, WithText with_text, const Visit& visit) override {
    for (std::uint64_t seq = after + 1;; ++seq) {
      auto record = read(seq, with_text);
      if (!record) return {};
      TRY_DO(visit(std::move(*record)));
    }
  }
  base::Result<std::vector<std::uint64_t>> timeline(std::uint64_t key) override {
    const std::lock_guard alone(contents_->access);
    std::vector<std::uint64_t> seqs;
    for (auto at = contents_->timeline.lower_bound({key, 0});
         at != contents_->timeline.end() && at->first == key; ++at) {
      const auto& keys = contents_->records[at->second - 1].keys;
      const bool gone = all_ && std::find(keys.begin(), keys.end(), key) == keys.end();
      if (!gone && at->second <= contents_->end(all_)) seqs.push_back(at->second);
    }
    return seqs;
  }

 private:
  std::shared_ptr<Contents> contents_;
  bool all_;
};

class MemoryLog : public Log {
 public:
  explicit MemoryLog(const base::Key& key) : key_(key) {}

  const base::Key& key() const override { return key_; }
  std::uint64_t last_seq() const override { return contents_->records.size(); }
  base::Result<BatchHeader> last_batch() override {
    return contents_->batches.empty() ? BatchHeader{} : contents_->batches.back();
  }
  base::Result<std::unique_ptr<Reader>> reader() override {
    return std::make_unique<MemoryReader>(contents_, false);
  }

  bool has_failed() const override { return false; }
  base::Result<void> begin() override { return {}; }
  base::Result<void> append(const BatchHeader& header, std::span<const Record> records) override {
    const std::lock_guard alone(contents_->access);
    std::set<base::Bytes16> ids;
    for (const Record& r : records) {
      if (!ids.insert(r.id).second) return base::fail(base::Code::kConflict, "an id twice");
    }
    contents_->batches.push_back(header);
    for (const Record& r : records) {
      contents_->records.push_back(r);
      contents_->ids[r.id] = r.seq;
      for (const std::uint64_t key : r.keys) contents_->timeline.emplace(key, r.seq);
    }
    return {};
  }
  base::Result<void> commit() override {
    const std::lock_guard alone(contents_->access);
    for (const auto& [seq, record] : contents_->erased) {
      for (const std::uint64_t key : record.keys) contents_->timeline.erase({key, seq});
    }
    contents_->erased.clear();
    contents_->committed = contents_->records.size();
    return {};
  }
  void rollback() override {
    const std::lock_guard alone(contents_->access);
    Contents& c = *contents_;
    for (auto& [seq, record] : c.erased) c.records[seq - 1] = std::move(record);
    c.erased.clear();
    while (c.records.size() > c.committed) {
      const Record& last = c.records.back();
      c.ids.erase(last.id);
      for (const std::uint64_t key : last.keys) c.timeline.erase({key, last.seq});
      c.records.pop_back();
    }
    while (!c.batches.empty() && c.batches.back().first_seq > c.committed) c.batches.pop_back();
  }

  base::Result<std::optional<std::uint64_t>> find(const base::Bytes16& id) override {
    return mine_.find(id);
  }
  base::Result<std::vector<std::uint64_t>> find_all(std::span<const base::Bytes16> ids) override {
    return mine_.find_all(ids);
  }
  base::Result<Record> read(std::uint64_t seq, WithText with_text) override {
    return mine_.read(seq, with_text);
  }
  base::Result<void> scan(std::uint64_t after, WithText with_text, const Visit& visit) override {
    return mine_.scan(after, with_text, visit);
  }
  base::Result<std::vector<std::uint64_t>> timeline(std::uint64_t key) override {
    return mine_.timeline(key);
  }
  base::Result<void> scan_batches(
      const std::function<base::Result<void>(const BatchHeader&)>& visit) override {
    for (const BatchHeader& header : contents_->batches) TRY_DO(visit(header));
    return {};
  }
  base::Result<void> erase(std::uint64_t seq, const base::Bytes32& commitment,
                           std::span<const std::uint64_t> keys) override {
    const std::lock_guard alone(contents_->access);
    Record& r = contents_->records[seq - 1];
    contents_->erased.emplace(seq, r);
    std::erase_if(r.keys, [&](std::uint64_t key) {
      return std::find(keys.begin(), keys.end(), key) != keys.end();
    });
    r.salt.reset();
    r.content.clear();
    r.text.clear();
    r.commitment = commitment;
    return {};
  }
  base::Result<void> scrub() override { return {}; }
  base::Result<void> check() override { return {}; }

 private:
  base::Key key_;
  std::shared_ptr<Contents> contents_ = std::make_shared<Contents>();
  MemoryReader mine_{contents_, true};
};

}  // namespace

std::unique_ptr<Log> open_memory_log(const base::Key& key) {
  return std::make_unique<MemoryLog>(key);
}

}  // namespace store
