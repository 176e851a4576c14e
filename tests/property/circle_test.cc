// The circle over the API: in pages, by side, each person once.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <set>

#include "api/test_site.h"
#include "app/met.h"
#include "app/owner.h"

namespace tests {
namespace {

using formats::Json;
using net::Method;

class InTheCircle : public api::OnASite {
 protected:
  static constexpr int kPeople = 7;

  void SetUp() override {
    OnASite::SetUp();
    ASSERT_TRUE(app::add_person(*app_, "ada@made.example"));
    const std::vector<std::string> own = {"ada@made.example"};
    ASSERT_TRUE(app::name_owner(*app_, own));
    app_->moment.at = clock_.at;
    // The first did one thing for the member, the second two, …; the last one also took one.
    for (int i = 0; i < kPeople; ++i) {
      const std::string id = text_of(
          post("/api/v1/people", R"({"name":"Friend )" + std::string(1, char('A' + i)) + "\"}"),
          "id");
      ids_.push_back(id);
      for (int n = 0; n <= i; ++n) did(id, "them", n);
      if (i == kPeople - 1) {
        for (int n = 0; n < 2 * kPeople; ++n) did(id, "you", n);
      }
    }
    ++app_->changes;
  }
  void did(const std::string& id, const std::string& by, int n) {
    post("/api/v1/people/" + id + "/deeds", R"({"by":")" + by +
                                                R"(","kind":"favour","size":"real","what":"act )" +
                                                std::to_string(n) + "\"}");
  }
  Json post(const std::string& target, const std::string& body) {
    const net::ResponseRef said = answer(asking(Method::kPost, target, owner_, body));
    EXPECT_EQ(said->status, 200) << target << " " << said->body;
    auto json = formats::parse_json(said->body);
    return json ? std::move(*json) : Json();
  }
  Json circle(const std::string& query, int status = 200) {
    const net::ResponseRef said = get("/api/v1/circle" + query);
    EXPECT_EQ(said->status, status) << said->body;
    auto json = formats::parse_json(said->body);
    return json ? std::move(*json) : Json();
  }
  static std::string text_of(const Json& json, const char* member) {
    const Json* value = json.find(member);
    return value == nullptr || value->as_string() == nullptr ? "" : *value->as_string();
  }
  static std::vector<std::string> people_of(const Json& circle) {
    std::vector<std::string> ids;
    for (const Json& one : *circle.find("people")->as_array())
      ids.push_back(text_of(*one.find("person"), "id"));
    return ids;
  }

  std::vector<std::string> ids_;
};

TEST_F(InTheCircle, PagesHoldEverybodyOnceInTheOrderOfTheWhole) {
  const Json whole = circle("?limit=200");
  EXPECT_EQ(people_of(whole).size(), std::size_t{kPeople});
  EXPECT_EQ(whole.find("next"), nullptr);
  EXPECT_EQ(people_of(whole)[0], ids_[kPeople - 1]) << "the largest balance";
  std::vector<std::string> all;
  std::string cursor;
  do {
    const Json page = circle("?limit=3" + (cursor.empty() ? "" : "&cursor=" + cursor));
    EXPECT_EQ(*page.find("total")->as_int(), kPeople);
    for (const std::string& id : people_of(page)) all.push_back(id);
    cursor = text_of(page, "next");
  } while (!cursor.empty());
  EXPECT_EQ(all, people_of(whole));
}

TEST_F(InTheCircle, ASideHasItsOwnPages) {
  const Json owed = circle("?side=you_owe&limit=4");
  EXPECT_EQ(*owed.find("total")->as_int(), kPeople - 1) << "the last one had more than they gave";
  for (const Json& one : *owed.find("people")->as_array())
    EXPECT_TRUE(*one.find("you_owe")->as_bool());
  const Json rest = circle("?side=you_owe&limit=4&cursor=" + text_of(owed, "next"));
  EXPECT_EQ(people_of(rest).size(), 2U);
  circle("?side=you_owe&cursor=" + ids_[kPeople - 1], 400);
  circle("?side=nobody", 400);
}

TEST_F(InTheCircle, OnePersonsGiveAndTakeIsTheirPlaceInIt) {
  const Json whole = circle("?limit=200");
  for (const Json& one : *whole.find("people")->as_array()) {
    const std::string id = text_of(*one.find("person"), "id");
    EXPECT_EQ(get("/api/v1/people/" + id + "/give-and-take")->body,
              formats::print_json(one) + "\n");
  }
}

}  // namespace
}  // namespace tests
