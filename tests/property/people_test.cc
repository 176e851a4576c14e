// Laws of who is who in a whole book, held on made-up cards, connections and mail from many seeds.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>

#include "app/cards.h"
#include "app/exchanges.h"
#include "app/facts.h"
#include "app/fields.h"
#include "app/find_person.h"
#include "app/forget.h"
#include "app/ideal_card.h"
#include "app/restore.h"
#include "app/who_is_who.h"
#include "tests/property/book.h"

namespace tests {
namespace {

struct File {
  std::string name, content;
};

// Cards and connections about the people of letters(), a few of them under several names and firms.
std::vector<File> address_books(std::uint64_t seed) {
  std::mt19937_64 dice(seed * 77);
  std::vector<File> files;
  const auto name = [&](std::uint64_t n) {
    return (dice() % 4 == 0 ? "P. Made" : "Person" + std::to_string(n) + " Made") +
           (dice() % 5 == 0 ? ", PhD" : "");
  };
  for (int f = 0; f < 3; ++f) {
    std::string cards;
    for (std::uint64_t n = 0; n < 8; ++n) {
      if (dice() % 3 == 0) continue;
      const std::string k = std::to_string(n);
      cards += "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:card-" + std::to_string(dice() % 12) +
               "\r\nFN:" + name(n) + "\r\n";
      if (dice() % 2 == 0) cards += "EMAIL:Person" + k + "@made.example\r\n";
      if (dice() % 2 == 0) cards += "TEL:0151 555000" + std::to_string(dice() % 6) + "\r\n";
      if (dice() % 3 == 0) cards += "ORG:Firm" + std::to_string(dice() % 3) + "\r\n";
      cards += "X-ODD:" + std::to_string(dice() % 1000) + "\r\nEND:VCARD\r\n";
    }
    files.push_back({"cards" + std::to_string(f) + ".vcf", cards});
    std::string list = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
    for (std::uint64_t n = 0; n < 8; ++n) {
      list += "Person" + std::to_string(n) + ",Made,https://www.linkedin.com/in/person-" +
              std::to_string(n) + "-" + std::to_string(dice() % 2) + ",," +
              (dice() % 2 == 0 ? "Firm1" : "Firm2") + ",Maker,01 Feb 2024\n";
    }
    files.push_back({"Connections" + std::to_string(f) + ".csv", list});
  }
  return files;
}

class People : public testing::TestWithParam<int> {
 protected:
  std::uint64_t seed() const { return static_cast<std::uint64_t>(GetParam()); }
  static identity::Number any_person(Book& book, std::mt19937_64& dice) {
    const auto n = static_cast<identity::Number>(dice() % book.app().state.people.size());
    return book.app().state.people.person_of(n);
  }
  static void fill(Book& book, std::uint64_t seed) {
    book.me(0);
    book.import(letters(seed, 30));
    for (const File& f : address_books(seed)) book.import_file(f.name, f.content);
  }
  base::ScratchFolder folder_;
};
INSTANTIATE_TEST_SUITE_P(Book, People, testing::Range(1, 9));

TEST_P(People, AreTheSameInAnyOrderOfImport) {
  Book one(folder_ / "one", 1), other(folder_ / "other", 2);
  fill(one, seed());
  std::vector<File> files = address_books(seed());
  std::mt19937_64 dice(seed());
  std::shuffle(files.begin(), files.end(), dice);
  for (const File& f : files) {
    other.import_file("renamed " + f.name, f.content);
    if (dice() % 3 == 0) other.open();
  }
  other.import(letters(seed(), 30));
  other.me(0);
  EXPECT_EQ(one.digest(), other.digest());
  // The same again, and from the ledger anew.
  const std::uint64_t entries = one.app().ledger->last_seq();
  for (const File& f : files) one.import_file(f.name, f.content);
  EXPECT_EQ(one.app().ledger->last_seq(), entries);
  std::filesystem::remove(app::snapshot_file(folder_ / "one"));
  one.open();
  EXPECT_EQ(one.digest(), other.digest());
}

TEST_P(People, AreWhatTheyWereWhenAMergeOrSplitIsUndone) {
  Book book(folder_ / "book");
  fill(book, seed());
  std::mt19937_64 dice(seed());
  for (int round = 0; round < 12; ++round) {
    const std::string before = book.digest();
    const identity::Directory& people = book.app().state.people;
    const identity::Number a = any_person(book, dice), b = any_person(book, dice);
    if (a != b) {
      ASSERT_TRUE(app::merge(book.app(), a, b).has_value());
      EXPECT_EQ(people.person_of(a), people.person_of(b));
    } else {
      std::vector<identity::Number> all = people.identities_of(a);
      if (all.size() < 2) continue;
      const identity::Number alone = all.back();
      all.pop_back();
      ASSERT_TRUE(app::split(book.app(), {alone}, all).has_value());
      EXPECT_TRUE(people.person_of(alone) != people.person_of(all.front()) ||
                  people.person_of(alone) == people.owner());
    }
    EXPECT_NE(book.digest(), before);
    if (dice() % 3 == 0) continue;  // some stand
    ASSERT_TRUE(app::undo(book.app(), std::nullopt).has_value());
    EXPECT_EQ(book.digest(), before);
  }
  const std::string grown = book.digest();
  std::filesystem::remove(app::snapshot_file(folder_ / "book"));
  book.open();
  EXPECT_EQ(book.digest(), grown);
}

TEST_P(People, MoveHouseByteForByteWithAllThatWasSaidOfThem) {
  Book book(folder_ / "book");
  fill(book, seed());
  std::mt19937_64 dice(seed());
  const identity::Number a = any_person(book, dice);
  app::Fields fields;
  fields.statements = {{model::StatementKind::kNeed, "a bookkeeper", "", kNow}};
  fields.promises = {app::promise_of("the draft by 2026-03-05", false, kNow)};
  ASSERT_TRUE(app::record_fields(book.app(), a, fields));
  const model::ExchangeId promise = book.app().state.exchanges.all().front().id;
  ASSERT_TRUE(app::take_step(book.app(), promise,
                             {model::StepKind::kKept, model::Part::kMaker, {}, "early", {}, {}}));
  ASSERT_TRUE(app::write_ideal_card(book.app(), {"small hotels", "we lose guests", {}, {}, {}}));
  ASSERT_TRUE(app::record_fields(book.app(), a, fields));  // … to be taken back
  ASSERT_TRUE(app::record_deed(book.app(), a, {kNow, model::DeedKind::kFavour, false, {}, "help"})
                  .has_value());
  ASSERT_TRUE(app::undo(book.app(), std::nullopt).has_value());
  ASSERT_TRUE(app::export_book(book.app(), folder_ / "one.zip").has_value());
  const auto random = base::seeded_random(9);
  ASSERT_TRUE(app::restore(folder_ / "one.zip", folder_ / "moved", *random).has_value());
  Book moved(folder_ / "moved", 3);
  ASSERT_TRUE(app::export_book(moved.app(), folder_ / "two.zip").has_value());
  EXPECT_TRUE(read_all(folder_ / "one.zip") == read_all(folder_ / "two.zip"));
  EXPECT_EQ(moved.digest(), book.digest());
  for (const File& f : address_books(seed()))
    EXPECT_EQ(moved.import_file(f.name, f.content).imported, 0U);
}

TEST_P(People, GoOutAsTheCardsTheyCameIn) {
  Book book(folder_ / "book");
  const std::vector<File> files = address_books(seed());
  book.import_file("a.vcf", files[0].content);
  ASSERT_TRUE(app::write_cards(book.app(), folder_ / "out.vcf").has_value());
  const std::string out = read_all(folder_ / "out.vcf");
  // Of two cards with one UID the later counts; each that goes out is one that came in.
  std::size_t at = 0, cards = 0;
  for (std::size_t end; (end = out.find("END:VCARD\r\n", at)) != std::string::npos; ++cards) {
    end += 11;
    // (A person whom no card of now speaks of gets a plain one.)
    if (out.substr(at, end - at).find("VERSION:4.0") == std::string::npos) {
      EXPECT_NE(files[0].content.find(out.substr(at, end - at)), std::string::npos);
    }
    at = end;
  }
  EXPECT_EQ(at, out.size());
  EXPECT_GT(cards, 0U);
}

TEST_P(People, LeaveNoByteWhenForgotten) {
  Book book(folder_ / "book");
  fill(book, seed());
  const auto found = app::find_person(book.app(), "linkedin.com/in/person-4-0");
  if (!found || found->person == identity::kNobody) return;  // this seed knows them by -1 alone
  // What is under way with them, and its steps, go along; what only names them, too.
  model::Exchange referral;
  referral.kind = model::ExchangeKind::kReferral;
  referral.about = "a lease";
  const auto passed_on = app::open_exchange(
      book.app(), std::move(referral),
      {{model::Part::kGiver, found->person}, {model::Part::kReceiver, std::nullopt}});
  ASSERT_TRUE(passed_on) << passed_on.error().message;
  ASSERT_TRUE(
      app::take_step(book.app(), *passed_on,
                     {model::StepKind::kLost, model::Part::kReceiver, {}, "zebra", {}, {}}));
  ASSERT_TRUE(
      app::write_ideal_card(book.app(), {"not linkedin.com/in/person-4-0", "quagga", {}, {}, {}}));
  ASSERT_TRUE(app::forget_person(book.app(), found->person, false).has_value());
  EXPECT_TRUE(book.app().state.exchanges.all().empty());
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_ / "book")) {
    if (entry.is_regular_file()) {
      for (const char* gone : {"person-4-0", "zebra", "quagga"})
        EXPECT_EQ(read_all(entry.path()).find(gone), std::string::npos) << entry.path() << gone;
    }
  }
  EXPECT_TRUE(book.app().ledger->verify().has_value());
}

}  // namespace
}  // namespace tests
