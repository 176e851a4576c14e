// Laws of a whole book, held on made-up mail from many seeds: the order of imports never shows, the
// same again adds nothing, what is rebuilt or moved is what had grown.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <thread>

#include "app/commit.h"
#include "app/digest.h"
#include "app/facts.h"
#include "app/find_person.h"
#include "app/forget.h"
#include "app/import_files.h"
#include "app/met.h"
#include "app/owner.h"
#include "app/restore.h"
#include "app/why.h"
#include "base/scratch_folder.h"
#include "tests/property/book.h"

namespace tests {
namespace {

class EverySeed : public testing::TestWithParam<int> {
 protected:
  std::uint64_t seed() const { return static_cast<std::uint64_t>(GetParam()); }
  base::ScratchFolder folder_;
};
INSTANTIATE_TEST_SUITE_P(Book, EverySeed, testing::Range(1, 13));

TEST_P(EverySeed, TheOrderOfImportsNeverShows) {
  std::vector<Letter> all = letters(seed(), 60);
  for (std::size_t i = 0; i < 60; i += 7) {
    if (!all[i].id.empty()) all.push_back(lesser(all[i]));
  }
  Book one(folder_ / "one", 1), other(folder_ / "other", 2);
  one.me(0);
  one.import(all);
  std::mt19937_64 dice(seed());
  std::shuffle(all.begin(), all.end(), dice);
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t n = std::min<std::size_t>(all.size() - at, 1 + dice() % 30);
    const auto from = all.begin() + static_cast<std::ptrdiff_t>(at);
    other.import({from, from + static_cast<std::ptrdiff_t>(n)});
    at += n;
    if (dice() % 3 == 0) other.open();
  }
  other.me(0);
  EXPECT_EQ(one.digest(), other.digest());
}

TEST_P(EverySeed, TheSameAgainAddsNothing) {
  std::vector<Letter> all = letters(seed(), 60);
  Book book(folder_ / "book");
  book.import(all);
  const std::string before = book.digest();
  const std::uint64_t entries = book.app().ledger->last_seq();
  std::reverse(all.begin(), all.end());
  const app::Records again = book.import(all);
  EXPECT_EQ(again.duplicate, all.size());
  EXPECT_EQ(book.app().ledger->last_seq(), entries);
  EXPECT_EQ(book.digest(), before);
}

TEST_P(EverySeed, WhatIsRebuiltIsWhatHadGrown) {
  const std::vector<Letter> all = letters(seed(), 60);
  Book book(folder_ / "book");
  book.me(1);
  book.import({all.begin(), all.begin() + 40});
  book.open();  // from the snapshot
  book.import({all.begin() + 20, all.end()});
  const std::string grown = book.digest();
  std::filesystem::remove(app::snapshot_file(folder_ / "book"));
  book.open();
  EXPECT_EQ(book.digest(), grown);
  EXPECT_TRUE(book.app().ledger->verify().has_value());
}

TEST_P(EverySeed, ALookAtAnEarlierMomentChangesNothing) {
  Book book(folder_ / "book");
  book.me(0);
  book.import(letters(seed(), 60));
  const auto found = app::find_person(book.app(), "person2@made.example");
  ASSERT_TRUE(found.has_value());
  book.open(kNow - std::chrono::days(200));
  app::MeetSomeone meeting;
  meeting.person = found->person;
  meeting.at = kNow - std::chrono::days(200);
  ASSERT_TRUE(app::met_someone(book.app(), meeting).has_value());
  book.open();
  const std::string seen = book.digest();
  std::filesystem::remove(app::snapshot_file(folder_ / "book"));
  book.open();
  EXPECT_EQ(book.digest(), seen);
}

TEST_P(EverySeed, AMovedBookIsTheSameByteForByte) {
  Book book(folder_ / "book");
  book.me(2);
  book.import(letters(seed(), 40));
  const auto found = app::find_person(book.app(), "person3@made.example");
  ASSERT_TRUE(found.has_value());
  ASSERT_TRUE(app::forget_person(book.app(), found->person, false).has_value());
  ASSERT_TRUE(app::export_book(book.app(), folder_ / "one.zip").has_value());
  ASSERT_TRUE(app::is_export(folder_ / "one.zip"));
  const auto random = base::seeded_random(9);
  ASSERT_TRUE(app::restore(folder_ / "one.zip", folder_ / "moved", *random).has_value());
  Book moved(folder_ / "moved", 3);
  ASSERT_TRUE(app::export_book(moved.app(), folder_ / "two.zip").has_value());
  EXPECT_TRUE(read_all(folder_ / "one.zip") == read_all(folder_ / "two.zip"));
  EXPECT_EQ(moved.digest(), book.digest());
}

TEST_P(EverySeed, WithoutThisIsExactlyWhatForgettingLeaves) {
  Book book(folder_ / "book");
  book.me(0);
  book.import(letters(seed(), 200));
  const auto found = app::find_person(book.app(), "person1@made.example");
  ASSERT_TRUE(found.has_value());
  ASSERT_TRUE(app::settle(book.app()).has_value());
  const auto why = app::why(book.app(), found->person, 3);
  ASSERT_TRUE(why.has_value()) << why.error().message;
  ASSERT_TRUE(why->relation.mutual);
  double to_me = 0, to_them = 0;
  for (const app::MemoryItem& item : why->items) {
    to_me += item.to_me;
    to_them += item.to_them;
  }
  EXPECT_NEAR(to_me, why->memory_to_me, 1e-9);
  EXPECT_NEAR(to_them, why->memory_to_them, 1e-9);
  const app::MemoryItem& item = why->items[seed() % 3];
  ASSERT_TRUE(item.without.has_value());
  ASSERT_TRUE(app::forget_item(book.app(), item.seq).has_value());
  ASSERT_TRUE(app::settle(book.app()).has_value());
  const app::Relation after =
      app::relation(book.app(), book.app().state.people.owner(), found->person);
  EXPECT_EQ(after.strength.probability, *item.without);
}

TEST_P(EverySeed, ForgettingLeavesNoByteInAnyFile) {
  Book book(folder_ / "book");
  book.me(0);
  book.import(letters(seed(), 80));
  book.open();  // a snapshot is there now
  const auto found = app::find_person(book.app(), "person4@made.example");
  ASSERT_TRUE(found.has_value());
  ASSERT_TRUE(app::forget_person(book.app(), found->person, false).has_value());
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_ / "book")) {
    if (!entry.is_regular_file()) continue;
    const std::string bytes = read_all(entry.path());
    for (const char* trace : {"person4@made", "Person4"})
      EXPECT_EQ(bytes.find(trace), std::string::npos) << entry.path() << ": " << trace;
  }
  const std::string digest = book.digest();
  const app::Records again = book.import(letters(seed(), 80));
  EXPECT_EQ(again.imported + again.updated, 0U);
  EXPECT_EQ(book.digest(), digest);
  EXPECT_TRUE(book.app().ledger->verify().has_value());
}

TEST(Book, RefusesASecondProcessInWords) {
  base::ScratchFolder folder;
  Book book(folder / "book");
  const auto clock = base::fixed_clock(kNow);
  const auto random = base::seeded_random(4);
  const auto second = app::open({folder / "book", {}, true, std::nullopt}, *clock, *random);
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, base::Code::kConflict);
  EXPECT_NE(second.error().message.find("process"), std::string::npos) << second.error().message;
}

// A deed keeps its words, whether the folds grew, were loaded, caught up or were made anew.
TEST(Book, ADeedKeepsItsWordsHoweverTheFoldsAreMade) {
  base::ScratchFolder folder;
  const auto clock = base::fixed_clock(kNow);
  const auto random = base::seeded_random(4);
  const auto open = [&](bool use_snapshot) {
    return std::move(
        *app::open({folder / "book", {}, use_snapshot, std::nullopt}, *clock, *random));
  };
  {
    auto app = open(true);
    ASSERT_TRUE(app::add_person(*app, "Priya Raman"));
    app::close(*app);  // a snapshot from before the deed
  }
  {
    auto app = open(true);
    const auto person = app::find_person(*app, "Priya Raman")->person;
    model::Deed deed;
    deed.text = "found her a flat in a week";
    deed.size = model::DeedSize::kBeyond;
    ASSERT_TRUE(app::record_deed(*app, person, deed));
  }  // killed
  for (const bool use_snapshot : {true, false}) {
    const auto app = open(use_snapshot);
    ASSERT_EQ(app->state.profiles.deeds().size(), 1U);
    EXPECT_EQ(app->state.profiles.deeds()[0].said.text, "found her a flat in a week");
    EXPECT_EQ(app->state.profiles.deeds()[0].said.size, model::DeedSize::kBeyond);
  }
}

TEST(Book, AStoppedImportGoesOnWhereItWas) {
  base::ScratchFolder folder;
  const std::vector<Letter> all = letters(5, 3000);
  std::ofstream(folder / "mail.mbox", std::ios::binary) << print_mbox(all);
  Book whole(folder / "whole"), stopped(folder / "stopped");
  whole.import(all);
  std::atomic<bool> stop = false;
  app::Importing how;
  how.stop = &stop;
  how.progress = [&](const app::ImportReport& so_far, const std::string&) {
    if (so_far.total().read >= 1000) stop = true;
  };
  app::ImportReport report;
  const std::vector<std::string> paths = {folder / "mail.mbox"};
  ASSERT_TRUE(app::import_files(stopped.app(), paths, how, report).has_value());
  EXPECT_TRUE(report.stopped);
  EXPECT_LT(report.total().read, all.size());
  EXPECT_GE(report.total().imported, 1000U);
  const app::Records rest = stopped.import(all);
  EXPECT_EQ(rest.duplicate, report.total().imported + report.total().duplicate);
  EXPECT_EQ(stopped.digest(), whole.digest());
}

}  // namespace
}  // namespace tests
