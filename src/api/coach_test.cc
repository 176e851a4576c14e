// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "api/test_site.h"

namespace api {
namespace {

TEST_F(OnASite, CoachesADraftAndSaysWhere) {
  const auto said =
      post("/api/v1/coach", R"({"as":"thanks","text":"Dear Zoë 🌿, thanks for everything!"})");
  ASSERT_EQ(said->status, 200) << said->body;
  const auto json = formats::parse_json(said->body);
  ASSERT_TRUE(json);
  EXPECT_EQ(formats::text_in(*json, "language"), "en");
  EXPECT_FALSE(formats::flag_in(*json, "sound"));
  const auto& advice = formats::list_in(*json, "advice");
  ASSERT_EQ(advice.size(), 1U) << said->body;
  EXPECT_EQ(formats::text_in(advice[0], "rule"), "bare_thanks");
  EXPECT_EQ(formats::text_in(advice[0], "quote"), "thanks for everything!");
  EXPECT_EQ(formats::number_in(advice[0], "begin"), 13);  // the leaf takes two units
  EXPECT_EQ(formats::number_in(advice[0], "end"), 35);
}

TEST_F(OnASite, CoachesByWhatIsBetweenTheTwo) {
  const std::string ask =
      R"("as":"ask_opportunity","text":"Hi Bo, would you write me a testimonial? I can cook for you.")";
  const auto stranger = post(
      "/api/v1/coach", "{" + ask + R"(,"first_message":true,"days_connected":0,"band":"none"})");
  EXPECT_NE(stranger->body.find("early_testimonial"), std::string::npos) << stranger->body;
  const auto friendly =
      post("/api/v1/coach", "{" + ask + R"(,"days_connected":900,"band":"strong"})");
  EXPECT_NE(friendly->body.find(R"("advice":[])"), std::string::npos) << friendly->body;
  EXPECT_EQ(post("/api/v1/coach", R"({"as":"spam","text":"x"})")->status, 400);
  EXPECT_EQ(app_->ledger->last_seq(), 0U);
}

}  // namespace
}  // namespace api
