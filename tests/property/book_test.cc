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
#include "app/find_person.h"
#include "app/forget.h"
#include "app/import_files.h"
#include "app/met.h"
#include "app/owner.h"
#include "app/restore.h"
#include "app/why.h"
#include "base/scratch_folder.h"
#include "tests/letters.h"

namespace tests {
namespace {

const base::Time kNow = *base::parse_time("2026-03-01T09:00:00Z");

std::string person(std::uint64_t n) {
  const std::string name = "Person" + std::to_string(n);
  return name + " Made <" + name + "@made.example>";
}

// Mail among a few people over a year; every third one an answer; some copies know less.
std::vector<Letter> letters(std::uint64_t seed, std::size_t count) {
  std::mt19937_64 dice(seed);
  std::vector<Letter> all;
  for (std::size_t i = 0; i < count; ++i) {
    Letter one;
    const std::uint64_t from = dice() % 6;
    one.from = person(from);
    if (dice() % 13 == 0) one.from += ", " + person(6 + dice() % 2);
    for (std::uint64_t k = 0; k <= dice() % 3; ++k) one.to.push_back(person(dice() % 8));
    one.at = kNow - std::chrono::hours(dice() % 9000) - std::chrono::seconds(dice() % 3);
    one.subject = "Matter " + std::to_string(dice() % 9);
    one.text = "Words " + std::to_string(i) + (dice() % 4 == 0 ? ". Will you come?" : ".");
    if (dice() % 8 != 0) one.id = std::to_string(seed) + "-" + std::to_string(i) + "@made.example";
    if (dice() % 3 == 0 && !all.empty()) one.answers = all[dice() % all.size()].id;
    if (dice() % 11 == 0) one.headers = "List-Id: <made.example>\n";
    all.push_back(one);
  }
  return all;
}

// What another mailbox has of the same letter: another recipient's copy without all headers.
Letter lesser(Letter letter) {
  letter.answers.clear();
  letter.to.resize(1);
  letter.text.clear();
  return letter;
}

class Book {
 public:
  explicit Book(const std::string& folder, std::uint64_t seed = 1)
      : random_(base::seeded_random(seed)), folder_(folder) {
    open();
  }
  ~Book() {
    if (app_) app::close(*app_);
  }
  void open(base::Time as_of = kNow) {
    if (app_) app::close(*app_);
    app_.reset();
    auto opened = app::open({folder_, as_of, true, std::nullopt}, *clock_, *random_);
    ASSERT_TRUE(opened.has_value()) << opened.error().message;
    app_ = std::move(*opened);
  }
  app::App& app() { return *app_; }

  app::Records import(const std::vector<Letter>& letters) {
    const std::string file = scratch_ / "mail.mbox";
    std::ofstream(file, std::ios::binary) << print_mbox(letters);
    app::ImportReport report;
    const std::vector<std::string> paths = {file};
    const auto done = app::import_files(*app_, paths, {}, report);
    EXPECT_TRUE(done.has_value()) << (done ? "" : done.error().message);
    const app::Records r = report.total();
    EXPECT_EQ(r.read, r.imported + r.updated + r.duplicate + r.skipped);
    EXPECT_EQ(r.read, letters.size());
    return r;
  }
  void me(std::uint64_t n) {
    const std::string whole = person(n);
    const std::size_t at = whole.find('<') + 1;
    const std::vector<std::string> mine = {whole.substr(at, whole.size() - at - 1)};
    EXPECT_TRUE(app::name_owner(*app_, mine).has_value());
  }
  std::string digest() {
    EXPECT_TRUE(app::settle(*app_).has_value());
    const auto digest = app::digest(*app_);
    EXPECT_TRUE(digest.has_value());
    return digest.value_or("");
  }

 private:
  base::ScratchFolder scratch_;
  std::unique_ptr<base::Clock> clock_ = base::fixed_clock(kNow);
  std::unique_ptr<base::Random> random_;
  std::string folder_;
  std::unique_ptr<app::App> app_;
};

std::string read_all(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

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
  app::Meeting meeting;
  meeting.person = found->person;
  meeting.at = kNow - std::chrono::days(200);
  ASSERT_TRUE(app::met(book.app(), meeting).has_value());
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
