// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/archive.h"

#include <gtest/gtest.h>

namespace formats {
namespace {

using Members = std::vector<std::pair<std::string, std::string>>;

std::string zip_of(const Members& members) {
  std::string out;
  auto zip = ZipWriter::open([&](std::string_view bytes) -> base::Result<void> {
    out += bytes;
    return {};
  });
  for (const auto& [name, bytes] : members) {
    EXPECT_TRUE(zip->add(name, bytes.size()).has_value());
    EXPECT_TRUE(zip->write(bytes).has_value());
  }
  EXPECT_TRUE(zip->close().has_value());
  return out;
}

struct Seen {
  Members members;
  std::vector<std::string> skipped;
  std::string error;
};

Seen walk(std::string packed, const Budget& budget = {}) {
  Seen seen;
  std::uint64_t spent = 0;
  const auto bytes = bytes_of(std::move(packed));
  const auto done = walk_archive(
      *bytes, budget, spent,
      [&](const std::string& name, ByteSource& member) -> base::Result<void> {
        std::string all;
        std::vector<char> block(1 << 16);
        for (;;) {
          TRY(const std::size_t n, member.read(block));
          if (n == 0) break;
          if (all.size() < 100) all.append(block.data(), n);
        }
        seen.members.emplace_back(name, all.substr(0, 100));
        return {};
      },
      [&](const std::string& name, const std::string& reason) {
        seen.skipped.push_back(name + ": " + reason);
      });
  if (!done) seen.error = done.error().message;
  return seen;
}

TEST(Zip, ComesBackAsItWasWritten) {
  const Members members = {{"a.txt", "hello"}, {"folder/ü.txt", ""}, {"c", std::string(50, 'c')}};
  EXPECT_EQ(walk(zip_of(members)).members, members);
  EXPECT_EQ(zip_of(members), zip_of(members));
}

TEST(Archive, SkipsNamesThatLeadOutside) {
  const Seen seen =
      walk(zip_of({{"../../etc/passwd", "x"}, {"/root", "x"}, {"C:\\x", "x"}, {"good", "x"}}));
  EXPECT_EQ(seen.members.size(), 1U);
  EXPECT_EQ(seen.skipped.size(), 3U);
}

TEST(Archive, StopsAtABomb) {
  Budget budget;
  budget.ratio_free = 1 << 20;
  const Seen seen = walk(zip_of({{"zeros", std::string(std::size_t{64} << 20, '\0')}}), budget);
  EXPECT_NE(seen.error.find("bomb"), std::string::npos) << seen.error;
}

TEST(Archive, StopsAtItsBudgetOfBytesAndMembers) {
  Budget small;
  small.bytes = 10;
  EXPECT_NE(walk(zip_of({{"a", std::string(100, 'x')}}), small).error, "");
  Budget few;
  few.members = 2;
  EXPECT_NE(walk(zip_of({{"a", ""}, {"b", ""}, {"c", ""}}), few).error.find("more than 2"),
            std::string::npos);
}

TEST(Archive, KeepsWhatCameBeforeADamage) {
  std::string zip = zip_of({{"a", "first"}, {"b", std::string(5000, 'b')}});
  const Seen seen = walk(zip.substr(0, 120));
  EXPECT_FALSE(seen.members.empty() && seen.error.empty());
}

TEST(Archive, IsToldByItsFirstBytes) {
  EXPECT_TRUE(looks_like_archive(zip_of({{"a", "x"}})));
  EXPECT_TRUE(looks_like_archive("\x1f\x8b\x08"));
  EXPECT_FALSE(looks_like_archive("From ada@example.org"));
  EXPECT_FALSE(looks_like_archive(""));
}

}  // namespace
}  // namespace formats
