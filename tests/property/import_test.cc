// Imports by two threads in batches are what recording one draft after the other is.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <random>

#include "app/find_person.h"
#include "app/forget.h"
#include "app/record_drafts.h"
#include "importers/all.h"
#include "importers/open.h"
#include "tests/property/book.h"

namespace tests {
namespace {

// Reads a file and records it in batches of `size`, all in this thread.
void record_plainly(app::App& app, const std::string& file, std::size_t size) {
  app::Deriver deriver(app.ledger->key());
  app::Batch batch;
  const auto record = [&]() -> base::Result<void> {
    std::vector<app::Outcome> outcomes;
    const auto done = app::commit(
        app, [&](const app::Known& known) { return app::record_drafts(known, batch, outcomes); });
    EXPECT_TRUE(done.has_value());
    batch = {};
    return {};
  };
  const importers::Emit emit{
      [&](importers::Read&& draft) {
        deriver.add(std::move(draft), batch);
        return batch.records.size() >= size ? record() : base::Result<void>{};
      },
      [](const std::string&, const std::string&) {},
      [] { return false; },
      [](std::uint64_t) {},
      kNow,
      "DE",
  };
  const auto walked = importers::walk(
      file, {},
      [&](const importers::Source& source) {
        return importers::recognize(source)->parse(source, emit);
      },
      [](const std::string&, const std::string&) {});
  EXPECT_TRUE(walked.has_value());
  EXPECT_TRUE(record().has_value());
  EXPECT_TRUE(app::settle(app).has_value());
}

// Mail with copies that know less, some of them in the same batch as the first.
std::vector<Letter> with_copies(std::uint64_t seed) {
  std::vector<Letter> all = letters(seed, 150);
  std::mt19937_64 dice(seed);
  for (std::size_t i = 0; i < 150; i += 1 + dice() % 5) {
    if (!all[i].id.empty()) all.push_back(dice() % 2 == 0 ? all[i] : lesser(all[i]));
  }
  std::shuffle(all.begin(), all.end(), dice);
  return all;
}

class Import : public testing::TestWithParam<int> {
 protected:
  std::uint64_t seed() const { return static_cast<std::uint64_t>(GetParam()); }
  base::ScratchFolder folder_;
};
INSTANTIATE_TEST_SUITE_P(Book, Import, testing::Range(1, 7));

TEST_P(Import, IsWhatRecordingInGroupsOfAnySizeIs) {
  const std::string file = folder_ / "mail.mbox";
  std::ofstream(file, std::ios::binary) << print_mbox(with_copies(seed()));
  Book imported(folder_ / "imported");
  app::ImportReport report;
  const std::vector<std::string> paths = {file};
  ASSERT_TRUE(app::import_files(imported.app(), paths, {}, report).has_value());
  EXPECT_GT(report.total().duplicate + report.total().updated, 0U);
  for (const std::size_t size : {1, 7, 2000}) {
    Book plain(folder_ / std::to_string(size));
    record_plainly(plain.app(), file, size);
    EXPECT_EQ(plain.digest(), imported.digest()) << size;
  }
}

// The handles that an import has met are kept for its whole length, and asked for once a batch; a
// person who is forgotten in between is not brought back by them, and others are where they were.
TEST_P(Import, ASecondOneAfterAForgettingBringsNobodyBack) {
  const std::string file = folder_ / "mail.mbox";
  std::ofstream(file, std::ios::binary) << print_mbox(with_copies(seed()));
  Book book(folder_ / "book");
  book.me(0);
  record_plainly(book.app(), file, 11);
  const auto found = app::find_person(book.app(), "person4@made.example");
  ASSERT_TRUE(found.has_value());
  ASSERT_TRUE(app::forget_person(book.app(), found->person, false).has_value());
  const std::string before = book.digest();
  record_plainly(book.app(), file, 11);
  EXPECT_EQ(book.digest(), before);
  EXPECT_FALSE(app::find_person(book.app(), "person4@made.example").has_value());
}

}  // namespace
}  // namespace tests
