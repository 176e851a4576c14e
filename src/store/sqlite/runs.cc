// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/sqlite/runs.h"

#include <fmt/core.h>

#include <algorithm>

#include "store/sqlite/filter.h"

namespace store {
namespace {

constexpr std::size_t kFewKeys = 64;  // beyond it the loose pairs are read whole

}  // namespace

base::Result<Runs> Runs::open(Database& db, const std::string& index) {
  Runs runs;
  TRY(runs.list_,
      db.prepare(fmt::format("SELECT number,pairs,filters FROM run WHERE of='{}' ORDER BY number",
                             index)));
  const char* key = index == "known" ? "prefix" : "key";
  TRY(runs.loose_, db.prepare(fmt::format("SELECT {0},seq FROM {1} WHERE {0}=?1", key, index)));
  TRY(runs.all_loose_, db.prepare(fmt::format("SELECT {},seq FROM {}", key, index)));
  // From the last row whose place is before the key's: no row before it holds the key.
  TRY(runs.rows_,
      db.prepare(fmt::format("SELECT pairs FROM {0}_run WHERE place>=coalesce((SELECT max(place) "
                             "FROM {0}_run WHERE place>=?1 AND place<?2),?1) AND place<?3 "
                             "ORDER BY place",
                             index)));
  if (index == "known") {
    TRY(runs.page_, db.prepare("SELECT bits FROM known_filter WHERE place=?1"));
  }
  TRY_DO(runs.load());
  return runs;
}

base::Result<void> Runs::load() {
  runs_.clear();
  for (;;) {
    TRY(const bool row, list_.step());
    if (!row) break;
    runs_.push_back({static_cast<std::uint64_t>(list_.integer(0)),
                     static_cast<std::uint64_t>(list_.integer(1)),
                     static_cast<std::uint64_t>(list_.integer(2))});
  }
  list_.reset();
  return {};
}

base::Result<void> Runs::find_loose(std::span<const std::uint64_t> keys, std::vector<Pair>& found) {
  const bool many = keys.size() > kFewKeys;
  Statement& loose = many ? all_loose_ : loose_;
  for (std::size_t i = 0; i < (many ? 1 : keys.size()); ++i) {
    if (!many) loose.bind(1, static_cast<std::int64_t>(keys[i]));
    for (;;) {
      TRY(const bool row, loose.step());
      if (!row) break;
      const Pair pair{static_cast<std::uint64_t>(loose.integer(0)),
                      static_cast<std::uint64_t>(loose.integer(1))};
      if (!many || std::binary_search(keys.begin(), keys.end(), pair.key)) found.push_back(pair);
    }
    loose.reset();
  }
  return {};
}

base::Result<std::vector<std::uint64_t>> Runs::find(std::uint64_t key) {
  TRY(std::vector<Pair> found, find_all({&key, 1}));
  std::sort(found.begin(), found.end());
  std::vector<std::uint64_t> seqs;
  seqs.reserve(found.size());
  for (const Pair& pair : found) seqs.push_back(pair.seq);
  return seqs;
}

base::Result<std::vector<Pair>> Runs::find_all(std::span<const std::uint64_t> keys) {
  std::vector<Pair> found;
  std::vector<std::uint64_t> left;
  TRY_DO(find_loose(keys, found));
  for (const Run& run : runs_) {
    if (run.filters == 0) {
      TRY_DO(find_in(run, keys, found));
      continue;
    }
    left.clear();
    TRY_DO(filter(run, keys, left));
    TRY_DO(find_in(run, left, found));
  }
  return found;
}

base::Result<void> Runs::filter(const Run& run, std::span<const std::uint64_t> keys,
                                std::vector<std::uint64_t>& left) {
  std::uint64_t at = run.filters;
  std::string_view bits;
  for (const std::uint64_t key : keys) {
    if (const std::uint64_t page = filter_page_of(key, run.filters); page != at) {
      at = page;
      page_.reset();
      page_.bind(1, static_cast<std::int64_t>((run.number << kPlaceBits) | page));
      TRY(const bool row, page_.step());
      bits = row ? page_.blob(0) : std::string_view{};
    }
    if (!bits.empty() && may_be_in(bits, key)) left.push_back(key);
  }
  page_.reset();
  return {};
}

base::Result<void> Runs::find_in(const Run& run, std::span<const std::uint64_t> keys,
                                 std::vector<Pair>& found) {
  std::optional<PackedPairs> block;
  std::uint64_t first = 0, last = 0;
  const auto next = [&]() -> base::Result<bool> {
    TRY(const bool row, rows_.step());
    if (!row) {
      block.reset();
      return false;
    }
    block = PackedPairs::open(rows_.blob(0));
    if (!block) return base::fail(base::Code::kCorrupt, "a run of pairs does not read");
    first = block->key_at(0);
    last = block->key_at(block->size() - 1);
    return true;
  };
  const auto seek = [&](std::uint64_t key) -> base::Result<bool> {
    rows_.reset();
    rows_.bind(1, place_of(run.number, 0)).bind(2, place_of(run.number, key));
    rows_.bind(3, place_of(run.number + 1, 0));
    return next();
  };
  for (const std::uint64_t key : keys) {
    // The next row is nearer than a search where it is likely to hold the key.
    const bool near = block && key - last <= last - first;
    bool there = block.has_value() && key <= last;
    if (!there && near) {
      TRY(there, next());
    }
    if (!there || key > last) {
      TRY(there, seek(key));
    }
    while (there && first <= key) {
      for (std::size_t i = block->lower_bound(key); i < block->size(); ++i) {
        const Pair pair = block->at(i);
        if (pair.key != key) break;
        found.push_back(pair);
      }
      if (last > key) break;
      TRY(there, next());
    }
  }
  rows_.reset();
  return {};
}

}  // namespace store
