// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/chain.h"

#include <fmt/core.h>

#include <vector>

#include "ledger/fact_codec.h"

namespace ledger {

base::Bytes32 commitment(const store::Record& r) {
  if (!r.salt) return r.commitment;
  return base::Hasher()
      .add(base::view(*r.salt))
      .add(std::uint64_t{r.kind})
      .add(r.content)
      .add(r.text)
      .finish();
}

base::Bytes32 batch_hash(const store::BatchHeader& before, const store::BatchHeader& header,
                         std::span<const store::Record> records) {
  base::Hasher h;
  h.add(base::view(before.hash)).add(header.first_seq).add(std::uint64_t{header.count});
  h.add(static_cast<std::uint64_t>(header.recorded_at_us));
  for (const store::Record& r : records) {
    h.add(base::view(r.id)).add(std::uint64_t{r.kind}).add(base::view(commitment(r)));
  }
  return h.finish();
}

base::Result<Verification> verify_chain(store::Log& log) {
  std::vector<store::BatchHeader> batches;
  TRY_DO(log.scan_batches([&](const store::BatchHeader& header) -> base::Result<void> {
    batches.push_back(header);
    return {};
  }));
  const auto broken = [](std::uint64_t seq, const char* what) {
    return base::fail(base::Code::kCorrupt,
                      fmt::format("the chain breaks at entry {}: {}", seq, what));
  };
  Verification v;
  std::vector<store::Record> records;
  std::size_t batch = 0;
  TRY_DO(log.scan(0, store::WithText::kYes, [&](store::Record&& record) -> base::Result<void> {
    if (record.seq != v.entries + 1) return broken(v.entries + 1, "it is missing");
    if (batch == batches.size()) return broken(record.seq, "it belongs to no batch");
    const store::BatchHeader& header = batches[batch];
    if (header.first_seq + records.size() != record.seq)
      return broken(record.seq, "its batch is missing");
    if (record.salt) {
      if (auto fact = decode(record.kind, record.content, record.text); !fact)
        return broken(record.seq, "it does not read");
    }
    ++v.entries;
    v.erased += record.salt ? 0 : 1;
    records.push_back(std::move(record));
    if (records.size() < header.count) return {};
    const store::BatchHeader before = batch == 0 ? store::BatchHeader{} : batches[batch - 1];
    if (batch_hash(before, header, records) != header.hash) {
      return broken(header.first_seq, "its batch is not what was recorded");
    }
    v.head = header.hash;
    ++batch;
    records.clear();
    return {};
  }));
  if (batch != batches.size()) return broken(v.entries + 1, "the rest of its batch is missing");
  v.batches = batches.size();
  return v;
}

}  // namespace ledger
