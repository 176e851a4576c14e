// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/table.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <vector>

#include "base/scratch_folder.h"

namespace store {
namespace {

std::string bytes_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> keys(Table& table, std::int64_t mark) {
  std::vector<std::string> all;
  EXPECT_TRUE(table.scan(mark, [&](TableRow&& row) -> base::Result<void> {
    all.push_back(row.key);
    return {};
  }));
  return all;
}

TEST(Table, KeepsTheFirstUnderAKeyAndFindsItsOwnByTheirMark) {
  const base::ScratchFolder folder;
  const auto table = open_sqlite_table(folder / "kept.db");
  ASSERT_TRUE(table) << table.error().message;
  Table& t = **table;
  EXPECT_TRUE(*t.add("b", 0, "one"));
  EXPECT_TRUE(*t.add("a", 0, "two"));
  EXPECT_FALSE(*t.add("b", 1, "three"));
  EXPECT_EQ((*t.find("b"))->value, "one");
  EXPECT_EQ(*t.find("c"), std::nullopt);
  EXPECT_EQ(keys(t, 0), (std::vector<std::string>{"b", "a"}));
  ASSERT_TRUE(t.set("b", 2, "four"));
  EXPECT_EQ(t.set("c", 2, "five").error().code, base::Code::kNotFound);
  EXPECT_EQ(keys(t, 0), (std::vector<std::string>{"a"}));
  EXPECT_EQ(keys(t, 2), (std::vector<std::string>{"b"}));
  EXPECT_EQ(*t.counts(), (std::map<std::int64_t, std::uint64_t>{{0, 1}, {2, 1}}));
}

TEST(Table, IsReadFromElsewhereWhileItIsWritten) {
  const base::ScratchFolder folder;
  EXPECT_EQ(read_sqlite_table(folder / "kept.db").error().code, base::Code::kNotFound);
  const auto writes = open_sqlite_table(folder / "kept.db");
  ASSERT_TRUE((*writes)->add("a", 0, "one"));
  const auto reads = read_sqlite_table(folder / "kept.db");
  ASSERT_TRUE(reads) << reads.error().message;
  EXPECT_EQ((*(*reads)->find("a"))->value, "one");
  ASSERT_TRUE((*writes)->set("a", 0, "two"));
  EXPECT_EQ((*(*reads)->find("a"))->value, "two");
}

TEST(Table, LeavesNoByteOfWhatAValueWas) {
  const base::ScratchFolder folder;
  const std::string file = folder / "kept.db", secret = "Imre Halasz and the lease";
  const auto table = open_sqlite_table(file);
  ASSERT_TRUE((*table)->add("a", 0, std::string(5000, 'x') + secret));
  ASSERT_TRUE((*table)->add("b", 0, secret));
  EXPECT_NE((bytes_of(file) + bytes_of(file + "-wal")).find(secret), std::string::npos);
  ASSERT_TRUE((*table)->set("a", 1, ""));
  ASSERT_TRUE((*table)->set("b", 1, "gone"));
  EXPECT_EQ((bytes_of(file) + bytes_of(file + "-wal")).find(secret), std::string::npos);
}

}  // namespace
}  // namespace store
