// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "match/index.h"

namespace match {
TEST(Index, finds_who_does_what_is_needed) {
  const Sense sense(Lexicon::built_in());
  Index index(sense);
  index.add_offer(1, 0, "Accountant", "forensic accounting for small firms");
  EXPECT_EQ(index.size(), 1U);
}
}  // namespace match
