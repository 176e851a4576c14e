// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/search_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "base/random.h"
#include "base/text.h"

namespace identity {
namespace {

class Names : public testing::Test {
 protected:
  Number add(const std::string& address, const std::string& name) {
    model::IdentitySeen seen;
    const std::size_t n = directory_.size() + 1;
    seen.identity.bytes[0] = static_cast<std::uint8_t>(n);
    seen.identity.bytes[1] = static_cast<std::uint8_t>(n >> 8U);
    seen.handle = {model::HandleKind::kMail, address};
    seen.name = name;
    directory_.apply(seen);
    return *directory_.find(seen.identity);
  }
  std::vector<Number> found(std::string_view words) {
    index_.update(directory_);
    std::vector<Match> matches = index_.find(words);
    std::stable_sort(matches.begin(), matches.end(), [&](const Match& a, const Match& b) {
      return std::tuple(-a.quality, index_.place(a.person)) <
             std::tuple(-b.quality, index_.place(b.person));
    });
    std::vector<Number> all;
    for (const Match& match : matches) all.push_back(match.person);
    return all;
  }
  // What an index says that never saw anything else.
  void expect_as_if_new() {
    SearchIndex fresh;
    fresh.update(directory_);
    index_.update(directory_);
    ASSERT_EQ(index_.by_name(), fresh.by_name());
    for (const Number n : fresh.by_name()) {
      ASSERT_EQ(index_.place(n), fresh.place(n));
      ASSERT_EQ(index_.name(n), directory_.name(n));
    }
    for (const char* words : {"a", "b c", "example", "made 3", "zzz"}) {
      const std::vector<Match> now = index_.find(words), all = fresh.find(words);
      ASSERT_EQ(now.size(), all.size()) << words;
      for (std::size_t i = 0; i < all.size(); ++i)
        ASSERT_EQ(std::tuple(now[i].person, now[i].quality),
                  std::tuple(all[i].person, all[i].quality));
    }
  }
  Directory directory_;
  SearchIndex index_;
};

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

TEST_F(Names, AnIndexThatFollowsSaysWhatANewOneSays) {
  const auto random = base::seeded_random(11);
  const auto any = [&](std::uint64_t below) {
    std::uint64_t x = 0;
    random->fill(&x, sizeof x);
    return x % below;
  };
  for (int round = 0; round < 60; ++round) {
    for (std::uint64_t more = any(round % 20 == 0 ? 200 : 4); more > 0; --more) {
      const std::string name(1, static_cast<char>('a' + any(26)));
      add(name + std::to_string(directory_.size()) + "@made.example",
          any(4) == 0 ? "" : "Person " + name + " " + std::to_string(any(50)));
    }
    if (directory_.size() == 0) continue;
    const auto someone = [&] { return static_cast<Number>(any(directory_.size())); };
    if (any(3) == 0) {  // another name for somebody
      const Known& k = directory_.at(someone());
      directory_.apply(model::IdentitySeen{k.id, k.handle, "Also " + std::to_string(any(99))});
    }
    if (any(3) == 0) {  // two become one, or one becomes two
      Persons persons = directory_.persons();
      const Number a = someone(), b = someone();
      persons.groups[a] = any(2) == 0 ? persons.groups[b] : a;
      if (any(2) == 0) persons.names = {{a, "Of a profile " + std::to_string(any(9))}};
      directory_.set_persons(std::move(persons));
    }
    if (any(9) == 0) directory_.apply(model::OwnerNamed{{directory_.at(someone()).id}});
    expect_as_if_new();
  }
}

}  // namespace
}  // namespace identity
