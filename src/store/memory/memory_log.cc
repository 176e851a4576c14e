// The log in memory: the twin for tests of everything above it.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <map>
#include <set>

#include "store/log.h"

namespace store {
namespace {

class MemoryLog : public Log {
 public:
  explicit MemoryLog(const base::Key& key) : key_(key) {}

  const base::Key& key() const override { return key_; }
  std::uint64_t last_seq() const override { return now_.records.size(); }
  base::Result<BatchHeader> last_batch() override {
    return now_.batches.empty() ? BatchHeader{} : now_.batches.back();
  }

  base::Result<void> begin() override {
    before_ = now_;
    return {};
  }
  base::Result<void> append(const BatchHeader& header, std::span<const Record> records) override {
    now_.batches.push_back(header);
    for (const Record& r : records) {
      now_.records.push_back(r);
      now_.ids[r.id] = r.seq;
      for (const std::uint64_t key : r.keys) now_.timeline.emplace(key, r.seq);
    }
    return {};
  }
  base::Result<void> commit() override { return {}; }
  void rollback() override { now_ = before_; }

  base::Result<std::optional<std::uint64_t>> find(const base::Bytes16& id) override {
    const auto at = now_.ids.find(id);
    return at == now_.ids.end() ? std::nullopt : std::optional(at->second);
  }
  base::Result<Record> read(std::uint64_t seq, WithText with_text) override {
    if (seq == 0 || seq > last_seq())
      return base::fail(base::Code::kNotFound, "there is no entry " + std::to_string(seq));
    return shown(now_.records[seq - 1], with_text);
  }
  base::Result<void> scan(std::uint64_t after, WithText with_text,
                          const std::function<base::Result<void>(Record&&)>& visit) override {
    for (std::uint64_t seq = after + 1; seq <= last_seq(); ++seq)
      TRY_DO(visit(shown(now_.records[seq - 1], with_text)));
    return {};
  }
  base::Result<void> scan_batches(
      const std::function<base::Result<void>(const BatchHeader&)>& visit) override {
    for (const BatchHeader& header : now_.batches) TRY_DO(visit(header));
    return {};
  }
  base::Result<std::vector<std::uint64_t>> timeline(std::uint64_t key) override {
    std::vector<std::uint64_t> seqs;
    for (auto at = now_.timeline.lower_bound({key, 0});
         at != now_.timeline.end() && at->first == key; ++at) {
      seqs.push_back(at->second);
    }
    return seqs;
  }
  base::Result<void> erase(std::uint64_t seq, const base::Bytes32& commitment,
                           std::span<const std::uint64_t> keys) override {
    Record& r = now_.records[seq - 1];
    for (const std::uint64_t key : keys) now_.timeline.erase({key, seq});
    r.salt.reset();
    r.content.clear();
    r.text.clear();
    r.commitment = commitment;
    return {};
  }
  base::Result<void> scrub() override {
    before_ = {};
    return {};
  }
  base::Result<void> check() override { return {}; }

 private:
  static Record shown(Record r, WithText with_text) {
    if (with_text == WithText::kNo) r.text.clear();
    r.keys.clear();
    return r;
  }

  struct Contents {
    std::vector<Record> records;
    std::vector<BatchHeader> batches;
    std::map<base::Bytes16, std::uint64_t> ids;
    std::set<std::pair<std::uint64_t, std::uint64_t>> timeline;
  };
  base::Key key_;
  Contents now_, before_;
};

}  // namespace

std::unique_ptr<Log> open_memory_log(const base::Key& key) {
  return std::make_unique<MemoryLog>(key);
}

}  // namespace store
