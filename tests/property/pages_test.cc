// Pages: what the API answers about a whole book, held to its schemas, and what a page does with it.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <set>

#include "api/schema.h"
#include "api/test_site.h"
#include "app/commit.h"
#include "app/import_files.h"
#include "app/owner.h"
#include "app/person.h"
#include "app/tags.h"
#include "tests/letters.h"

namespace tests {
namespace {

using formats::Json;
using net::Method;

class Pages : public api::OnASite {
 protected:
  void SetUp() override {
    clock_.at = *base::parse_time("2026-03-01T09:00:00Z");
    OnASite::SetUp();
    std::vector<Letter> letters;
    const auto exchange = [&](int n, int every, int last_days_ago) {
      for (int d = last_days_ago + 300; d >= last_days_ago; d -= every) {
        letters.push_back(letter(0, n, clock_.at - std::chrono::days(d), "A word?"));
        letters.push_back(
            letter(n, 0, clock_.at - std::chrono::days(d) + std::chrono::hours(5), "Yes."));
      }
    };
    for (int n = 1; n < 8; ++n) exchange(n, 5 + 3 * n, 3 + 11 * (n % 3));
    for (int d = 200; d > 0; d -= 9)  // three who also write to each other
      for (const auto& [a, b] : {std::pair(1, 2), std::pair(2, 3), std::pair(3, 1)}) {
        letters.push_back(letter(a, b, clock_.at - std::chrono::days(d), "Hello."));
        letters.push_back(
            letter(b, a, clock_.at - std::chrono::days(d) + std::chrono::hours(2), "Hello."));
      }
    letters.push_back(letter(4, 0, clock_.at - std::chrono::days(2), "Will you come to us?"));
    import("mail.mbox", print_mbox(letters));
    import("Recommendations_Received.csv",
           "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
           "Zoe,Lind,Acme,Buyer,\"The one to ask.\",12 Jan 2026,VISIBLE\n");
    import("cards.vcf",
           "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Person5 Made\r\nEMAIL:person5@made.example\r\n"
           "ORG:Acme\r\nTITLE:Buyer\r\nCATEGORIES:Sailing\r\nEND:VCARD\r\n");
    const std::vector<std::string> mine = {"person0@made.example"};
    ASSERT_TRUE(app::name_owner(*app_, mine).has_value());
    clock_.at += std::chrono::minutes(2);
  }

  static Letter letter(int from, int to, base::Time at, const std::string& text) {
    const auto person = [](int n) {
      const std::string name = "Person" + std::to_string(n);
      return name + " Made <" + name + "@made.example>";
    };
    Letter one;
    one.from = person(from);
    one.to = {person(to)};
    one.at = at;
    one.subject = "Matter";
    one.text = text;
    one.id = std::to_string(from) + "-" + std::to_string(to) + "-" +
             std::to_string(base::micros(at)) + "@made.example";
    return one;
  }
  void import(const std::string& name, const std::string& content) {
    const std::string file = files_ / name;
    std::ofstream(file, std::ios::binary) << content;
    app::ImportReport report;
    const std::vector<std::string> paths = {file};
    ASSERT_TRUE(app::import_files(*app_, paths, {}, report).has_value());
    ASSERT_EQ(report.total().skipped, 0U);
  }

  Json ask(const std::string& target, int status = 200) {
    const net::ResponseRef said = get(target);
    EXPECT_EQ(said->status, status) << target << " " << said->body;
    auto json = formats::parse_json(said->body);
    return json ? std::move(*json) : Json();
  }
  Json send(Method method, const std::string& target, const std::string& body, int status = 200) {
    const net::ResponseRef said = answer(asking(method, target, owner_, body));
    EXPECT_EQ(said->status, status) << target << " " << said->body;
    auto json = formats::parse_json(said->body);
    return json ? std::move(*json) : Json();
  }
  static std::string text_of(const Json& json, const char* member) {
    const Json* value = json.find(member);
    return value == nullptr || value->as_string() == nullptr ? "" : *value->as_string();
  }
  static std::int64_t int_of(const Json& json, const char* member) {
    const Json* value = json.find(member);
    return value == nullptr || value->as_int() == nullptr ? -1 : *value->as_int();
  }
  static const Json::Array& list_of(const Json& json, const char* member) {
    static const Json::Array kNone;
    const Json* value = json.find(member);
    return value == nullptr || value->as_array() == nullptr ? kNone : *value->as_array();
  }
  std::string id_of(int n) {
    const Json found = ask("/api/v1/people?q=person" + std::to_string(n) + "@made.example");
    return list_of(found, "people").empty() ? "" : text_of(list_of(found, "people").front(), "id");
  }

  base::ScratchFolder files_;
};

TEST_F(Pages, EveryQuestionIsAnsweredAsItsSchemaSays) {
  const std::string person = id_of(1);
  const std::string exchange =
      text_of(send(Method::kPost, "/api/v1/exchanges",
                   R"({"kind":"promise","parties":{"maker":"me","taker":")" + person +
                       R"("},"about":"the lease","due":"2026-03-01"})"),
              "id");
  for (const api::Route& route : api::routes()) {
    if (route.method != Method::kGet || route.gives.empty() || route.needs != api::Needs::kRead ||
        route.pattern.find("/imports/") != std::string_view::npos)
      continue;
    std::string target(route.pattern);
    if (const std::size_t at = target.find("{id}"); at != std::string::npos)
      target.replace(at, 4, target.find("/exchanges/") == std::string::npos ? person : exchange);
    if (route.pattern == "/api/v1/paths") target += "?to=" + person;
    if (route.pattern == "/api/v1/matches") target += "?need=roofing";
    const Json said = ask(target);
    const auto fits = api::check(route.gives, said);
    EXPECT_TRUE(fits.has_value()) << target << ": " << (fits ? "" : fits.error().message);
  }
}

TEST_F(Pages, OfPeopleMakeTheWholeListWhateverTheFilter) {
  for (const std::string filter : {"", "&q=made", "&band=strong", "&since=2025-06-01", "&q=1"}) {
    const Json whole = ask("/api/v1/people?limit=200" + filter);
    std::vector<std::string> ids, paged;
    for (const Json& one : list_of(whole, "people")) ids.push_back(text_of(one, "id"));
    EXPECT_EQ(int_of(whole, "total"), static_cast<std::int64_t>(ids.size()));
    std::string cursor;
    do {
      const Json page =
          ask("/api/v1/people?limit=3" + filter + (cursor.empty() ? "" : "&cursor=" + cursor));
      for (const Json& one : list_of(page, "people")) paged.push_back(text_of(one, "id"));
      cursor = text_of(page, "next");
    } while (!cursor.empty() && paged.size() < 100);
    EXPECT_EQ(paged, ids) << filter;
  }
  EXPECT_EQ(get("/api/v1/people?cursor=" + std::string(32, '7'))->status, 404);
}

TEST_F(Pages, TheStrongestComeFirstAndThenTheNames) {
  const Json all = ask("/api/v1/people?limit=200");
  double before = 2;
  std::string name;
  bool tied = true;
  for (const Json& one : list_of(all, "people")) {
    if (*one.find("mutual")->as_bool()) {
      ASSERT_TRUE(tied);
      EXPECT_LE(*one.find("strength")->as_double(), before);
      before = *one.find("strength")->as_double();
    } else {
      tied = false;
      EXPECT_LE(name, text_of(one, "name"));
      name = text_of(one, "name");
    }
  }
  EXPECT_EQ(text_of(list_of(ask("/api/v1/people?q=person5"), "people").front(), "works"),
            "Buyer, Acme");
  EXPECT_EQ(list_of(ask("/api/v1/people?company=acme"), "people").size(), 2U);
  EXPECT_EQ(list_of(ask("/api/v1/people?tag=sailing"), "people").size(), 1U);
}

TEST_F(Pages, OfATimelineMakeTheWholeOne) {
  const std::string person = id_of(1);
  std::vector<std::int64_t> items;
  std::string cursor;
  do {
    const Json page = ask("/api/v1/people/" + person + "/timeline?limit=7" +
                          (cursor.empty() ? "" : "&cursor=" + cursor));
    for (const Json& one : list_of(page, "items")) items.push_back(int_of(one, "item"));
    cursor = text_of(page, "next");
  } while (!cursor.empty() && items.size() < 1000);
  EXPECT_EQ(static_cast<std::int64_t>(items.size()),
            int_of(ask("/api/v1/people/" + person), "interactions"));
  EXPECT_EQ(std::set<std::int64_t>(items.begin(), items.end()).size(), items.size());
  EXPECT_EQ(get("/api/v1/people/" + person + "/timeline?cursor=999999")->status, 400);
}

TEST_F(Pages, TheNumbersAreThoseOfTheLists) {
  const Json count = ask("/api/v1/count");
  EXPECT_EQ(int_of(count, "real"),
            static_cast<std::int64_t>(list_of(ask("/api/v1/real"), "people").size()));
  EXPECT_EQ(int_of(count, "owed"),
            static_cast<std::int64_t>(list_of(ask("/api/v1/owed"), "people").size()));
  EXPECT_EQ(int_of(count, "owed"), 1);
  EXPECT_EQ(int_of(count, "connections"), 8);  // seven who wrote, one of whom has a card; and Zoe
  EXPECT_NE(text_of(list_of(ask("/api/v1/owed"), "people").front(), "reason").find("recommended"),
            std::string::npos);
}

TEST_F(Pages, ACardIsAnsweredByItsIdAndComesBackWhenThatIsUndone) {
  const Json today = ask("/api/v1/today");
  ASSERT_FALSE(list_of(today, "cards").empty());
  const auto answers = [&](const Json& cards) {
    const auto& list = list_of(cards, "cards");
    return std::count_if(list.begin(), list.end(),
                         [](const Json& card) { return text_of(card, "rule") == "answer"; });
  };
  const auto& cards = list_of(today, "cards");
  const auto card = std::find_if(cards.begin(), cards.end(),
                                 [](const Json& one) { return text_of(one, "rule") == "answer"; });
  ASSERT_NE(card, cards.end());
  EXPECT_TRUE(text_of(*card, "mailto").starts_with("mailto:person4@made.example?subject="));
  const std::string target = "/api/v1/today/" + text_of(*card, "id");
  const Json done = send(Method::kPut, target, R"({"verdict":"done"})");
  EXPECT_EQ(answers(ask("/api/v1/today")), 0);
  send(Method::kPut, target, R"({"verdict":"done"})", 409);
  send(Method::kPut, "/api/v1/today/nothing-" + id_of(1), R"({"verdict":"done"})", 404);
  send(Method::kPost, "/api/v1/undo", R"({"entry":)" + std::to_string(int_of(done, "entry")) + "}");
  EXPECT_EQ(answers(ask("/api/v1/today")), 1);
}

TEST_F(Pages, ManyAreTaggedInOneGoAndASourcesTagStays) {
  const std::string them = R"({"people":[")" + id_of(1) + "\",\"" + id_of(2) + "\"]";
  const std::uint64_t before = app_->ledger->last_seq();
  EXPECT_EQ(
      int_of(send(Method::kPost, "/api/v1/tags", them + R"(,"add":["Choir","choir","Club"]})"),
             "added"),
      4);
  EXPECT_EQ(app_->ledger->last_seq(), before + 4);
  EXPECT_EQ(int_of(send(Method::kPost, "/api/v1/tags", them + R"(,"add":["CHOIR"]})"), "added"), 0);
  EXPECT_EQ(app_->ledger->last_seq(), before + 4);
  EXPECT_EQ(list_of(ask("/api/v1/people?tag=choir"), "people").size(), 2U);
  EXPECT_EQ(
      int_of(send(Method::kPost, "/api/v1/tags", them + R"(,"remove":["choir"]})"), "removed"), 2);
  EXPECT_TRUE(list_of(ask("/api/v1/people?tag=choir"), "people").empty());
  EXPECT_EQ(list_of(ask("/api/v1/people/" + id_of(1)), "tags").size(), 1U);
  const std::string sailor = id_of(5);
  const Json refused = send(Method::kPost, "/api/v1/tags",
                            R"({"people":[")" + sailor + R"("],"remove":["sailing"]})", 400);
  EXPECT_NE(text_of(refused, "detail").find("imported"), std::string::npos);
}

TEST_F(Pages, AMeetingSaysWhatWasLearntAndCanBeTakenBack) {
  const std::string before = ask("/api/v1/people/" + id_of(6) + "/why").find("z") != nullptr
                                 ? formats::print_json(ask("/api/v1/people/" + id_of(6)))
                                 : "";
  const Json met = send(Method::kPost, "/api/v1/met",
                        R"({"person":")" + id_of(6) +
                            R"(","kind":"meeting","at":"2026-02-27","text":"needs: a plumber"})");
  EXPECT_TRUE(api::check(std::string_view("Met"), met).has_value());
  EXPECT_EQ(*list_of(met, "said").front().as_string(), "needs a plumber");
  EXPECT_NE(formats::print_json(ask("/api/v1/people/" + id_of(6))), before);
  const Json person = ask("/api/v1/people/" + id_of(6));
  const Json& need = list_of(person, "facts").front();
  EXPECT_EQ(text_of(need, "value"), "a plumber");
  send(Method::kPost, "/api/v1/undo", R"({"entry":)" + std::to_string(int_of(need, "entry")) + "}");
  send(Method::kPost, "/api/v1/undo", R"({"entry":)" + std::to_string(int_of(met, "entry")) + "}");
  EXPECT_EQ(formats::print_json(ask("/api/v1/people/" + id_of(6))), before);
  send(Method::kPost, "/api/v1/undo", R"({"entry":)" + std::to_string(int_of(met, "entry")) + "}",
       404);
}

TEST_F(Pages, AMeetingWithANameOfSeveralAsksWhich) {
  const std::uint64_t before = app_->ledger->last_seq();
  const Json which = send(Method::kPost, "/api/v1/met", R"({"name":"Made","kind":"call"})", 409);
  EXPECT_GT(list_of(which, "candidates").size(), 1U);
  EXPECT_EQ(app_->ledger->last_seq(), before);
  send(Method::kPost, "/api/v1/met", R"({"name":"Nobody Known","kind":"call"})", 404);
  const Json fresh = send(Method::kPost, "/api/v1/met",
                          R"({"new":true,"kind":"call","text":"Tom Reyes does: roofing"})");
  EXPECT_TRUE(*fresh.find("new")->as_bool());
  EXPECT_EQ(text_of(fresh, "name"), "Tom Reyes");
}

TEST_F(Pages, WhomTheMemberDoesNotKeepHasNoCard) {
  const std::string person = id_of(2);
  const auto keeping = [&] {
    const Json said = ask("/api/v1/people/" + person);
    const Json* value = said.find("keeping");
    return value->as_string() == nullptr ? std::string() : *value->as_string();
  };
  EXPECT_EQ(keeping(), "");
  for (const std::string how : {"no", "light", "yes"}) {
    send(Method::kPut, "/api/v1/people/" + person + "/keeping", R"({"keeping":")" + how + "\"}");
    EXPECT_EQ(keeping(), how);
  }
}

TEST_F(Pages, AQuestionIsAnsweredByItsIdAlone) {
  const Json none =
      send(Method::kPost, "/api/v1/questions/" + id_of(1) + "-" + id_of(2), R"({"same":true})");
  EXPECT_GT(int_of(none, "entry"), 0);
  EXPECT_EQ(id_of(1), id_of(2));
  const Json person = ask("/api/v1/people/" + id_of(1));
  ASSERT_EQ(list_of(person, "merged").size(), 1U);
  EXPECT_NE(text_of(list_of(person, "merged").front(), "text").find("are one person"),
            std::string::npos);
  EXPECT_EQ(list_of(person, "identities").size(), 2U);
  send(Method::kPost, "/api/v1/undo", R"({"entry":)" + std::to_string(int_of(none, "entry")) + "}");
  EXPECT_NE(id_of(1), id_of(2));
}

TEST_F(Pages, TheMapHasWhoIsTiedAndWhoBelongsTogether) {
  const Json map = ask("/api/v1/map?most=100");
  const auto& people = list_of(map, "people");
  ASSERT_EQ(people.size(), 8U);
  EXPECT_TRUE(*people[0].find("you")->as_bool());
  EXPECT_EQ(list_of(map, "ties").size(), 10U);  // seven of the owner's, three among them
  std::set<std::int64_t> group;
  for (const Json& one : people) {
    for (const int n : {1, 2, 3}) {
      if (text_of(one, "id") == id_of(n)) group.insert(int_of(one, "group"));
    }
  }
  EXPECT_EQ(group.size(), 1U);
  EXPECT_EQ(list_of(ask("/api/v1/map?most=3"), "people").size(), 3U);
  EXPECT_LT(list_of(ask("/api/v1/map?until=2025-05-15"), "ties").size(), 10U);
}

TEST_F(Pages, TheMirrorsValuesFollowFromItsCounts) {
  const Json mirror = ask("/api/v1/mirror");
  const Json& other = *mirror.find("other_centred");
  const auto count = [](const Json& of, const char* name) {
    return static_cast<double>(int_of(*of.find("counts"), name));
  };
  EXPECT_NEAR(*other.find("value")->as_double(),
              (count(other, "that_answer_or_ask") / count(other, "messages") +
               count(other, "questions_answered") / count(other, "questions_to_you")) /
                  2,
              1e-12);
  EXPECT_EQ(count(other, "people_waiting"), 1);
  const Json& generous = *mirror.find("generous");
  EXPECT_EQ(count(generous, "deeds_received"), 1);
  EXPECT_EQ(formats::print_json(*generous.find("value")), "0.0");
}

TEST_F(Pages, ChannelsCountTurnsAndTheirAnswers) {
  const Json channels = ask("/api/v1/channels");
  const Json& mail = list_of(channels, "channels").front();
  EXPECT_EQ(text_of(mail, "channel"), "mail");
  EXPECT_EQ(int_of(mail, "sent"), int_of(mail, "answered"));
  EXPECT_EQ(*mail.find("median_answer_hours")->as_double(), 5);
  EXPECT_EQ(list_of(mail, "per_month").size(), 24U);
  std::int64_t hours = 0;
  for (const Json& n : list_of(channels, "hours")) hours += *n.as_int();
  EXPECT_EQ(hours, int_of(mail, "answered"));
}

}  // namespace
}  // namespace tests
