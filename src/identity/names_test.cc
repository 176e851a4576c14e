// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/names.h"

#include <gtest/gtest.h>

namespace identity {
namespace {

TEST(BestName, IsTheOneThatPeopleWrite) {
  EXPECT_EQ(best_name({"ADA BRENNER", "Ada Brenner", "ada"}), "Ada Brenner");
  EXPECT_EQ(best_name({"ada@brenner.example", "ada"}), "ada");
  EXPECT_EQ(best_name({"Ada", "Ada Brenner", "Ada Brenner (via the list)"}), "Ada Brenner");
  EXPECT_EQ(best_name({}), "");
}

}  // namespace
}  // namespace identity
