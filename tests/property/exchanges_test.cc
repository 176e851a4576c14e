// Exchanges over the API: a month of them, with the cards that they put up and take away, undone,
// opened anew, and as a whole year of thirty members.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/exchanges.h"
#include <map>

#include "api/test_site.h"
#include "app/commit.h"
#include "app/introduction_letters.h"
#include "app/met.h"
#include "app/owner.h"

namespace tests {
namespace {

using formats::Json;
using net::Method;

class Exchanging : public api::OnASite {
 protected:
  void SetUp() override {
    OnASite::SetUp();
    for (const char* name : {"Omar Haddad", "Ben Ode", "Noor Lind", "Pell Ives"})
      ids_.push_back(text_of(
          send(Method::kPost, "/api/v1/people", std::string(R"({"name":")") + name + R"("})"),
          "id"));
    ASSERT_TRUE(app::add_person(*app_, "ada@made.example"));
    const std::vector<std::string> own = {"ada@made.example"};
    ASSERT_TRUE(app::name_owner(*app_, own));
    to_day(0);
  }

  void to_day(int n) {
    clock_.at = *base::parse_time("2026-12-01T08:00:00Z") + std::chrono::days(n);
    app_->moment.at = clock_.at;
    ++app_->changes;
  }
  Json send(Method method, const std::string& target, const std::string& body, int status = 200) {
    const net::ResponseRef said = answer(asking(method, target, owner_, body));
    EXPECT_EQ(said->status, status) << target << " " << body << " " << said->body;
    auto json = formats::parse_json(said->body);
    return json ? std::move(*json) : Json();
  }
  Json ask(const std::string& target) {
    auto json = formats::parse_json(get(target)->body);
    return json ? std::move(*json) : Json();
  }
  static std::string text_of(const Json& json, const char* member) {
    const Json* value = json.find(member);
    return value == nullptr || value->as_string() == nullptr ? "" : *value->as_string();
  }
  std::string open(const std::string& kind, const std::string& parties,
                   const std::string& more = "") {
    return text_of(send(Method::kPost, "/api/v1/exchanges",
                        R"({"kind":")" + kind + R"(","parties":{)" + parties + "}" + more + "}"),
                   "id");
  }
  Json step(const std::string& id, const std::string& kind, const std::string& by,
            const std::string& more = "", int status = 200) {
    return send(Method::kPost, "/api/v1/exchanges/" + id + "/steps",
                R"({"kind":")" + kind + R"(","by":")" + by + "\"" + more + "}", status);
  }
  std::string stage(const std::string& id) {
    return text_of(ask("/api/v1/exchanges/" + id), "stage");
  }
  // "thank Omar Haddad", …, each card of today.
  std::vector<std::string> cards() {
    std::vector<std::string> all;
    const Json today = ask("/api/v1/today");
    const Json* list = today.find("cards");
    if (list == nullptr) return all;
    for (const Json& card : *list->as_array())
      all.push_back(text_of(card, "rule") + " " + text_of(*card.find("person"), "name"));
    return all;
  }
  std::string quoted(int n) const { return "\"" + ids_.at(static_cast<std::size_t>(n)) + "\""; }

  std::vector<std::string> ids_;
};

TEST_F(Exchanging, AReferralIsNeverLeftSilentAndItsLossIsThankedFirst) {
  const std::string lost =
      open("referral", R"("giver":)" + quoted(0) + R"(,"receiver":"me","referred":)" + quoted(3),
           R"(,"about":"a lease for a bakery","effort":3,"agreed":true)");
  const std::string won = open("referral", R"("giver":)" + quoted(1) + R"(,"receiver":"me")",
                               R"(,"about":"the deed of a mill")");
  to_day(3);
  EXPECT_EQ(cards(), (std::vector<std::string>{"report Ben Ode", "report Omar Haddad"}));
  step(lost, "contacted", "receiver");
  step(won, "won", "receiver", R"(,"value":"2,000")");
  EXPECT_EQ(cards(), (std::vector<std::string>{"thank Ben Ode"}));
  to_day(10);
  EXPECT_EQ(cards(), (std::vector<std::string>{"thank Ben Ode", "report Omar Haddad"}));
  step(lost, "poor_fit", "receiver", R"(,"words":"wanted a franchise")");
  EXPECT_EQ(cards().front(), "thank Omar Haddad") << "what failed comes first";
  send(Method::kPut, "/api/v1/ideal-card", R"({"who":"family bakeries","not_for":"franchises"})");
  const Json today = ask("/api/v1/today");
  const std::string card = text_of(today.find("cards")->as_array()->front(), "id");
  const Json done = send(Method::kPut, "/api/v1/today/" + card, R"({"verdict":"done"})");
  EXPECT_EQ(cards(), (std::vector<std::string>{"thank Ben Ode", "clarify Omar Haddad"}));
  // Done was a step of the exchange, and is taken back like one.
  const Json* entry = done.find("entry");
  ASSERT_NE(entry, nullptr);
  send(Method::kPost, "/api/v1/undo", R"({"entry":)" + std::to_string(*entry->as_int()) + "}");
  EXPECT_EQ(cards().front(), "thank Omar Haddad");
  step(lost, "clarified", "giver");
  step(lost, "thanked", "giver");
  step(won, "thanked", "giver");
  EXPECT_TRUE(cards().empty());
  EXPECT_EQ(step(lost, "won", "receiver", "", 409).find("detail")->as_string()->substr(0, 16),
            "how it ended is ");
  const Json circle = ask("/api/v1/people/" + ids_[0] + "/give-and-take");
  EXPECT_EQ(circle.find("deeds")->as_array()->size(), 1U);
  EXPECT_TRUE(*circle.find("you_owe")->as_bool());
}

TEST_F(Exchanging, AnIntroductionNeedsBothAndAsksHowItWent) {
  const std::string id =
      open("introduction", R"("connector":"me","first":)" + quoted(1) + R"(,"second":)" + quoted(2),
           R"(,"words":"You both restore old roofs.")");
  step(id, "made", "connector", "", 409);
  step(id, "asked", "first");
  step(id, "asked", "second");
  step(id, "yes", "first");
  step(id, "later", "second", R"(,"until":"2026-12-09")");
  EXPECT_EQ(stage(id), "later");
  to_day(8);
  EXPECT_EQ(cards(), (std::vector<std::string>{"ask again Noor Lind"}));
  step(id, "yes", "second");
  EXPECT_EQ(cards(), (std::vector<std::string>{"bring together Ben Ode"}));
  step(id, "made", "connector");
  to_day(23);
  EXPECT_EQ(cards(), (std::vector<std::string>{"follow up Ben Ode"}));
  step(id, "met", "first");
  EXPECT_TRUE(cards().empty());
}

TEST_F(Exchanging, WhoIsAskedIsNotToldWhoTheOtherIs) {
  const auto say = [&](int who, const std::string& kind, const std::string& value,
                       const std::string& detail = "") {
    send(Method::kPost, "/api/v1/people/" + ids_.at(static_cast<std::size_t>(who)) + "/facts",
         R"({"kind":")" + kind + R"(","value":")" + value + R"(","detail":")" + detail + R"("})");
  };
  say(2, "works_at", "Lind and Daughters", "restorer");
  say(2, "skill", "the Noor way of slating");  // says who it is
  say(2, "skill", "slate roofs");
  const std::string id = open(
      "introduction", R"("connector":"me","first":)" + quoted(1) + R"(,"second":)" + quoted(2));
  const exchange::Course& c = **app::find_exchange(*app_, id);
  const app::IntroductionLetter asking = app::asking_letter(*app_, c, model::Part::kFirst);
  EXPECT_NE(asking.text.find("somebody who does slate roofs"), std::string::npos) << asking.text;
  for (const char* mark : {"Noor", "Lind"})
    EXPECT_EQ((asking.subject + asking.text).find(mark), std::string::npos) << asking.text;
  EXPECT_TRUE(app::keeps_the_secret(*app_, c, model::Part::kFirst, asking.text));
  for (const char* text : {"I know NOOR.", "She is at lind and daughters", "write to Lind!"})
    EXPECT_FALSE(app::keeps_the_secret(*app_, c, model::Part::kFirst, text)) << text;
  EXPECT_TRUE(app::keeps_the_secret(*app_, c, model::Part::kFirst, "A blind man would see it"));
  const app::IntroductionLetter joining = app::joining_letter(*app_, c);
  EXPECT_EQ(joining.subject, "Ben, meet Noor");
  EXPECT_NE(joining.text.find("Noor Lind (restorer, Lind and Daughters)"), std::string::npos)
      << joining.text;
}

// What is written on the way to a yes, a no, or nothing, and what is told to whoever answers: of both
// the same, but for what each said themselves.
TEST_F(Exchanging, ARefusalBySomebodyWithoutAnAccountCannotBeToldFromSilence) {
  const auto with_mail = [&](const std::string& name) {
    return text_of(send(Method::kPost, "/api/v1/people", R"({"name":")" + name + R"("})"), "id");
  };
  struct Told {
    std::vector<std::string> pages, letters;
    std::string stage;
  };
  const auto play = [&](const std::string& second_says) {
    const std::string first = with_mail("ben." + second_says + "@ode.example"),
                      second = with_mail("noor." + second_says + "@lind.example");
    const std::string id = open(
        "introduction", R"("connector":"me","first":")" + first + R"(","second":")" + second + "\"",
        R"(,"about":"old roofs")");
    Told told;
    std::map<std::string, std::string> links;
    for (const char* to : {"first", "second"}) {
      send(Method::kPost, "/api/v1/exchanges/" + id + "/letters",
           std::string(R"({"to":")") + to + "\"}");
      const auto posted = outbox_->due(clock_.at);
      EXPECT_TRUE(posted && *posted);
      if (!posted || !*posted) return told;
      EXPECT_TRUE(outbox_->tell((*posted)->id, {}, clock_.at));
      const std::string& bytes = (*posted)->bytes;
      EXPECT_NE(bytes.find("old roofs"), std::string::npos) << bytes;
      EXPECT_EQ(bytes.find(std::string(to) == "first" ? "lind.example" : "ode.example"),
                std::string::npos)
          << "no address before both yes: " << bytes;
      std::string whole = bytes;  // quoted-printable breaks lines
      for (std::size_t at = whole.find("=\r\n"); at != std::string::npos; at = whole.find("=\r\n"))
        whole.erase(at, 3);
      const std::size_t at = whole.find("/mail/introduction/");
      links[to] = whole.substr(at, whole.find_first_of("\r\n", at) - at);
    }
    const auto press = [&](const std::string& link, const std::string& what) {
      net::Request request = asking(Method::kPost, link, std::nullopt, "answer=" + what);
      request.headers.pop_back();  // as a form sends it
      const net::ResponseRef said = answer(request);
      return std::to_string(said->status) + said->body;
    };
    if (second_says != "nothing") press(links["second"], second_says);
    told.pages.push_back(answer(asking(Method::kGet, links["first"], std::nullopt))->body);
    told.pages.push_back(press(links["first"], "yes"));
    told.pages.push_back(press(links["first"], "yes"));
    told.pages.push_back(press(links["first"] + "x", "yes"));
    for (auto posted = outbox_->due(clock_.at); posted && *posted;
         posted = outbox_->due(clock_.at)) {
      for (const std::string& to : (*posted)->to) told.letters.push_back(to);
      EXPECT_TRUE(outbox_->tell((*posted)->id, {}, clock_.at));
    }
    told.stage = stage(id);
    return told;
  };
  const Told silence = play("nothing"), no = play("no"), later = play("later"), yes = play("yes");
  EXPECT_NE(silence.pages[0].find("Would you like to meet?"), std::string::npos);
  EXPECT_EQ(no.pages, silence.pages);
  EXPECT_EQ(later.pages, silence.pages);
  EXPECT_EQ(yes.pages, silence.pages);
  EXPECT_TRUE(no.letters.empty());
  EXPECT_TRUE(silence.letters.empty());
  EXPECT_EQ(yes.letters.size(), 3U) << "both, and the one who brought them together in Bcc";
  EXPECT_EQ(silence.stage, "one yes");
  EXPECT_EQ(no.stage, "declined") << "the connector knows";
  EXPECT_EQ(yes.stage, "made");
  EXPECT_EQ(silence.pages[1].substr(0, 3), "200");
  EXPECT_EQ(silence.pages[2].substr(0, 3), "404") << "a link is good once";
  EXPECT_EQ(silence.pages[3], silence.pages[2]) << "and one that never was is told the same";
}

TEST_F(Exchanging, TheGateNamesItsReasonsAndIsOverruledOnlyWithOne) {
  const std::string id = open("ask", R"("asker":"me","helper":)" + quoted(0),
                              R"(,"ask":"opportunity","about":"a testimonial")");
  const Json verdict = send(Method::kPost, "/api/v1/gate", R"({"person":)" + quoted(0) + "}");
  EXPECT_FALSE(*verdict.find("open")->as_bool());
  step(id, "asked", "helper", "", 409);
  EXPECT_EQ(stage(id), "draft") << "what the gate stops is not asked";
  step(id, "asked", "helper", R"(,"overruling":"we are old friends")");
  EXPECT_EQ(stage(id), "asked");
  const Json shown = ask("/api/v1/exchanges/" + id);
  EXPECT_EQ(text_of(shown.find("steps")->as_array()->back(), "words"), "we are old friends");
}

TEST_F(Exchanging, ADirectAskWithAnOfferPassesAndItsSixthCopyDoesNot) {
  std::vector<std::string> helpers;
  for (int i = 0; i < 6; ++i)
    helpers.push_back(
        text_of(send(Method::kPost, "/api/v1/people",
                     R"({"name":"Sofia )" + std::string(1, static_cast<char>('A' + i)) + R"(."})"),
                "id"));
  for (const std::string& id : helpers)
    send(Method::kPost, "/api/v1/met",
         R"({"person":")" + id + R"(","kind":"call","at":"2026-10-01"})");
  for (std::size_t i = 0; i < helpers.size(); ++i) {
    const std::string message =
        "Hello Sofia, I have followed what you write about gardens in dry places. Would you tell "
        "your "
        "followers about my new ebook on growing roses without a drop of rain? I would be happy to "
        "promote your podcast to my readers in return. No worries at all if it is not for you.";
    const std::string id =
        open("ask", R"("asker":"me","helper":")" + helpers[i] + "\"",
             R"(,"ask":"opportunity","about":"a word on my ebook","words":")" + message + "\"");
    if (i < 5) {
      step(id, "asked", "helper");
    } else {
      const Json no = step(id, "asked", "helper", R"(,"overruling":"they will like it")", 409);
      EXPECT_NE(text_of(no, "detail").find("messages like this one"), std::string::npos);
      EXPECT_EQ(stage(id), "draft");
    }
  }
}

TEST_F(Exchanging, PagesMakeTheWholeListWithWhatWaitsForTheMemberFirst) {
  std::string lost;
  for (int i = 0; i < 7; ++i) {
    to_day(i);
    const std::string id = open("promise", R"("maker":)" + quoted(i % 4) + R"(,"taker":"me")",
                                R"(,"about":"quote )" + std::to_string(i) + "\"");
    if (i == 5) step(id, "closed", "taker");
    if (i != 0) continue;
    lost =
        open("referral", R"("giver":)" + quoted(0) + R"(,"receiver":"me")", R"(,"about":"a mill")");
    step(lost, "lost", "receiver");  // over, but for the thanks
  }
  const auto ids = [&](const std::string& target) {
    std::vector<std::string> all;
    std::string next;
    do {
      const Json page = ask(target + (next.empty() ? "" : "&cursor=" + next));
      for (const Json& one : *page.find("exchanges")->as_array()) all.push_back(text_of(one, "id"));
      next = text_of(page, "next");
    } while (!next.empty());
    return all;
  };
  const auto whole = ids("/api/v1/exchanges?over=yes&limit=200");
  ASSERT_EQ(whole.size(), 8U);
  EXPECT_EQ(whole.front(), lost);
  EXPECT_EQ(ids("/api/v1/exchanges?over=yes&limit=3"), whole);
  EXPECT_EQ(ids("/api/v1/exchanges?limit=3").size(), 7U) << "without the one that was let go";
  EXPECT_EQ(get("/api/v1/exchanges?cursor=nowhere")->status, 400);
}

TEST_F(Exchanging, WhatIsNoExchangeIsToldSo) {
  const auto refused = [&](const std::string& body) {
    return send(Method::kPost, "/api/v1/exchanges", body, 400);
  };
  refused(R"({"kind":"introduction","parties":{"connector":"me"}})");
  refused(R"({"kind":"promise","parties":{"maker":"me","taker":)" + quoted(0) + "}}");
  refused(R"({"kind":"promise","parties":{"maker":"me","boss":)" + quoted(0) + R"(},"about":"x"})");
  refused(R"({"kind":"referral","parties":{"giver":"me","receiver":)" + quoted(0) +
          R"(},"about":"x","effort":9})");
  refused(R"({"kind":"promise","parties":{"maker":"me","taker":)" + quoted(0) +
          R"(},"about":"x","due":"soon"})");
  step(std::string(32, '0'), "yes", "first", "", 404);
}

TEST_F(Exchanging, AllOfItIsThereWhenTheBookIsOpenedAnewAndRebuilt) {
  const std::string id = open("promise", R"("maker":)" + quoted(0) + R"(,"taker":"me")",
                              R"(,"about":"the quote","due":"2026-12-05")");
  step(id, "kept", "maker", R"(,"words":"a day early")");
  const std::string before = get("/api/v1/exchanges?over=yes")->body;
  EXPECT_NE(before.find("a day early"), std::string::npos);
  const auto rebuilt = app::refold(*app_->ledger, app::kAlways);
  ASSERT_TRUE(rebuilt);
  std::string bytes;
  ASSERT_TRUE(app::save(*rebuilt, [&](std::string_view some) -> base::Result<void> {
    bytes += some;
    return {};
  }));
  auto loaded = app::load_state(bytes);
  ASSERT_TRUE(loaded);
  app_->state.exchanges = std::move(loaded->exchanges);
  ++app_->changes;
  EXPECT_EQ(get("/api/v1/exchanges?over=yes")->body, before);
}

}  // namespace
}  // namespace tests
