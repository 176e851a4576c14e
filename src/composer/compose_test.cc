// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/compose.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "composer/coach.h"

namespace composer {
namespace {

std::string said(const Draft& draft) {
  std::string all;
  for (const Advice& a : all_advice(draft)) all += std::string(a.rule) + ": " + a.what + "\n";
  return all;
}

TEST(Compose, PutsTheOfferBeforeTheQuestionAndLeavesRoomForANo) {
  const Draft draft = compose(
      Kind::kAskIntroduction,
      {"Lina", "a landlord in Leeds who rents to bakeries", "you know everybody on Hunslet Road",
       "proofread your spring catalogue", "introduce me to Dana Wu", ""});
  EXPECT_EQ(draft.text,
            "Hello Lina,\n\n"
            "I am looking for a landlord in Leeds who rents to bakeries. "
            "I turn to you because you know everybody on Hunslet Road.\n\n"
            "In return I would gladly proofread your spring catalogue. "
            "Would you introduce me to Dana Wu?\n\n"
            "If it does not suit you, a plain no is fine.");
  EXPECT_EQ(draft.subject, "A landlord in Leeds who rents to bakeries");
  EXPECT_EQ(said(draft), "");
}

TEST(Compose, KeepsWholeSentencesAsTheyWereWritten) {
  const Draft draft = compose(Kind::kAskOpportunity,
                              {"", "Our choir sings on 9 May.", "", "I'd be glad to bring cake!",
                               "could you print the date", "No hard feelings if the page is full"});
  EXPECT_EQ(draft.text,
            "Hello,\n\nOur choir sings on 9 May.\n\n"
            "I'd be glad to bring cake. Could you print the date?\n\n"
            "No hard feelings if the page is full.");
}

TEST(Compose, LeavesOutWhatIsMissing) {
  EXPECT_EQ(compose(Kind::kReachOut, {"Bea", "", "", "", "come?", ""}).text, "Hello Bea,");
  EXPECT_EQ(forwardable_blurb({}), "A no is fine, and needs no reason.");
}

// What the composer writes, the coach has nothing to say of.
TEST(Compose, WritesWhatTheCoachLets) {
  const char* needs[] = {"a used letterpress under 900 euros", "We open a second shop in May",
                         "someone who reads old Dutch", "a speaker for our May evening"};
  const char* offers[] = {"water your plants in August", "happy to host your students",
                          "I can send you the tariff books", "lend you the trailer"};
  const char* questions[] = {"introduce me to Solveig Dahl", "Do you know anybody at the archive",
                             "May I speak for ten minutes in June?", "keep an eye open for one"};
  for (const Kind kind : {Kind::kAskIntroduction, Kind::kAskOpportunity, Kind::kAskWatch}) {
    for (const char* need : needs) {
      for (const char* offer : offers) {
        for (const char* question : questions) {
          for (const bool first : {false, true}) {
            Draft draft = compose(kind, {"Omar", need, "you told me of it", offer, question, ""});
            if (first) draft.situation = {true, false, 0, Band::kNone};
            EXPECT_EQ(said(draft), "") << draft.text;
          }
        }
      }
    }
  }
}

TEST(Compose, WritesABlurbThatCanBePassedOn) {
  Draft blurb;
  blurb.kind = Kind::kBlurb;
  blurb.text = forwardable_blurb({"Tom Reyes", "repairs flat roofs in Leeds",
                                  "fifteen minutes with whoever looks after the roofs",
                                  "three of them are of a kind that Tom has done before", "Dana",
                                  "a list of what the leaks cost a year"});
  EXPECT_EQ(blurb.text,
            "Tom Reyes repairs flat roofs in Leeds. "
            "Tom is looking for fifteen minutes with whoever looks after the roofs. "
            "This is because three of them are of a kind that Tom has done before. "
            "In return Tom offers Dana a list of what the leaks cost a year. "
            "A no is fine, and needs no reason.");
  EXPECT_EQ(said(blurb), "");
}

}  // namespace
}  // namespace composer
