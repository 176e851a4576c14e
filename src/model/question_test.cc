// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/question.h"

#include <gtest/gtest.h>

namespace model {
namespace {

TEST(Question, IsTheFirstSentenceThatAsks) {
  EXPECT_EQ(first_question("Hello. I came\nby. Are you\n  in on  Monday? Or Tuesday?"),
            "Are you in on Monday?");
  EXPECT_EQ(first_question("Dear Ada\n\nCOULD  you\tsend the plan.\n"), "COULD you send the plan.");
  EXPECT_EQ(first_question("Well! Please let me know"), "Please let me know");
  EXPECT_EQ(first_question("What\t?\t\n\nYes"), "What ?");
}

TEST(Question, IsNotInStatementsLinksOrMarksAlone) {
  for (const char* text : {"", " \n\n ", "?", "...", "No.", "Well?!", "I could you not",
                           "See https://example.org/?", "See www.example.org?", "Why?not",
                           "a line of many words\nwith one more line under it\nand the third"})
    EXPECT_FALSE(asks(text)) << text;
}

TEST(Question, IsFoundHoweverFarAndIsShortened) {
  const std::string far(10'000, 'x');
  EXPECT_EQ(first_question(far + ". Shall we meet?"), "Shall we meet?");
  EXPECT_EQ(first_question(far + "?").size(), 160U);
}

}  // namespace
}  // namespace model
