// Somebody is asked by mail whether they may be thanked aloud: a yes shows the very words, a no takes them
// down at any time, and a link tells whoever has no right to it nothing.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/test_site.h"
#include "app/forget.h"
#include "app/person.h"

namespace api {
namespace {

using net::Method;

constexpr const char* kWords = "Omar found us the roof.";

class OnTheWall : public OnASite {
 protected:
  void SetUp() override {
    OnASite::SetUp();
    omar_ = text(post("/api/v1/people", R"({"name":"omar@haddad.example"})"), "id");
    id_ = thanked();
  }
  // A promise of his that he kept.
  std::string thanked() {
    const std::string id =
        text(post("/api/v1/exchanges", R"({"kind":"promise","parties":{"maker":")" + omar_ +
                                           R"(","taker":"me"},"about":"a roof"})"),
             "id");
    EXPECT_EQ(step(id, "kept"), 200);
    EXPECT_EQ(step(id, "thanked", kWords), 200);
    return id;
  }
  int step(const std::string& id, const std::string& kind, const std::string& words = "") {
    return post("/api/v1/exchanges/" + id + "/steps",
                R"({"kind":")" + kind + R"(","by":"maker","words":")" + words + R"("})")
        ->status;
  }
  net::ResponseRef ask(const std::string& id, const std::string& words = "") {
    return post("/api/v1/exchanges/" + id + "/wall",
                words.empty() ? "{}" : R"({"words":")" + words + R"("})");
  }
  // What stands on the wall: the words, a line each.
  std::string wall() {
    const auto json = formats::parse_json(get("/api/v1/wall")->body);
    std::string all;
    for (const formats::Json& one : *json->find("thanks")->as_array())
      all += formats::text_in(one, "words") + "\n";
    return all;
  }
  static std::string link_in(const formats::Mail& mail) {
    const std::size_t at = mail.text.find("/mail/thanks/");
    EXPECT_NE(at, std::string::npos) << mail.text;
    return mail.text.substr(at, mail.text.find_first_of("\r\n", at) - at);
  }
  // Asks, and gives the link of the letter.
  std::string asked(const std::string& words = "") {
    EXPECT_EQ(ask(id_, words)->status, 200);
    const auto mails = deliver();
    EXPECT_EQ(mails.size(), 1U);
    return mails.empty() ? "" : link_in(mails.front());
  }
  net::ResponseRef say(const std::string& link, const std::string& what) {
    net::Request request = asking(Method::kPost, link, std::nullopt);
    request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    request.body = what;
    return answer(request);
  }

  std::string omar_, id_;
};

TEST_F(OnTheWall, ALetterQuotesTheVeryWordsAndAYesShowsThem) {
  ASSERT_EQ(ask(id_)->status, 200);
  const auto mails = deliver();
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_NE(mails[0].text.find(std::string("“") + kWords + "”"), std::string::npos)
      << mails[0].text;
  EXPECT_EQ(wall(), "") << "nothing before a yes";
  const std::string link = link_in(mails[0]);
  EXPECT_EQ(say(link, "answer=yes")->status, 200);
  EXPECT_EQ(wall(), std::string(kWords) + "\n");
  EXPECT_EQ(say(link, "answer=yes")->status, 404) << "a yes is taken once";
}

TEST_F(OnTheWall, ANoIsTakenAlsoAfterAYesAndNothingAfterIt) {
  const std::string link = asked();
  ASSERT_EQ(say(link, "answer=yes")->status, 200);
  EXPECT_EQ(say(link, "answer=no")->status, 200);
  EXPECT_EQ(wall(), "");
  EXPECT_EQ(say(link, "answer=yes")->status, 404);
  EXPECT_EQ(say(link, "answer=no")->status, 404);
  EXPECT_EQ(ask(id_)->status, 409) << "a refusal ends the asking";
  EXPECT_TRUE(deliver().empty());
}

TEST_F(OnTheWall, ALinkIsForItsWordsAndAgreesToNoOthers) {
  const std::string old = asked();
  const std::string fresh = asked("Omar found us a roof in a week.");
  EXPECT_EQ(say(old, "answer=yes")->status, 404);
  EXPECT_EQ(wall(), "");
  EXPECT_EQ(say(fresh, "answer=yes")->status, 200);
  EXPECT_EQ(wall(), "Omar found us a roof in a week.\n");
  EXPECT_EQ(say(old, "answer=no")->status, 200) << "a no is heard by any of them";
  EXPECT_EQ(wall(), "");
}

TEST_F(OnTheWall, EveryLinkThatIsNotGoodIsToldTheSame) {
  const std::string link = asked();
  const net::ResponseRef page = answer(asking(Method::kGet, link, std::nullopt));
  EXPECT_EQ(page->status, 200);
  EXPECT_EQ(wall(), "") << "looking changes nothing";
  std::string forged = link;
  forged.back() = forged.back() == 'A' ? 'B' : 'A';
  forged[forged.size() - 3] = forged[forged.size() - 3] == 'A' ? 'B' : 'A';
  const net::ResponseRef none = say("/mail/thanks/" + std::string(66, 'A'), "answer=yes");
  EXPECT_EQ(none->status, 404);
  const std::string introduction = "/mail/introduction/" + link.substr(link.rfind('/') + 1);
  for (const auto& [where, what] :
       {std::pair(forged, "answer=yes"), std::pair(forged, "answer=no"),
        std::pair(link, "answer=maybe"), std::pair(link, ""), std::pair(introduction, "answer=yes"),
        std::pair(std::string("/mail/thanks/x"), "answer=yes")}) {
    const net::ResponseRef said = say(where, what);
    EXPECT_EQ(said->status, 404) << where << what;
    EXPECT_EQ(said->body, none->body) << where << what;
  }
  for (const std::string& where : {forged, std::string("/mail/thanks/x")})
    EXPECT_EQ(answer(asking(Method::kGet, where, std::nullopt))->body, page->body);
  EXPECT_EQ(wall(), "");
  EXPECT_EQ(say(link, "answer=yes")->status, 200) << "and it is still good";
}

TEST_F(OnTheWall, WhoIsForgottenIsNotOnItAndTheirLinkIsUsedUp) {
  const std::string link = asked();
  ASSERT_EQ(say(link, "answer=yes")->status, 200);
  ASSERT_NE(wall(), "");
  const auto omar = app::find_by_id(*app_, omar_);
  ASSERT_TRUE(omar);
  ASSERT_TRUE(app::forget_person(*app_, *omar, false));
  ++app_->changes;
  EXPECT_EQ(wall(), "");
  EXPECT_EQ(say(link, "answer=no")->status, 404);
}

TEST_F(OnTheWall, AQuestionThatIsTakenBackIsNotAnswered) {
  const std::string link = asked();
  ASSERT_EQ(post("/api/v1/undo", "{}")->status, 200);
  EXPECT_EQ(say(link, "answer=yes")->status, 404);
  EXPECT_EQ(wall(), "");
  EXPECT_NE(asked(), "") << "and the same can be asked anew, by a letter that goes";
}

TEST_F(OnTheWall, WithoutALetterTheyAgreedIsNotedByHand) {
  EXPECT_EQ(step(id_, "shown"), 400) << "to which words?";
  EXPECT_EQ(step(id_, "shown", kWords), 200);
  EXPECT_EQ(wall(), std::string(kWords) + "\n");
  EXPECT_EQ(step(id_, "hidden"), 200);
  EXPECT_EQ(wall(), "");
  ASSERT_EQ(post("/api/v1/undo", "{}")->status, 200);
  EXPECT_EQ(wall(), std::string(kWords) + "\n");
}

TEST_F(OnTheWall, TwentyLettersThatAskGoOutADay) {
  std::vector<std::string> ids;
  for (int i = 0; i < 21; ++i) ids.push_back(thanked());
  for (std::size_t i = 0; i < 20; ++i) EXPECT_EQ(ask(ids[i])->status, 200) << i;
  const net::ResponseRef refused = ask(ids[20]);
  EXPECT_EQ(refused->status, 409);
  EXPECT_NE(text(refused, "detail").find("twenty letters"), std::string::npos);
  const auto json = formats::parse_json(get("/api/v1/exchanges/" + ids[20])->body);
  EXPECT_EQ(json->find("steps")->as_array()->size(), 2U) << "kept and thanked, and not asked";
  clock_.at += std::chrono::days(1);
  EXPECT_EQ(ask(ids[20])->status, 200);
}

TEST_F(OnTheWall, ComesInPages) {
  std::vector<std::string> ids = {id_, thanked(), thanked()};
  for (const std::string& id : ids) ASSERT_EQ(step(id, "shown", "For " + id), 200);
  std::string all, next;
  do {
    const auto page = formats::parse_json(
        get("/api/v1/wall?limit=1" + (next.empty() ? "" : "&cursor=" + next))->body);
    ASSERT_EQ(page->find("thanks")->as_array()->size(), 1U);
    all += formats::text_in(page->find("thanks")->as_array()->front(), "words") + "\n";
    next = formats::text_in(*page, "next");
  } while (!next.empty());
  EXPECT_EQ(all, "For " + ids[2] + "\nFor " + ids[1] + "\nFor " + ids[0] + "\n")
      << "the newest first";
  EXPECT_EQ(get("/api/v1/wall?cursor=nowhere")->status, 400);
}

TEST_F(OnTheWall, AServerThatSendsNoMailDraftsTheQuestion) {
  site_->mailing = nullptr;
  EXPECT_EQ(ask(id_)->status, 409);
  const auto json = formats::parse_json(get("/api/v1/exchanges/" + id_ + "/letters")->body);
  const formats::Json& letter = json->find("letters")->as_array()->front();
  EXPECT_EQ(formats::text_in(letter, "quoted"), kWords);
  EXPECT_NE(formats::text_in(letter, "text").find(kWords), std::string::npos);
}

}  // namespace
}  // namespace api
