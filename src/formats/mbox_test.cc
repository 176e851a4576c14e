// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/mbox.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstring>

namespace formats {
namespace {

std::vector<MboxMessage> read_all(std::string text, std::size_t most = 1 << 20) {
  const auto bytes = bytes_of(std::move(text));
  MboxReader reader(*bytes, most);
  std::vector<MboxMessage> all;
  for (MboxMessage m; *reader.next(m);) all.push_back(m);
  return all;
}

const std::string kFrom = "From ada@example.org Thu Aug 22 12:36:23 2002\n";

TEST(Mbox, SplitsAtFromLinesBehindEmptyLines) {
  const auto all =
      read_all(kFrom + "A: 1\n\none\nFrom here on it is text\n\n" + kFrom + "A: 2\n\ntwo\n");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].bytes, "A: 1\n\none\nFrom here on it is text\n\n");
  EXPECT_EQ(all[1].line, 7U);
  EXPECT_EQ(all[1].from_line, kFrom.substr(0, kFrom.size() - 1));
}

TEST(Mbox, TakesOneQuoteOffFromLines) {
  const auto all = read_all(kFrom + "A: 1\n\n>From me\n>>From you\n> From far\n");
  EXPECT_EQ(all[0].bytes, "A: 1\n\nFrom me\n>From you\n> From far\n");
}

TEST(Mbox, KnowsUnquotedFromLinesByTheirDate) {
  const auto all = read_all(kFrom + "A: 1\n\nDear all,\n\nFrom Monday on we meet at 9:30.\n\n" +
                            kFrom + "A: 2\n\nx\n");
  EXPECT_EQ(all.size(), 2U);
}

TEST(Mbox, BelievesAContentLengthThatLeadsToTheNextMessage) {
  const std::string body = "one\n\n" + kFrom + "this is text too\n";
  const auto all = read_all(kFrom + "Content-Length: " + std::to_string(body.size()) + "\n\n" +
                            body + "\n" + kFrom + "A: 2\n\ntwo\n");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_NE(all[0].bytes.find("this is text too"), std::string::npos);
  EXPECT_NE(all[1].bytes.find("two"), std::string::npos);
}

TEST(Mbox, DoesNotBelieveAContentLengthThatLies) {
  for (const char* lie : {"7", "999999", "-4", "1e9", "0"}) {
    const auto all =
        read_all(kFrom + "Content-Length: " + lie + "\n\none\n\n" + kFrom + "A: 2\n\ntwo\n");
    ASSERT_EQ(all.size(), 2U) << lie;
  }
}

TEST(Mbox, ReadsDosLineEndsAndAMissingLastNewline) {
  std::string text;
  for (const char c : kFrom + "A: 1\n\none\n\n" + kFrom + "A: 2\n\ntwo")
    text += c == '\n' ? "\r\n" : std::string(1, c);
  EXPECT_EQ(read_all(text).size(), 2U);
}

TEST(Mbox, IsEmptyWhereThereIsNothing) {
  EXPECT_TRUE(read_all("").empty());
  EXPECT_TRUE(read_all("\n\n\n").empty());
}

TEST(Mbox, CutsAMessageOverItsBudgetAndGoesOn) {
  const auto all = read_all(
      kFrom + "A: 1\n\n" + std::string(5000, 'x') + "\n\n" + kFrom + "A: 2\n\ntwo\n", 1000);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_TRUE(all[0].cut);
  EXPECT_EQ(all[0].bytes.size(), 1000U);
  EXPECT_FALSE(all[1].cut);
}

// A gigabyte without a line end, made as it is read.
class LongLine : public ByteSource {
 public:
  base::Result<std::size_t> read(std::span<char> into) override {
    const std::string start = kFrom + "A: 1\n\n", end = "\n\n" + kFrom + "A: 2\n\ntwo\n";
    if (!started_) {
      started_ = true;
      std::memcpy(into.data(), start.data(), start.size());
      return start.size();
    }
    if (left_ > 0) {
      const std::size_t n = std::min(into.size(), left_);
      std::memset(into.data(), 'x', n);
      left_ -= n;
      return n;
    }
    if (ended_) return 0;
    ended_ = true;
    std::memcpy(into.data(), end.data(), end.size());
    return end.size();
  }

 private:
  bool started_ = false, ended_ = false;
  std::size_t left_ = std::size_t{1} << 30;
};

TEST(Mbox, ReadsALineOfAGigabyteInLittleMemory) {
  LongLine bytes;
  MboxReader reader(bytes);
  MboxMessage m;
  rusage before{}, after{};
  getrusage(RUSAGE_SELF, &before);
  ASSERT_TRUE(*reader.next(m));
  EXPECT_TRUE(m.cut);
  ASSERT_TRUE(*reader.next(m));
  EXPECT_EQ(m.bytes, "A: 2\n\ntwo\n");
  getrusage(RUSAGE_SELF, &after);
  EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 300 * 1024);  // KiB; the message's budget is 64 MiB
}

}  // namespace
}  // namespace formats
