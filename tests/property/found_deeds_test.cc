// Deeds that letters speak of: found the same whether each letter was looked at when it came, after an
// opening, or all of them anew; and not of what was forgotten.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/found_deeds.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "app/forget.h"
#include "tests/property/book.h"

namespace tests {
namespace {

// Letters of many kinds; every fifth brings two together, or passes the owner on.
std::vector<Letter> speaking(std::uint64_t seed) {
  std::vector<Letter> all = letters(seed, 80);
  for (std::size_t i = 0; i < all.size(); i += 5) {
    Letter& one = all[i];
    if (one.to.size() > 1)
      one.subject = one.to[0].substr(0, one.to[0].find(' ')) + ", meet " +
                    one.to[1].substr(0, one.to[1].find(' '));
    else
      one.text = "I gave your name to a mill owner.";
  }
  return all;
}

std::vector<std::string> found(Book& book) {
  const auto all = app::found_deeds(book.app());
  EXPECT_TRUE(all.has_value());
  std::vector<std::string> words;
  for (const app::FoundDeed& one : *all)
    words.push_back(one.id + " " + one.deed.text + (one.deed.given ? " given" : " received"));
  return words;
}

TEST(FoundDeeds, AreTheSameHoweverTheirLettersWereLookedAt) {
  std::size_t several = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const base::ScratchFolder folder;
    Book book(folder / "book");
    const std::vector<Letter> all = speaking(seed);
    book.import({all.begin(), all.begin() + 40});
    book.me(0);
    book.open();  // the marks of the first half come out of their file
    book.import({all.begin() + 40, all.end()});
    const std::vector<std::string> grown = found(book);
    several += grown.size() > 1;
    book.open();
    EXPECT_EQ(found(book), grown);
    const std::string marks = app::deed_marks_file(folder / "book");
    ASSERT_TRUE(std::filesystem::exists(marks));
    book.app().deed_marks.drop();  // as in a book from before there were marks
    EXPECT_EQ(found(book), grown);
    book.open();
    std::string bytes = read_all(marks);
    bytes[bytes.size() / 2] ^= 1;
    book.open();
    std::ofstream(marks, std::ios::binary) << bytes;
    book.app().deed_marks.drop();
    book.app().deed_marks.load(book.app());  // damaged: as if it were not there
    EXPECT_EQ(found(book), grown);
    std::filesystem::remove(marks);
    book.open();
    EXPECT_EQ(found(book), grown);
  }
  EXPECT_GE(several, 3U) << "the letters show nothing to compare";
}

TEST(FoundDeeds, AreGoneWithTheLetterThatShowedThem) {
  const base::ScratchFolder folder;
  Book book(folder / "book");
  Letter one;
  one.from = person(1);
  one.to = {person(0), person(2)};
  one.at = kNow - std::chrono::hours(30);
  one.subject = "Person0, meet Person2";
  one.id = "one@made.example";
  Letter other = one;
  other.from = person(3);
  other.to[1] = person(4);
  other.subject = "Person0, meet Person4";
  other.id = "other@made.example";
  book.import({one, other});
  book.me(0);
  const auto before = app::found_deeds(book.app());
  ASSERT_TRUE(before && before->size() == 2);
  ASSERT_TRUE(app::forget_item(book.app(), before->front().seq));
  EXPECT_FALSE(std::filesystem::exists(app::deed_marks_file(folder / "book")));
  const auto after = app::found_deeds(book.app());
  ASSERT_TRUE(after.has_value());
  ASSERT_EQ(after->size(), 1U);
  EXPECT_EQ(after->front().subject, before->back().subject);
  // One is answered by its own letter, and no other.
  EXPECT_FALSE(app::confirm_deed(book.app(), "999999-x", model::DeedSize::kReal));
  EXPECT_FALSE(app::confirm_deed(book.app(), "", model::DeedSize::kReal));
  ASSERT_TRUE(app::confirm_deed(book.app(), after->front().id, model::DeedSize::kReal));
  EXPECT_TRUE(app::found_deeds(book.app())->empty());
}

}  // namespace
}  // namespace tests
