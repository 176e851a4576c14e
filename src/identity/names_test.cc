// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/names.h"

#include <gtest/gtest.h>

namespace identity {
namespace {

class Names : public testing::Test {
 protected:
  Number add(const std::string& address, const std::string& name) {
    model::IdentitySeen seen;
    seen.identity.bytes[0] = static_cast<std::uint8_t>(directory_.size() + 1);
    seen.handle = {model::HandleKind::kMail, address};
    seen.name = name;
    directory_.apply(seen);
    return *directory_.find(seen.identity);
  }
  std::vector<Number> found(std::string_view words) const {
    std::vector<Number> all;
    for (const Match& match : search(directory_, words)) all.push_back(match.person);
    return all;
  }
  Directory directory_;
};

TEST(BestName, IsTheOneThatPeopleWrite) {
  EXPECT_EQ(best_name({"ADA BRENNER", "Ada Brenner", "ada"}), "Ada Brenner");
  EXPECT_EQ(best_name({"ada@brenner.example", "ada"}), "ada");
  EXPECT_EQ(best_name({"Ada", "Ada Brenner", "Ada Brenner (via the list)"}), "Ada Brenner");
  EXPECT_EQ(best_name({}), "");
}

TEST_F(Names, AreFoundByAnyPartWithoutAccents) {
  const Number jose = add("j.nunez@made.example", "José Núñez");
  const Number anna = add("anna@made.example", "Anna Weiß");
  EXPECT_EQ(found("nunez"), std::vector{jose});
  EXPECT_EQ(found("JOSE NU"), std::vector{jose});
  EXPECT_EQ(found("weiss"), std::vector{anna});
  EXPECT_EQ(found("anna weiss"), std::vector{anna});
  EXPECT_EQ(found("made.example").size(), 2U);
  EXPECT_TRUE(found("anna nunez").empty());
  EXPECT_TRUE(found("").empty());
  EXPECT_TRUE(found("...").empty());
}

TEST_F(Names, AWholeNameComesBeforeABeginningAndThatBeforeAPart) {
  const Number part = add("joanna@made.example", "Joanna Bell");
  const Number whole = add("anna@made.example", "Anna");
  const Number begins = add("ab@made.example", "Anna Bell");
  EXPECT_EQ(found("anna"), (std::vector{whole, begins, part}));
}

TEST_F(Names, TheSameAddressIsTheSamePersonWhateverNameStandsBesideIt) {
  const Number one = add("info@made.example", "Ada Brenner");
  model::IdentitySeen again{directory_.at(one).id, directory_.at(one).handle, "Office"};
  directory_.apply(again);
  directory_.apply(again);
  EXPECT_EQ(directory_.size(), 1U);
  EXPECT_EQ(directory_.at(one).names, (std::vector<std::string>{"Ada Brenner", "Office"}));
  EXPECT_EQ(found("office"), std::vector{one});
}

TEST_F(Names, TheOwnerIsOnePersonWithManyAddresses) {
  const Number home = add("ada@home.example", "Ada"), work = add("ada@work.example", "Ada B");
  directory_.apply(model::OwnerNamed{{directory_.at(home).id, directory_.at(work).id}});
  EXPECT_EQ(directory_.person_of(home), directory_.person_of(work));
  EXPECT_EQ(directory_.identities_of(directory_.owner()).size(), 2U);
  EXPECT_EQ(found("ada").size(), 1U);
  directory_.apply(model::OwnerNamed{{directory_.at(work).id}});
  EXPECT_NE(directory_.person_of(home), directory_.person_of(work));
}

}  // namespace
}  // namespace identity
