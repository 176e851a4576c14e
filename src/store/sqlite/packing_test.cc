// Pairs, filters and blocks: what is packed comes back, in order, and damage is noticed.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "store/sqlite/blocks.h"
#include "store/sqlite/filter.h"
#include "store/sqlite/pairs.h"

namespace store {
namespace {

constexpr std::uint64_t kKeys = std::uint64_t{1} << 47;

std::vector<Pair> pairs_of(std::mt19937_64& dice, std::size_t count, std::uint64_t keys) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < count; ++i) pairs.push_back({dice() % keys, dice() % 50'000'000});
  return pairs;
}

TEST(Pairs, AreSortedHoweverTheirKeysAreSpread) {
  std::mt19937_64 dice(1);
  std::vector<Pair> spare;
  for (const std::size_t count : {0UL, 1UL, 2UL, 63UL, 64UL, 5000UL, 100'000UL}) {
    for (const std::uint64_t keys :
         {std::uint64_t{1}, std::uint64_t{7}, std::uint64_t{9000}, kKeys}) {
      std::vector<Pair> pairs = pairs_of(dice, count, keys), sorted = pairs;
      if (count > 2) sorted[1] = pairs[1] = {kKeys - 1, 3};  // one far from the others
      std::sort(sorted.begin(), sorted.end());
      sort_pairs(pairs, spare);
      ASSERT_EQ(pairs, sorted);
    }
  }
}

TEST(Pairs, ComeBackFromTheirBlocksAndFillThem) {
  std::mt19937_64 dice(2);
  for (const std::uint64_t keys :
       {std::uint64_t{1}, std::uint64_t{3}, std::uint64_t{5000}, kKeys}) {
    std::vector<Pair> pairs = pairs_of(dice, 20'000, keys);
    std::sort(pairs.begin(), pairs.end());
    std::vector<Pair> back;
    std::string block;
    for (std::size_t done = 0; done < pairs.size();) {
      const std::size_t count = pack_pairs(std::span(pairs).subspan(done), 4000, block);
      done += count;
      ASSERT_LE(block.size(), 4000U);
      if (done < pairs.size()) {
        EXPECT_GT(block.size(), 3950U);
      }
      const auto packed = PackedPairs::open(block);
      ASSERT_TRUE(packed.has_value());
      ASSERT_EQ(packed->size(), count);
      const std::uint64_t key = packed->key_at(count / 2);
      const std::size_t at = packed->lower_bound(key);
      EXPECT_EQ(packed->key_at(at), key);
      EXPECT_TRUE(at == 0 || packed->key_at(at - 1) < key);
      EXPECT_EQ(packed->lower_bound(kKeys), count);
      packed->append_to(back);
    }
    EXPECT_EQ(back, pairs);
  }
}

TEST(Pairs, OfADamagedBlockAreRefused) {
  std::string block;
  const std::vector<Pair> pairs = {{5, 1}, {9, 2}, {1000, 3}};
  pack_pairs(pairs, 100, block);
  for (std::size_t n = 0; n < block.size(); ++n)
    EXPECT_FALSE(PackedPairs::open(block.substr(0, n)));
  EXPECT_FALSE(PackedPairs::open(block + "x"));
  block[0] = 60;
  EXPECT_FALSE(PackedPairs::open(block));
}

TEST(Filter, PassesWhatIsThereAndFewOthers) {
  std::mt19937_64 dice(3);
  constexpr std::uint64_t kCount = 50'000;
  const std::uint64_t pages = filter_pages(kCount, 4000);
  std::vector<std::string> filter(pages, std::string(4000, '\0'));
  std::vector<std::uint64_t> keys;
  for (std::uint64_t i = 0; i < kCount; ++i) keys.push_back(dice() % kKeys);
  for (const std::uint64_t key : keys) add_to_filter(filter[filter_page_of(key, pages)], key);
  for (const std::uint64_t key : keys)
    ASSERT_TRUE(may_be_in(filter[filter_page_of(key, pages)], key));
  std::uint64_t passed = 0;
  for (std::uint64_t i = 0; i < kCount; ++i) {
    const std::uint64_t key = dice() % kKeys;
    passed += may_be_in(filter[filter_page_of(key, pages)], key) ? 1 : 0;
  }
  EXPECT_LT(passed, kCount / 400);
}

TEST(Blocks, GiveBackTheirRecordsAndTakeOneOut) {
  std::vector<Record> records(3);
  for (std::size_t i = 0; i < records.size(); ++i) {
    records[i].seq = 7 + i;
    records[i].id.fill(static_cast<std::uint8_t>(i));
    records[i].kind = 2;
    records[i].salt.emplace().fill(9);
    records[i].content.assign(i * 100, 'c');
  }
  records[1].text = "there is one";
  records[2].salt.reset();
  records[2].content.clear();
  records[2].commitment.fill(4);
  std::string block;
  EXPECT_EQ(pack_records(records, 10, block), 1U);  // one at least
  EXPECT_EQ(pack_records(records, 4000, block), 3U);
  std::vector<Packed> packed;
  ASSERT_TRUE(unpack_records(block, packed).has_value());
  ASSERT_EQ(packed.size(), 3U);
  EXPECT_TRUE(packed[1].with_text);
  EXPECT_EQ(record_of(packed[1], 8).content, records[1].content);
  EXPECT_EQ(record_of(packed[2], 9).commitment, records[2].commitment);
  for (std::size_t n = 1; n < block.size(); ++n) {
    std::vector<Packed> cut;  // either refused, or fewer records
    ASSERT_TRUE(!unpack_records(block.substr(0, n), cut) || cut.size() < 3);
  }
  base::Bytes32 commitment{};
  commitment[0] = 5;
  const std::string rest = without_record(packed, 1, commitment);
  EXPECT_EQ(rest.find("cccc"), std::string::npos);
  ASSERT_TRUE(unpack_records(rest, packed).has_value());
  EXPECT_EQ(record_of(packed[1], 8).commitment, commitment);
  EXPECT_EQ(record_of(packed[1], 8).id, records[1].id);
  EXPECT_FALSE(record_of(packed[1], 8).salt.has_value());
  EXPECT_EQ(packed[0].id, base::view(records[0].id));
}

}  // namespace
}  // namespace store
