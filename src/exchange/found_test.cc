// SPDX-License-Identifier: AGPL-3.0-or-later
#include "exchange/found.h"

#include <gtest/gtest.h>

#include <vector>

namespace exchange {
namespace {

using model::DeedKind;

std::optional<DeedKind> in(const char* subject, const char* text,
                           const std::vector<std::string>& names = {"Ben", "Noor"}) {
  const auto kind = deed_in(subject, text, names);
  EXPECT_TRUE(!kind || may_show_deed(subject, text)) << "would never be looked at";
  return kind;
}

TEST(Found, KnowsWhatBringsPeopleTogether) {
  for (const auto& [subject, text] : std::vector<std::pair<const char*, const char*>>{
           {"Ben, meet Noor", "You both restore roofs."},
           {"Intro: Noor", "As promised."},
           {"Roofs", "Hi Ben, I would like to introduce you to Noor, who runs the fair."},
           {"Hello", "Noor, please meet my old friend Ben."},
           {"you two", "Ben and Noor, you two should talk about slate."},
           {"", "Ben: putting you in touch with NOOR as we discussed."}})
    EXPECT_EQ(in(subject, text), DeedKind::kIntroduction) << subject << text;
}

TEST(Found, IsNotTakenInByWhatOnlySoundsLikeIt) {
  for (const auto& [subject, text] : std::vector<std::pair<const char*, const char*>>{
           {"Meeting", "Shall we meet Noor on Friday to meet Ben?"},
           {"Agenda", "I will introduce the budget, then Ben speaks."},
           {"", "Happy to meet Ben next week."},
           {"", "The committee should meet, and you two to follow."},
           {"Thanks", "It was good to meet you both."}})
    EXPECT_EQ(in(subject, text), std::nullopt) << subject << " " << text;
  EXPECT_EQ(in("Ben, meet Noor", "x", {"Ben"}), std::nullopt) << "nobody is brought together alone";
  EXPECT_EQ(in("Bennett, meet Noora", "x"), std::nullopt) << "other names";
}

TEST(Found, KnowsWhatPassesSomebodyOn) {
  EXPECT_EQ(in("A client", "I gave your name to a mill owner.", {"Ada"}), DeedKind::kReferral);
  EXPECT_EQ(in("A client", "What is the name of your roofer?", {"Ada"}), std::nullopt);
}

TEST(Found, LooksAgainOnlyWhereSomethingMayStand) {
  for (const char* text :
       {"Shall we meet on Friday?", "I introduced the budget.", "Thank you all."})
    EXPECT_FALSE(may_show_deed("Hello", text)) << text;
  EXPECT_TRUE(may_show_deed("Somebody, meet somebody else", ""));
}

TEST(Found, LooksAtTheBeginningOnly) {
  const std::string quoted = std::string(2000, '.') + " Ben, meet Noor";
  EXPECT_EQ(in("", quoted.c_str()), std::nullopt);
}

}  // namespace
}  // namespace exchange
