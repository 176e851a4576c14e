// SPDX-License-Identifier: AGPL-3.0-or-later
#include "match/kinds.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

namespace match {
namespace {

TEST(Kinds, HoldWhatWasAddedAndNotWhatWentAway) {
  std::mt19937_64 dice(7);
  Kinds kinds;
  std::map<Id, std::multiset<std::uint32_t>> said;  // of whom, the words that name the kind
  int meanings = 0;
  for (int step = 0; step < 4000; ++step) {
    const Id id = dice() % 40;
    if (dice() % 3 == 0) {
      std::multiset<std::uint32_t> gone;
      kinds.remove(id, [&](const std::vector<Placed>& words) { gone.insert(words.front().word); });
      EXPECT_EQ(gone, said[id]);
      said.erase(id);
    } else {
      const auto word = static_cast<std::uint32_t>(dice() % 12);
      kinds.add({id, static_cast<std::uint32_t>(step)}, {{word, 1}, {99, .5F}}, [&] {
        ++meanings;
        return Meaning();
      });
      said[id].insert(word);
    }
    std::map<Id, std::multiset<std::uint32_t>> held;
    std::set<std::uint32_t> words;
    std::size_t members = 0;
    for (const Kind& kind : kinds.all()) {
      EXPECT_FALSE(kind.members.empty());
      EXPECT_TRUE(words.insert(kind.words.front().word).second) << "two kinds of the same words";
      members += kind.members.size();
      for (const Member& m : kind.members) held[m.id].insert(kind.words.front().word);
    }
    std::erase_if(said, [](const auto& one) { return one.second.empty(); });
    ASSERT_EQ(held, said) << "step " << step;
    EXPECT_EQ(kinds.members(), members);
  }
  EXPECT_LT(meanings, 2000) << "what is said again is not weighed again";
}

TEST(Kinds, TheSameWordsWithAnotherWeightAreAnotherKind) {
  Kinds kinds;
  kinds.add({1, 0}, {{5, 1}}, [] { return Meaning(); });
  kinds.add({2, 0}, {{5, .5F}}, [] { return Meaning(); });
  EXPECT_EQ(kinds.all().size(), 2U);
}

}  // namespace
}  // namespace match
