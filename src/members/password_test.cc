// SPDX-License-Identifier: AGPL-3.0-or-later
#include "members/password.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <ctime>
#include <limits>
#include <thread>
#include <vector>

namespace members {
namespace {

std::string complaint(std::string_view password, std::string_view name = "Ada Brenner") {
  const auto checked = check_choice(password, name);
  return checked ? "" : checked.error().message;
}

TEST(Password, E1TakesAnyCharactersFromEightOnAndSaysWhatIsTooShort) {
  EXPECT_EQ(complaint("4 hörner"), "");
  EXPECT_EQ(complaint("correct horse battery staple"), "");
  EXPECT_EQ(complaint("\xF0\x9F\x90\x8E\xF0\x9F\x90\x8E\xF0\x9F\x90\x8E\xF0\x9F\x90\x8E"
                      "abcd"),
            "");
  EXPECT_NE(complaint("7 hörne").find("at least 8 characters"), std::string::npos);
  EXPECT_NE(complaint("").find("at least 8 characters"), std::string::npos);
  EXPECT_EQ(complaint(std::string(500, 'x') + " y"), "");
  EXPECT_NE(complaint(std::string(1000, 'x') + " y"), "");
  EXPECT_NE(complaint("\xff\xfe not unicode"), "");
}

TEST(Password, E1RefusesTheMostCommonAndThoseWithTheName) {
  for (const char* common :
       {"password", "12345678", "PassWord", "qwertyuiop", "iloveyou", "pássword"})
    EXPECT_NE(complaint(common), "") << common;
  EXPECT_EQ(complaint("password of mine"), "");
  for (const char* with :
       {"ada brenner 77", "AdaBrenner77", "xx Brenner xx", "my rapport!", "RAPPÓRT1234"})
    EXPECT_NE(complaint(with).find("name"), std::string::npos) << with;
  // A short word of a name stands in too many others.
  EXPECT_EQ(complaint("salad adagio"), "");
  EXPECT_EQ(complaint("wooden boxes", "Bo"), "");
  EXPECT_NE(complaint("aaaaaaaaaaaa"), "");
}

TEST(Password, E1IsNeverCutAndIsTheSameHoweverItsAccentsAreWritten) {
  Passwords passwords;
  const std::string longest = std::string(499, 'x') + " the end";
  const auto kept = passwords.hash(longest);
  ASSERT_TRUE(kept);
  EXPECT_TRUE(*passwords.is(longest, *kept));
  EXPECT_FALSE(*passwords.is(longest.substr(0, longest.size() - 1), *kept));
  const auto composed = passwords.hash("\xC3\xA9t\xC3\xA9 1999");
  EXPECT_TRUE(*passwords.is("e\xCC\x81te\xCC\x81 1999", *composed));
  EXPECT_FALSE(*passwords.is("ete 1999", *composed));
  EXPECT_FALSE(*passwords.is("\xC3\xA9t\xC3\xA9 1999 ", *composed));
}

TEST(Password, E1IsKeptAsArgon2idWithMemoryAndASaltOfItsOwn) {
  Passwords passwords;
  const auto one = passwords.hash("a thing to remember"),
             two = passwords.hash("a thing to remember");
  ASSERT_TRUE(one && two);
  EXPECT_TRUE(one->starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << *one;
  EXPECT_NE(*one, *two);
}

// The same work is done, which is what takes the time: less than half of it would be another way.
TEST(Password, E3ANameThatNobodyHasCostsTheSame) {
  Passwords passwords;
  const auto kept = passwords.hash("a thing to remember");
  // The processor's time: whatever else the machine does says nothing of the work.
  std::clock_t with = std::numeric_limits<std::clock_t>::max(), without = with;
  for (int i = 0; i < 5; ++i) {
    const std::clock_t begun = std::clock();
    EXPECT_FALSE(*passwords.is("something else", *kept));
    const std::clock_t between = std::clock();
    EXPECT_FALSE(*passwords.is("something else", ""));
    with = std::min(with, between - begun);
    without = std::min(without, std::clock() - between);
  }
  EXPECT_GT(without, with / 2);
  EXPECT_LT(without, with * 2);
}

TEST(Password, ManyAtOnceWaitOrAreToldSo) {
  Passwords passwords;
  const std::string kept = *passwords.hash("a thing to remember");
  std::atomic<int> right = 0, told = 0;
  std::vector<std::thread> all;
  for (int i = 0; i < 60; ++i) {
    all.emplace_back([&] {
      const auto is = passwords.is("a thing to remember", kept);
      if (is) right += *is;
      if (!is && is.error().code == base::Code::kUnavailable) ++told;
    });
  }
  for (std::thread& one : all) one.join();
  EXPECT_GE(right, 2);
  EXPECT_EQ(right + told, 60);
  EXPECT_TRUE(*passwords.is("a thing to remember", kept));
}

}  // namespace
}  // namespace members
