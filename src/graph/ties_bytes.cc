// Ties as bytes: what the arrays hold, as it lies in memory, behind their lengths.
// Shape:  little endian, as every machine is that this is built for; made for the machine that reads
//         it again: a cache. Lists and table are made anew.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <bit>
#include <cstring>

#include "base/bytes.h"
#include "graph/ties.h"

namespace graph {
namespace {

static_assert(std::endian::native == std::endian::little);

struct Head {
  std::uint64_t people = 0, pairs = 0;
  Gaps gaps;
};

template <class T>
std::string_view bytes_of(const base::FlatArray<T>& array) {
  return {reinterpret_cast<const char*>(array.data()), array.size() * sizeof(T)};
}

template <class T>
void take(std::string_view& from, base::FlatArray<T>& array, std::uint64_t count) {
  array.resize_raw(count);
  if (count > 0) std::memcpy(static_cast<void*>(array.data()), from.data(), count * sizeof(T));
  from.remove_prefix(count * sizeof(T));
}

}  // namespace

std::uint64_t Ties::saved_size() const {
  return sizeof(Head) + people_.size() * (sizeof(Person) + sizeof(Asked)) +
         pairs_.size() * sizeof(Pair);
}

base::Result<void> Ties::save(const Sink& sink) const {
  const Head head{people_.size(), pairs_.size(), gaps_};
  TRY_DO(sink({reinterpret_cast<const char*>(&head), sizeof(head)}));
  TRY_DO(sink(bytes_of(people_)));
  TRY_DO(sink(bytes_of(asked_)));
  return sink(bytes_of(pairs_));
}

base::Result<Ties> Ties::load(std::string_view bytes) {
  const auto bad = [] { return base::fail(base::Code::kCorrupt, "the ties' bytes do not read"); };
  Head head;
  if (bytes.size() < sizeof(head)) return bad();
  std::memcpy(&head, bytes.data(), sizeof(head));
  bytes.remove_prefix(sizeof(head));
  constexpr std::uint64_t kPersonBytes = sizeof(Person) + sizeof(Asked);
  if (head.people > bytes.size() / kPersonBytes) return bad();
  if (head.pairs > bytes.size() / sizeof(Pair) || head.pairs >= kNoPair) return bad();
  if (head.people * kPersonBytes + head.pairs * sizeof(Pair) != bytes.size()) return bad();
  Ties ties;
  take(bytes, ties.people_, head.people);
  take(bytes, ties.asked_, head.people);
  take(bytes, ties.pairs_, head.pairs);
  ties.gaps_ = head.gaps;
  for (const Pair& p : ties.pairs_) {
    if (p.lo >= p.hi || p.hi >= head.people) return bad();
  }
  ties.table_.build(ties.pairs_);
  ties.neighbours_.build(head.people, ties.pairs_);
  return ties;
}

}  // namespace graph
