// What walk() finds behind a path, and what it leaves alone.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "importers/open.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "base/scratch_folder.h"

namespace importers {
namespace {

std::string zip_of(const std::vector<std::pair<std::string, std::string>>& members) {
  std::string out;
  auto zip = formats::ZipWriter::open([&](std::string_view bytes) -> base::Result<void> {
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

class Walk : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& bytes) {
    const std::string path = folder_ / name;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
  }
  base::Result<void> walk_all(const formats::Budget& budget = {}) {
    return walk(
        folder_.path(), budget,
        [&](const Source& source) -> base::Result<void> {
          std::string all;
          std::array<char, 1000> buffer{};
          for (;;) {
            const auto n = source.bytes->read(buffer);
            if (!n) {  // as an importer does: what came before stays, the rest is told
              skips_[name_of(source.path)] = n.error().message;
              return {};
            }
            if (*n == 0) break;
            all.append(buffer.data(), *n);
          }
          read_[name_of(source.path)] = all;
          return {};
        },
        [&](const std::string& where, const std::string& reason) {
          skips_[name_of(where)] = reason;
        });
  }
  std::string name_of(const std::string& path) const {
    return path.size() > folder_.path().size() ? path.substr(folder_.path().size() + 1) : "";
  }
  base::ScratchFolder folder_;
  std::map<std::string, std::string> read_, skips_;
};

TEST_F(Walk, FilesFoldersAndArchivesInArchives) {
  write("a.txt", "one");
  write("deep/er/b.txt", "two");
  write("c.bin", zip_of({{"x/c.txt", "three"}, {"inner.zip", zip_of({{"d.txt", "four"}})}}));
  ASSERT_TRUE(walk_all().has_value());
  const std::map<std::string, std::string> want = {{"a.txt", "one"},
                                                   {"deep/er/b.txt", "two"},
                                                   {"c.bin: x/c.txt", "three"},
                                                   {"c.bin: inner.zip: d.txt", "four"}};
  EXPECT_EQ(read_, want);
  EXPECT_TRUE(skips_.empty());
}

TEST_F(Walk, ArchivesTooDeepAreSaidAndNotOpened) {
  std::string nested = zip_of({{"bottom.txt", "x"}});
  for (int i = 0; i < 6; ++i) nested = zip_of({{"next.zip", nested}, {"beside.txt", "y"}});
  write("all.zip", nested);
  ASSERT_TRUE(walk_all().has_value());
  EXPECT_EQ(read_.size(), 3U);
  ASSERT_EQ(skips_.size(), 1U);
  EXPECT_NE(skips_.begin()->second.find("deeper"), std::string::npos);
}

TEST_F(Walk, ABombEndsItsArchiveOnly) {
  write("a.zip", zip_of({{"zeros", std::string(3'000'000, '\0')}, {"after", "x"}}));
  write("b.txt", "fine");
  formats::Budget budget;
  budget.ratio_free = 1'000'000;
  ASSERT_TRUE(walk_all(budget).has_value());
  EXPECT_EQ(read_.count("b.txt"), 1U);
  EXPECT_EQ(read_.count("a.zip: zeros"), 0U);
  EXPECT_FALSE(skips_.empty());
}

TEST_F(Walk, LinksPipesAndAMaildirsUnfinishedMailAreLeftAlone) {
  write("box/cur/1", "mail");
  write("box/new/2", "mail");
  write("box/tmp/3", "half a mail");
  write("._a", "junk");
  ASSERT_EQ(::symlink("/etc/hostname", (folder_ / "link").c_str()), 0);
  ASSERT_EQ(::mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  ASSERT_TRUE(walk_all().has_value());
  EXPECT_EQ(read_.size(), 2U);
  EXPECT_EQ(skips_["link"], "a link, not a file");
  EXPECT_EQ(skips_["pipe"], "not a file");
}

TEST_F(Walk, ADamagedArchiveKeepsWhatCameBefore) {
  const std::string whole = zip_of({{"a", std::string(100, 'a')}, {"b", std::string(5000, 'b')}});
  write("half.zip", whole.substr(0, whole.size() / 3));
  write("later.txt", "fine");
  ASSERT_TRUE(walk_all().has_value());
  EXPECT_EQ(read_.count("later.txt"), 1U);
  EXPECT_FALSE(skips_.empty());
}

TEST_F(Walk, APathThatIsNotThereIsSaid) {
  const auto done = walk(folder_ / "none", {}, {}, {});
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().code, base::Code::kNotFound);
}

}  // namespace
}  // namespace importers
