// The laws of a Log, held to every implementation.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "store/file.h"
#include "store/log.h"

namespace store {
namespace {

std::string fresh_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "rapport-store-XXXXXX").string();
  EXPECT_NE(::mkdtemp(name.data()), nullptr);
  return name;
}

Record record(std::uint64_t seq, const std::string& content, std::vector<std::uint64_t> keys = {}) {
  Record r;
  r.seq = seq;
  r.id[0] = static_cast<std::uint8_t>(seq);
  r.id[15] = 7;
  r.kind = 2;
  r.salt.emplace().fill(static_cast<std::uint8_t>(seq));
  r.content = content;
  r.text = "text of " + content;
  r.keys = std::move(keys);
  return r;
}

void append(Log& log, const std::vector<Record>& records) {
  ASSERT_TRUE(
      log.append({records.front().seq, static_cast<std::uint32_t>(records.size()), 5, {}}, records)
          .has_value());
}

class LogLaws : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override { open(); }
  void TearDown() override {
    log_.reset();
    std::filesystem::remove_all(folder_);
  }
  void open() {
    log_.reset();
    if (!GetParam()) {
      log_ = open_memory_log({});
      return;
    }
    auto log = open_sqlite_log(folder_ + "/book.db", std::nullopt);
    ASSERT_TRUE(log.has_value()) << log.error().message;
    log_ = std::move(*log);
  }
  std::string folder_ = fresh_folder();
  std::unique_ptr<Log> log_;
};

TEST_P(LogLaws, GiveBackWhatWasAppended) {
  ASSERT_TRUE(log_->begin().has_value());
  append(*log_, {record(1, "one", {8, 9}), record(2, "two", {9})});
  ASSERT_TRUE(log_->commit().has_value());
  EXPECT_EQ(log_->last_seq(), 2U);
  EXPECT_EQ(log_->read(2, WithText::kYes)->content, "two");
  EXPECT_EQ(log_->read(2, WithText::kYes)->text, "text of two");
  EXPECT_EQ(log_->read(2, WithText::kNo)->text, "");
  EXPECT_EQ(**log_->find(record(1, "").id), 1U);
  EXPECT_FALSE(log_->find(record(3, "").id)->has_value());
  EXPECT_EQ(*log_->timeline(9), (std::vector<std::uint64_t>{1, 2}));
  EXPECT_EQ(*log_->timeline(8), (std::vector<std::uint64_t>{1}));
  EXPECT_EQ(log_->last_batch()->count, 2U);
  EXPECT_FALSE(log_->read(3, WithText::kNo).has_value());
}

TEST_P(LogLaws, KeepNothingOfWhatIsRolledBack) {
  ASSERT_TRUE(log_->begin().has_value());
  append(*log_, {record(1, "one", {8})});
  ASSERT_TRUE(log_->commit().has_value());
  ASSERT_TRUE(log_->begin().has_value());
  append(*log_, {record(2, "two", {8})});
  log_->rollback();
  EXPECT_EQ(log_->last_seq(), 1U);
  EXPECT_FALSE(log_->find(record(2, "").id)->has_value());
  EXPECT_EQ(log_->timeline(8)->size(), 1U);
}

TEST_P(LogLaws, EraseContentAndKeepTheHeader) {
  ASSERT_TRUE(log_->begin().has_value());
  append(*log_, {record(1, "one", {8}), record(2, "two", {8})});
  ASSERT_TRUE(log_->commit().has_value());
  ASSERT_TRUE(log_->begin().has_value());
  base::Bytes32 commitment{};
  commitment[3] = 4;
  const std::vector<std::uint64_t> keys = {8};
  ASSERT_TRUE(log_->erase(1, commitment, keys).has_value());
  ASSERT_TRUE(log_->commit().has_value());
  ASSERT_TRUE(log_->scrub().has_value());
  const auto r = log_->read(1, WithText::kYes);
  EXPECT_FALSE(r->salt.has_value());
  EXPECT_EQ(r->content + r->text, "");
  EXPECT_EQ(r->commitment, commitment);
  EXPECT_EQ(*log_->timeline(8), (std::vector<std::uint64_t>{2}));
  EXPECT_EQ(**log_->find(record(1, "").id), 1U);
  std::size_t seen = 0;
  ASSERT_TRUE(log_->scan(0, WithText::kYes,
                         [&](Record&&) -> base::Result<void> {
                           ++seen;
                           return {};
                         })
                  .has_value());
  EXPECT_EQ(seen, 2U);
}

TEST_P(LogLaws, FindManyAsTheyFindOne) {
  ASSERT_TRUE(log_->begin().has_value());
  append(*log_, {record(1, "one"), record(2, "two"), record(3, "three")});
  const std::vector<base::Bytes16> ids = {record(3, "").id, record(9, "").id, record(1, "").id,
                                          record(3, "").id};
  const std::vector<std::uint64_t> seqs = {3, 0, 1, 3};
  EXPECT_EQ(*log_->find_all(ids), seqs);
  ASSERT_TRUE(log_->commit().has_value());
  EXPECT_EQ(*log_->find_all(ids), seqs);
  EXPECT_TRUE(log_->find_all({})->empty());
}

TEST_P(LogLaws, RefuseAnIdTwiceInOneBatch) {
  ASSERT_TRUE(log_->begin().has_value());
  Record twin = record(2, "two");
  twin.id = record(1, "").id;
  const std::vector<Record> both = {record(1, "one"), twin};
  EXPECT_EQ(log_->append({1, 2, 5, {}}, both).error().code, base::Code::kConflict);
  log_->rollback();
  EXPECT_EQ(log_->last_seq(), 0U);
}

TEST_P(LogLaws, TakeBackAnErasureThatIsNotCommitted) {
  ASSERT_TRUE(log_->begin().has_value());
  append(*log_, {record(1, "one", {8, 9})});
  ASSERT_TRUE(log_->commit().has_value());
  ASSERT_TRUE(log_->begin().has_value());
  ASSERT_TRUE(log_->erase(1, {}, record(1, "", {8, 9}).keys).has_value());
  EXPECT_FALSE(log_->read(1, WithText::kYes)->salt.has_value());
  EXPECT_TRUE(log_->timeline(8)->empty());
  log_->rollback();
  EXPECT_EQ(log_->read(1, WithText::kYes)->text, "text of one");
  EXPECT_EQ(log_->timeline(8)->size(), 1U);
}

TEST_P(LogLaws, ShowReadersWhatIsCommittedOnly) {
  ASSERT_TRUE(log_->begin().has_value());
  append(*log_, {record(1, "one", {8})});
  ASSERT_TRUE(log_->commit().has_value());
  const auto opened = log_->reader();
  ASSERT_TRUE(opened.has_value());
  Reader& reader = **opened;
  ASSERT_TRUE(log_->begin().has_value());
  append(*log_, {record(2, "two", {8})});
  ASSERT_TRUE(log_->erase(1, {}, record(1, "", {8}).keys).has_value());
  const std::vector<base::Bytes16> both = {record(1, "").id, record(2, "").id};
  EXPECT_EQ(*reader.find_all(both), (std::vector<std::uint64_t>{1, 0}));
  EXPECT_FALSE(reader.find(both[1])->has_value());
  EXPECT_FALSE(reader.read(2, WithText::kNo).has_value());
  EXPECT_EQ(reader.read(1, WithText::kYes)->text, "text of one");
  EXPECT_EQ(*reader.timeline(8), (std::vector<std::uint64_t>{1}));
  ASSERT_TRUE(log_->commit().has_value());
  ASSERT_TRUE(log_->scrub().has_value());
  EXPECT_EQ(*reader.find_all(both), (std::vector<std::uint64_t>{1, 2}));
  EXPECT_FALSE(reader.read(1, WithText::kYes)->salt.has_value());
  EXPECT_EQ(*reader.timeline(8), (std::vector<std::uint64_t>{2}));
  std::vector<std::string> seen;
  ASSERT_TRUE(reader
                  .scan(0, WithText::kYes,
                        [&](Record&& r) -> base::Result<void> {
                          seen.push_back(r.text);
                          TRY_DO(reader.read(r.seq, WithText::kNo));  // inside the same snapshot
                          return {};
                        })
                  .has_value());
  EXPECT_EQ(seen, (std::vector<std::string>{"", "text of two"}));
}

TEST_P(LogLaws, LetOthersReadWhileOneWrites) {
  std::atomic<bool> done = false;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 2; ++t) {
    threads.emplace_back([&] {
      const auto reader = log_->reader();
      while (!done) {
        const auto seqs = (*reader)->timeline(8);
        if (!seqs || !std::is_sorted(seqs->begin(), seqs->end())) ++wrong;
        for (const std::uint64_t seq : *seqs) {
          const auto r = (*reader)->read(seq, WithText::kYes);
          if (!r || r->content != "kept" || *(*reader)->find(r->id) != seq) ++wrong;
        }
      }
    });
  }
  for (int round = 0; round < 60; ++round) {
    const bool kept = round % 3 != 0;
    ASSERT_TRUE(log_->begin().has_value());
    const std::uint64_t first = log_->last_seq() + 1;
    append(*log_, {record(first, kept ? "kept" : "never", {8})});
    if (kept) {
      ASSERT_TRUE(log_->commit().has_value());
    } else {
      log_->rollback();
    }
  }
  done = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

INSTANTIATE_TEST_SUITE_P(All, LogLaws, testing::Values(false, true),
                         [](const auto& which) { return which.param ? "Sqlite" : "Memory"; });

TEST(SqliteLog, StaysWhenItIsOpenedAgain) {
  const std::string folder = fresh_folder();
  base::Key key{};
  {
    auto log = open_sqlite_log(folder + "/book.db", std::nullopt);
    key = (*log)->key();
    ASSERT_TRUE((*log)->begin().has_value());
    append(**log, {record(1, "one", {8})});
    ASSERT_TRUE((*log)->commit().has_value());
  }
  auto log = open_sqlite_log(folder + "/book.db", std::nullopt);
  EXPECT_EQ((*log)->key(), key);
  EXPECT_EQ((*log)->read(1, WithText::kNo)->content, "one");
  EXPECT_TRUE((*log)->check().has_value());
  std::filesystem::remove_all(folder);
}

TEST(SqliteLog, RefusesWhatIsNotABookAndWhatIsNewer) {
  const std::string folder = fresh_folder(), file = folder + "/book.db";
  ASSERT_TRUE(write_file_durably(file, std::string(8192, 'x')).has_value());
  EXPECT_EQ(open_sqlite_log(file, std::nullopt).error().code, base::Code::kCorrupt);
  std::filesystem::remove(file);
  {
    ASSERT_TRUE(open_sqlite_log(file, std::nullopt).has_value());
  }
  // The format stands in the file's header, at byte 60.
  std::string bytes = *read_file(file);
  bytes[63] = 99;
  ASSERT_TRUE(write_file_durably(file, bytes).has_value());
  const auto newer = open_sqlite_log(file, std::nullopt);
  EXPECT_EQ(newer.error().code, base::Code::kConflict);
  EXPECT_NE(newer.error().message.find("format 99"), std::string::npos) << newer.error().message;
  EXPECT_NE(newer.error().message.find("up to 2"), std::string::npos);
  std::filesystem::remove_all(folder);
}

TEST(SqliteLog, LeavesNoByteOfWhatWasErased) {
  const std::string folder = fresh_folder();
  auto log = open_sqlite_log(folder + "/book.db", std::nullopt);
  const std::string canary = "canary-of-somebody@example.org";
  std::vector<Record> records;
  for (std::uint64_t seq = 1; seq <= 200; ++seq) {
    Record r = record(seq, seq % 3 == 0 ? canary + std::string(seq * 40, 'z') : "other", {seq % 5});
    r.id[1] = static_cast<std::uint8_t>(seq >> 8);
    records.push_back(std::move(r));
  }
  ASSERT_TRUE((*log)->begin().has_value());
  append(**log, records);
  ASSERT_TRUE((*log)->commit().has_value());
  const auto erase = [&](std::uint64_t from, std::uint64_t to) {
    ASSERT_TRUE((*log)->begin().has_value());
    for (const Record& r : records) {
      if (r.content == "other" || r.seq < from || r.seq > to) continue;
      ASSERT_TRUE((*log)->erase(r.seq, {}, r.keys).has_value());
    }
    ASSERT_TRUE((*log)->commit().has_value());
  };
  const auto traces = [&] {
    int count = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
      const std::string bytes = *read_file(file.path().string());
      for (std::size_t at = 0; (at = bytes.find(canary, at)) != std::string::npos; ++at) ++count;
    }
    return count;
  };
  erase(1, 100);
  ASSERT_TRUE((*log)->scrub().has_value());
  EXPECT_EQ(traces(), 66);  // content and text of 102, 105 … 198, and no other copy of any
  erase(101, 200);
  log->reset();  // as if the power went before the scrub: the next opening does it
  log = open_sqlite_log(folder + "/book.db", std::nullopt);
  ASSERT_TRUE(log.has_value()) << log.error().message;
  EXPECT_EQ(traces(), 0);
  std::filesystem::remove_all(folder);
}

TEST(Lock, KeepsASecondOneOut) {
  const std::string folder = fresh_folder();
  {
    const auto first = Lock::take(folder);
    ASSERT_TRUE(first.has_value());
    const auto second = Lock::take(folder);
    EXPECT_EQ(second.error().code, base::Code::kConflict);
    EXPECT_NE(second.error().message.find(std::to_string(::getpid())), std::string::npos)
        << second.error().message;
  }
  EXPECT_TRUE(Lock::take(folder).has_value());
  std::filesystem::remove_all(folder);
}

TEST(File, IsReplacedWholeOrNotAtAll) {
  const std::string folder = fresh_folder(), file = folder + "/f";
  ASSERT_TRUE(write_file_durably(file, "old").has_value());
  const auto broken = write_file_durably(file, [](const Sink& sink) -> base::Result<void> {
    TRY_DO(sink("half"));
    return base::fail(base::Code::kInvalid, "stopped");
  });
  EXPECT_FALSE(broken.has_value());
  EXPECT_EQ(*read_file(file), "old");
  EXPECT_EQ(read_file(folder + "/none").error().code, base::Code::kNotFound);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace store
