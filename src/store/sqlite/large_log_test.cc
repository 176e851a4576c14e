// What holds of a log of many entries: runs written, merged, erased from and rolled back; and of a
// file of format 1 that is opened.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>
#include <random>
#include <set>

#include "base/scratch_folder.h"
#include "store/log.h"
#include "store/sqlite/migrations.h"
#include "store/sqlite/runs.h"

namespace store {
namespace {

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : dice_(seed) {}

  std::uint64_t below(std::uint64_t n) { return dice_() % n; }

  std::vector<Record> records(std::uint64_t first, std::size_t count) {
    std::vector<Record> all(count);
    for (Record& r : all) {
      r.seq = first++;
      const std::uint64_t id[2] = {dice_(), dice_()};
      std::memcpy(r.id.data(), id, sizeof id);
      r.kind = static_cast<std::uint8_t>(1 + below(9));
      r.salt.emplace().fill(static_cast<std::uint8_t>(below(256)));
      r.content.assign(below(90), static_cast<char>('a' + below(26)));
      if (below(10) == 0) r.text = fmt::format("text of {}", r.seq);
      r.keys = {hot(), key(3000)};
      if (r.keys[0] == r.keys[1]) r.keys.pop_back();
    }
    return all;
  }

  // Spread over all 47 bits, as parts of hashes are; a few of them stand in every other entry.
  static std::uint64_t nth_key(std::uint64_t n) { return (n * 0x9E37'79B9'7F4A'7C15) >> 17; }
  std::uint64_t key(std::uint64_t of) { return nth_key(below(of)); }
  std::uint64_t hot() { return below(2) == 0 ? nth_key(1) : key(3000); }

 private:
  std::mt19937_64 dice_;
};

base::Result<void> append(Log& log, const std::vector<Record>& records) {
  return log.append({records.front().seq, static_cast<std::uint32_t>(records.size()), 5, {}},
                    records);
}

std::string shown(const base::Result<Record>& r) {
  if (!r) return "none";
  return fmt::format("{} {} {} {} {} {}", r->seq, r->kind, r->salt ? (*r->salt)[0] : -1, r->content,
                     r->text, base::hex_of(r->commitment));
}

// Two logs, told the same: the one in memory is the oracle.
class Twins {
 public:
  Twins() { open(); }
  void open() {
    log.reset();
    auto opened = open_sqlite_log(folder.path() + "/book.db", base::Key{});
    ASSERT_TRUE(opened.has_value()) << opened.error().message;
    log = std::move(*opened);
  }

  void begin() {
    ASSERT_TRUE(log->begin().has_value());
    ASSERT_TRUE(oracle->begin().has_value());
  }
  void append(const std::vector<Record>& records) {
    ASSERT_TRUE(store::append(*log, records).has_value());
    ASSERT_TRUE(store::append(*oracle, records).has_value());
  }
  void erase(const Record& r) {
    base::Bytes32 commitment{};
    commitment[0] = static_cast<std::uint8_t>(r.seq);
    ASSERT_TRUE(log->erase(r.seq, commitment, r.keys).has_value());
    ASSERT_TRUE(oracle->erase(r.seq, commitment, r.keys).has_value());
  }
  void commit() {
    ASSERT_TRUE(log->commit().has_value());
    ASSERT_TRUE(oracle->commit().has_value());
  }
  void rollback() {
    log->rollback();
    oracle->rollback();
  }

  void compare(Maker& maker) const {
    ASSERT_EQ(log->last_seq(), oracle->last_seq());
    std::vector<base::Bytes16> ids;
    for (int i = 0; i < 300; ++i) {
      const std::uint64_t seq = 1 + maker.below(log->last_seq() + 1);
      const auto record = log->read(seq, WithText::kYes);
      ASSERT_EQ(shown(record), shown(oracle->read(seq, WithText::kYes)));
      ids.push_back(record ? record->id : maker.records(1, 1).front().id);
      ASSERT_EQ(*log->find(ids.back()), *oracle->find(ids.back()));
    }
    ASSERT_EQ(*log->find_all(ids), *oracle->find_all(ids));
    for (std::uint64_t n = 0; n < 60; ++n) {
      const std::uint64_t key = n < 3 ? Maker::nth_key(n) : maker.key(3100);
      ASSERT_EQ(*log->timeline(key), *oracle->timeline(key)) << key;
    }
  }

  base::ScratchFolder folder;
  std::unique_ptr<Log> log, oracle = open_memory_log({});
};

std::size_t rows(const std::string& file, const std::string& sql) {
  auto db = Database::open(file);
  return static_cast<std::size_t>(*db->integer(sql));
}

TEST(LargeLog, SaysTheSameAsItsTwinThroughGroupsErasuresAndRollbacks) {
  Maker maker(7);
  Twins twins;
  std::vector<Record> all;
  for (int round = 0; round < 60; ++round) {
    static constexpr std::size_t kSizes[] = {1, 3, 40, 700, 2500, 9000};
    const std::size_t sizes = 1 + maker.below(3);
    const bool kept = maker.below(5) != 0;
    const std::size_t before = all.size();
    twins.begin();
    for (std::size_t i = 0; i < sizes; ++i) {
      const auto batch = maker.records(all.size() + 1, kSizes[maker.below(6)]);
      twins.append(batch);
      all.insert(all.end(), batch.begin(), batch.end());
    }
    for (std::uint64_t n = maker.below(30); n > 0; --n) twins.erase(all[maker.below(all.size())]);
    if (maker.below(4) == 0) twins.compare(maker);  // before it is committed
    if (kept) {
      twins.commit();
    } else {
      twins.rollback();
      all.resize(before);
    }
    if (maker.below(10) == 0) {
      ASSERT_TRUE(twins.log->scrub().has_value());
    }
    if (maker.below(6) == 0) twins.open();
    twins.compare(maker);
    if (testing::Test::HasFatalFailure()) return;
  }
  EXPECT_TRUE(twins.log->check().has_value());
}

TEST(LargeLog, KeepsFewRunsOfManySmallGroupsAndTakesBackAMerge) {
  Maker maker(8);
  Twins twins;
  std::uint64_t next = 1;
  for (int round = 0; round < 700; ++round) {
    const auto batch = maker.records(next, 60);
    twins.begin();
    twins.append(batch);
    if (round % 7 == 6) {
      twins.rollback();
    } else {
      twins.commit();
      next += batch.size();
    }
    if (testing::Test::HasFatalFailure()) return;
  }
  twins.compare(maker);
  // In the middle of a merge: this batch is the last that its size waits for, whichever it is.
  for (int i = 0; i < 9; ++i) {
    for (const bool kept : {false, true}) {
      const auto batch = maker.records(next, 2100);
      twins.begin();
      twins.append(batch);
      if (kept) next += batch.size();
      kept ? twins.commit() : twins.rollback();
      twins.compare(maker);
    }
  }
  twins.log.reset();
  const std::string file = twins.folder.path() + "/book.db";
  EXPECT_LE(rows(file, "SELECT count(*) FROM run"), 2U * 20);
  EXPECT_LE(rows(file, "SELECT count(*) FROM known"), 2048U);
  EXPECT_EQ(rows(file, "SELECT sum(pairs) FROM run WHERE of='known'") +
                rows(file, "SELECT count(*) FROM known"),
            next - 1);
}

TEST(LargeLog, HoldsNoTraceOfAKeyThatWasErased) {
  Maker maker(9);
  Twins twins;
  std::vector<Record> all;
  for (int batch = 0; batch < 12; ++batch) {
    const auto some = maker.records(all.size() + 1, batch < 10 ? 3000 : 20);
    twins.begin();
    twins.append(some);
    twins.commit();
    all.insert(all.end(), some.begin(), some.end());
  }
  // A first key of rows, as often as not: many of one, and some of few.
  const std::set<std::uint64_t> gone = {Maker::nth_key(1), Maker::nth_key(2), Maker::nth_key(3),
                                        Maker::nth_key(4), Maker::nth_key(2999)};
  twins.begin();
  for (const Record& r : all) {
    for (const std::uint64_t key : r.keys) {
      if (!gone.contains(key)) continue;
      twins.erase(r);
      break;
    }
  }
  twins.commit();
  ASSERT_TRUE(twins.log->scrub().has_value());
  twins.compare(maker);
  twins.log.reset();
  auto db = Database::open(twins.folder.path() + "/book.db");
  Statement runs = *db->prepare("SELECT place,pairs FROM timeline_run");
  std::size_t pairs = 0;
  while (*runs.step()) {
    for (const std::uint64_t key : gone) {
      const std::int64_t run = runs.integer(0) >> kPlaceBits;
      // Nobody else's key is as near as that.
      EXPECT_GT(std::abs(runs.integer(0) - place_of(static_cast<std::uint64_t>(run), key)), 1000);
    }
    const auto block = PackedPairs::open(runs.blob(1));
    ASSERT_TRUE(block.has_value());
    for (std::size_t i = 0; i < block->size(); ++i) EXPECT_FALSE(gone.contains(block->key_at(i)));
    pairs += block->size();
  }
  EXPECT_GT(pairs, 10'000U);
  EXPECT_EQ(pairs, static_cast<std::size_t>(
                       *db->integer("SELECT sum(pairs) FROM run WHERE of='timeline'")));
}

TEST(LargeLog, FindsEachOfAMillionAndNoneThatIsNotThere) {
  constexpr std::size_t kBatch = 10'000, kBatches = 100;
  Maker maker(10);
  base::ScratchFolder folder;
  auto log = *open_sqlite_log(folder.path() + "/book.db", std::nullopt);
  std::vector<base::Bytes16> ids;
  std::map<std::uint64_t, std::vector<std::uint64_t>> timelines;
  for (std::size_t b = 0; b < kBatches; ++b) {
    const auto batch = maker.records(ids.size() + 1, kBatch);
    ASSERT_TRUE(log->begin().has_value());
    ASSERT_TRUE(append(*log, batch).has_value());
    ASSERT_TRUE(log->commit().has_value());
    for (const Record& r : batch) {
      ids.push_back(r.id);
      for (const std::uint64_t key : r.keys) timelines[key].push_back(r.seq);
    }
  }
  for (std::size_t b = 0; b < kBatches; ++b) {
    std::vector<base::Bytes16> asked(ids.begin() + static_cast<std::ptrdiff_t>(b * kBatch),
                                     ids.begin() + static_cast<std::ptrdiff_t>((b + 1) * kBatch));
    for (int i = 0; i < 100; ++i) {  // one that is not there, and one whose key another has
      asked.push_back(maker.records(1, 1).front().id);
      asked.push_back(asked[static_cast<std::size_t>(i)]);
      asked.back()[15] ^= 1;
    }
    const auto seqs = *log->find_all(asked);
    for (std::size_t i = 0; i < asked.size(); ++i)
      ASSERT_EQ(seqs[i], i < kBatch ? b * kBatch + i + 1 : 0);
  }
  for (std::uint64_t n = 0; n < 40; ++n)
    ASSERT_EQ(*log->timeline(Maker::nth_key(n)), timelines[Maker::nth_key(n)]);
  EXPECT_EQ(log->find(ids[777'776])->value(), 777'777U);
}

// A file as the first format's code left it.
void make_format_1(const std::string& file, const std::vector<Record>& records) {
  auto db = Database::open(file);
  ASSERT_TRUE(db->execute(kMigrations[0]).has_value());
  ASSERT_TRUE(db->execute("INSERT INTO meta VALUES ('key', zeroblob(32)); PRAGMA user_version=1;"
                          "BEGIN")
                  .has_value());
  Statement batch = *db->prepare("INSERT INTO batch VALUES (?1,?2,?3,zeroblob(32))");
  Statement entry = *db->prepare("INSERT INTO entry VALUES (?1,?2,?3,?4,?5,?6)");
  Statement text = *db->prepare("INSERT INTO text VALUES (?1,?2)");
  Statement known = *db->prepare("INSERT INTO known VALUES (?1,?2)");
  Statement timeline = *db->prepare("INSERT OR IGNORE INTO timeline VALUES (?1,?2)");
  const auto count = static_cast<std::int64_t>(records.size());
  ASSERT_TRUE(batch.bind(1, std::int64_t{1}).bind(2, count).bind(3, std::int64_t{5}).run());
  for (const Record& r : records) {
    const auto seq = static_cast<std::int64_t>(r.seq);
    entry.bind(1, seq).bind(2, base::view(r.id)).bind(3, r.kind);
    if (r.salt) {
      entry.bind(4, base::view(*r.salt)).bind(5, r.content).bind_null(6);
    } else {
      entry.bind_null(4).bind_null(5).bind(6, base::view(r.commitment));
    }
    ASSERT_TRUE(entry.run().has_value());
    if (!r.text.empty()) {
      ASSERT_TRUE(text.bind(1, seq).bind(2, r.text).run().has_value());
    }
    std::int64_t prefix = 0;
    std::memcpy(&prefix, r.id.data(), 6);
    prefix &= (std::int64_t{1} << 47) - 1;
    ASSERT_TRUE(known.bind(1, prefix).bind(2, seq).run().has_value());
    for (const std::uint64_t key : r.keys) {
      ASSERT_TRUE(timeline.bind(1, static_cast<std::int64_t>(key)).bind(2, seq).run().has_value());
    }
  }
  ASSERT_TRUE(db->execute("COMMIT").has_value());
}

class OldFormat : public testing::TestWithParam<std::size_t> {};

TEST_P(OldFormat, IsMovedForwardWhenItIsOpened) {
  Maker maker(11);
  base::ScratchFolder folder;
  const std::string file = folder.path() + "/book.db";
  std::vector<Record> records = maker.records(1, GetParam());
  for (std::size_t i = 5; i < records.size(); i += 50) {
    Record& r = records[i];
    r.salt.reset();
    r.content.clear();
    r.text.clear();
    r.keys.clear();
    r.commitment[1] = 9;
  }
  make_format_1(file, records);
  const auto oracle = open_memory_log({});
  ASSERT_TRUE(append(*oracle, records).has_value());
  for (int times = 0; times < 2; ++times) {
    auto log = open_sqlite_log(file, std::nullopt);
    ASSERT_TRUE(log.has_value()) << log.error().message;
    EXPECT_EQ((*log)->key(), base::Key{});
    EXPECT_EQ((*log)->last_batch()->count, records.size());
    ASSERT_EQ((*log)->last_seq(), records.size());
    EXPECT_TRUE((*log)->check().has_value());
    for (const Record& r : records) {
      ASSERT_EQ(shown((*log)->read(r.seq, WithText::kYes)),
                shown(oracle->read(r.seq, WithText::kYes)));
      ASSERT_EQ((*log)->find(r.id)->value(), r.seq);
    }
    for (std::uint64_t n = 0; n < 200; ++n)
      ASSERT_EQ(*(*log)->timeline(Maker::nth_key(n)), *oracle->timeline(Maker::nth_key(n)));
  }
  EXPECT_EQ(rows(file, "PRAGMA user_version"), 2U);
  EXPECT_EQ(rows(file, "SELECT count(*) FROM sqlite_schema WHERE name='entry'"), 0U);
}

INSTANTIATE_TEST_SUITE_P(Sizes, OldFormat, testing::Values(1, 900, 12'000));

}  // namespace
}  // namespace store
