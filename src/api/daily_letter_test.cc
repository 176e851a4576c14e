// The cards by mail: asked for, confirmed, sent once a day, stopped; and the calendar's address.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/daily_letter.h"

#include "api/schema.h"
#include "api/test_site.h"
#include "formats/ical.h"

namespace api {
namespace {

using net::Method;

class DailyLetter : public OnASite {
 protected:
  void SetUp() override {
    OnASite::SetUp();
    const auto named =
        answer(asking(Method::kPut, "/api/v1/me", owner_, R"({"handles":["ada@made.example"]})"));
    ASSERT_EQ(named->status, 200);
    met("Imre Halász", "promised: the lease by 2026-11-20");
  }
  std::string met(const std::string& name, const std::string& said) {
    const auto done =
        post("/api/v1/met",
             R"({"name":")" + name + R"(","new":true,"kind":"call","text":")" + said + R"("})");
    EXPECT_EQ(done->status, 200) << done->body;
    return text(done, "id");
  }
  net::ResponseRef want(const std::string& address = "ada@made.example", int hour = 10) {
    return answer(asking(Method::kPut, "/api/v1/daily-letter", owner_,
                         R"({"hour":)" + std::to_string(hour) +
                             R"(,"zone":"Europe/Vienna","address":")" + address + R"("})"));
  }
  void prove_again() { owner_ = cookie_of(members_->sign_in("Ada", kPassword, from())); }
  // The target of a link in a mail.
  static std::string link_in(const formats::Mail& mail, const std::string& kind) {
    const std::string begin = "https://rapport.example/mail/" + kind + "/";
    const std::size_t at = mail.text.find(begin);
    EXPECT_NE(at, std::string::npos) << mail.text;
    return at == std::string::npos
               ? ""
               : "/mail/" + kind + "/" + mail.text.substr(at + begin.size(), 64);
  }
  net::ResponseRef follow(Method method, const std::string& target) {
    net::Request request = asking(method, target, std::nullopt);
    request.headers.erase(request.headers.begin() + 1);  // from a mail program, from anywhere
    return answer(request);
  }
  void subscribe() {
    ASSERT_EQ(want()->status, 200);
    const auto mails = deliver();
    ASSERT_EQ(mails.size(), 1U);
    ASSERT_EQ(follow(Method::kPost, link_in(mails[0], "confirm"))->status, 200);
  }
  std::vector<formats::Mail> round_at(const char* time) {
    clock_.at = *base::parse_time(time);
    send_daily_letters(*site_);
    return deliver();
  }
  bool flag(const char* name) {
    const auto json = formats::parse_json(get("/api/v1/daily-letter")->body);
    return json && formats::flag_in(*json, name);
  }
};

TEST_F(DailyLetter, ComesAtItsHourOnceADayToAnAddressThatSaidYes) {
  const auto said = want();
  ASSERT_EQ(said->status, 200) << said->body;
  EXPECT_TRUE(check("DailyLetter", *formats::parse_json(said->body)));
  EXPECT_NE(said->body.find("\"asked\":true"), std::string::npos);
  EXPECT_NE(said->body.find("\"addresses\":[\"ada@made.example\"]"), std::string::npos);
  EXPECT_EQ(round_at("2026-11-25T09:30:00Z").size(), 1U) << "the question, and nothing else";
  EXPECT_EQ(sent_to_, std::vector<std::string>{"ada@made.example"});
  EXPECT_TRUE(round_at("2026-11-26T09:30:00Z").empty()) << "nobody said yes";
  prove_again();
  ASSERT_EQ(want()->status, 200);
  const auto asked = deliver();
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].text.find("Imre"), std::string::npos);
  const std::string link = link_in(asked[0], "confirm");
  EXPECT_EQ(follow(Method::kGet, link)->status, 200);
  EXPECT_FALSE(flag("confirmed")) << "a look changes nothing";
  EXPECT_EQ(follow(Method::kPost, link)->status, 200);
  EXPECT_TRUE(flag("confirmed"));
  EXPECT_EQ(follow(Method::kPost, link)->status, 404) << "once";
  EXPECT_TRUE(round_at("2026-11-27T08:59:00Z").empty());
  const auto mails = round_at("2026-11-27T09:00:00Z");  // 10:00 in Vienna
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails[0].subject, "One person today: Imre");
  EXPECT_NE(mails[0].text.find("as promised: the lease"), std::string::npos);
  EXPECT_NE(mails[0].text.find("https://rapport.example/\r\n"), std::string::npos);
  EXPECT_EQ(mails[0].auto_submitted, "auto-generated");
  EXPECT_TRUE(mails[0].unsubscribe);
  EXPECT_NE(last_bytes_.find("\r\nList-Unsubscribe: <https://rapport.example/mail/stop/"),
            std::string::npos);
  EXPECT_NE(last_bytes_.find("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"),
            std::string::npos);
  EXPECT_TRUE(round_at("2026-11-27T09:01:00Z").empty());
  EXPECT_TRUE(round_at("2026-11-27T20:00:00Z").empty());
  EXPECT_EQ(round_at("2026-11-28T15:00:00Z").size(), 1U) << "late, after the server was down";
  EXPECT_TRUE(round_at("2026-11-29T21:00:00Z").empty()) << "too late";
  const auto last = formats::parse_json(get("/api/v1/daily-letter")->body);
  EXPECT_EQ(formats::text_in(*last->find("last"), "state"), "sent");
  for (const formats::Json& line : log_)
    EXPECT_EQ(formats::print_json(line).find('@'), std::string::npos) << "no address in the log";
}

TEST_F(DailyLetter, IsQueuedOnceThoughTheServerWasKilledBeforeItTookNote) {
  subscribe();
  clock_.at = *base::parse_time("2026-11-26T09:00:00Z");
  send_daily_letters(*site_);
  EXPECT_EQ(outbox_->counts().queued, 1U);
  // As if the note of the day had not come to be.
  const std::string file = folder_ / "subscriptions.json";
  std::string bytes = *store::read_file(file);
  const std::string noted = "\"last\": \"2026-11-26\"";
  ASSERT_NE(bytes.find(noted), std::string::npos) << bytes;
  bytes.replace(bytes.find(noted), noted.size(), "\"last\": \"\"");
  ASSERT_TRUE(store::write_file_durably(file, bytes));
  give_mail();
  send_daily_letters(*site_);
  EXPECT_EQ(outbox_->counts().queued, 1U);
  EXPECT_EQ(deliver().size(), 1U);
}

TEST_F(DailyLetter, DoesNotComeWhereThereIsNothingToSay) {
  subscribe();
  const auto cards = formats::parse_json(get("/api/v1/today")->body);
  for (const formats::Json& card : *cards->find("cards")->as_array()) {
    const auto done = answer(asking(Method::kPut, "/api/v1/today/" + formats::text_in(card, "id"),
                                    owner_, R"({"verdict":"done"})"));
    ASSERT_EQ(done->status, 200);
  }
  EXPECT_TRUE(round_at("2026-11-26T09:00:00Z").empty());
  EXPECT_EQ(subscriptions_->wanted().at(0).last, "2026-11-26") << "the day is dealt with";
}

TEST_F(DailyLetter, OneClickStopsItForGoodWhoeverPressesAndWhateverTheLink) {
  subscribe();
  const auto mails = round_at("2026-11-26T09:00:00Z");
  ASSERT_EQ(mails.size(), 1U);
  const std::string right = link_in(mails[0], "stop"), wrong = "/mail/stop/" + std::string(64, '0');
  EXPECT_EQ(follow(Method::kGet, right)->body, follow(Method::kGet, wrong)->body);
  EXPECT_NE(follow(Method::kGet, right)->body.find("<button>"), std::string::npos);
  EXPECT_TRUE(flag("on")) << "a look stops nothing";
  const net::ResponseRef nobody = follow(Method::kPost, wrong);
  EXPECT_TRUE(flag("on"));
  clock_.at = *base::parse_time("2026-11-27T09:00:00Z");
  send_daily_letters(*site_);
  ASSERT_EQ(outbox_->counts().queued, 1U);
  net::Request one_click = asking(Method::kPost, right, std::nullopt);
  one_click.headers = {{"Host", "localhost"},
                       {"Origin", "null"},
                       {"Content-Type", "application/x-www-form-urlencoded"}};
  one_click.body = "List-Unsubscribe=One-Click";
  const net::ResponseRef stopped = answer(one_click);
  EXPECT_EQ(stopped->status, 200);
  EXPECT_EQ(stopped->body, nobody->body);
  EXPECT_EQ(stopped->headers.size(), nobody->headers.size());
  EXPECT_FALSE(flag("on"));
  EXPECT_EQ(outbox_->counts().queued, 0U) << "what was queued is taken back";
  give_mail();  // after a restart
  EXPECT_TRUE(round_at("2026-11-28T09:00:00Z").empty());
  prove_again();
  EXPECT_EQ(want()->status, 200);
  EXPECT_FALSE(flag("confirmed")) << "whoever said stop is asked again";
}

TEST_F(DailyLetter, AFurtherOwnWishNeedsASecondProofAndTurningItOffNone) {
  subscribe();
  clock_.at += std::chrono::minutes(6);
  EXPECT_EQ(want("eve@made.example")->status, 403) << "where a book's words go is guarded";
  EXPECT_EQ(answer(asking(Method::kDelete, "/api/v1/daily-letter", owner_))->status, 204);
  EXPECT_TRUE(round_at("2026-11-26T09:00:00Z").empty());
}

TEST_F(DailyLetter, AMemberCannotHaveStrangersWrittenToAgainAndAgain) {
  EXPECT_EQ(want("stranger@made.example")->status, 200);
  EXPECT_EQ(want("stranger@made.example")->status, 200);
  const auto refused = want("stranger@made.example");
  EXPECT_EQ(refused->status, 409);
  EXPECT_NE(text(refused, "detail").find("30 days"), std::string::npos);
  EXPECT_EQ(deliver().size(), 2U);
  EXPECT_EQ(want("not an address")->status, 400);
}

TEST_F(DailyLetter, GoesNotToWhomIsSuspendedOrGoneAndForgettingTakesItBack) {
  subscribe();
  const net::Field bob = invite("Bob");
  std::string id;
  for (const members::Member& m : members_->all()) {
    if (m.name == "Bob") id = m.id;
  }
  ASSERT_EQ(answer(asking(Method::kPut, "/api/v1/me", bob, R"({"handles":["bob@made.example"]})"))
                ->status,
            200);
  ASSERT_EQ(
      answer(
          asking(
              Method::kPost, "/api/v1/met", bob,
              R"({"name":"Noor","new":true,"kind":"call","text":"promised: tea by 2026-11-20"})"))
          ->status,
      200);
  const auto link = subscriptions_->set(id, {10, "Europe/Vienna", "bob@made.example"}, clock_.at);
  ASSERT_TRUE(subscriptions_->confirm(**link, clock_.at));
  ASSERT_TRUE(members_->set_state(id, members::State::kSuspended));
  EXPECT_EQ(round_at("2026-11-26T09:00:00Z").size(), 1U) << "the owner's";
  ASSERT_TRUE(members_->set_state(id, members::State::kActive));
  EXPECT_EQ(round_at("2026-11-26T09:05:00Z").size(), 1U) << "theirs, when they are in again";
  clock_.at = *base::parse_time("2026-11-27T09:00:00Z");
  send_daily_letters(*site_);
  ASSERT_EQ(outbox_->counts().queued, 2U);
  const auto people = formats::parse_json(get("/api/v1/people?q=Imre")->body);
  const std::string imre = formats::text_in(people->find("people")->as_array()->front(), "id");
  const net::Field confirmed = cookie_of(members_->sign_in("Ada", kPassword, from()));
  EXPECT_EQ(answer(asking(Method::kDelete, "/api/v1/people/" + imre, confirmed))->status, 204);
  EXPECT_EQ(outbox_->counts().queued, 1U) << "a letter that spoke of them";
  EXPECT_EQ(answer(asking(Method::kDelete, "/api/v1/members/" + id, confirmed))->status, 204);
  EXPECT_EQ(outbox_->counts().queued, 0U);
  EXPECT_EQ(subscriptions_->of(id).address, "");
}

TEST_F(DailyLetter, AServerThatSendsNoMailSaysSo) {
  site_->mailing->outbox = nullptr;
  EXPECT_FALSE(flag("sends"));
  const auto refused = want();
  EXPECT_EQ(refused->status, 409);
  EXPECT_NE(text(refused, "detail").find("--smtp"), std::string::npos);
  EXPECT_TRUE(round_at("2026-11-26T09:00:00Z").empty());
  EXPECT_EQ(get("/api/v1/metrics")->body.find("rapport_letters"), std::string::npos);
}

TEST_F(DailyLetter, LettersAreCountedAndListedForTheOwnerWithoutAddresses) {
  ASSERT_EQ(want()->status, 200);
  EXPECT_NE(get("/api/v1/metrics")->body.find("rapport_letters_queued 1\n"), std::string::npos);
  deliver();
  EXPECT_NE(get("/api/v1/metrics")->body.find("rapport_letters_sent_total 1\n"), std::string::npos);
  const net::ResponseRef list = get("/api/v1/letters");
  EXPECT_TRUE(check("Letters", *formats::parse_json(list->body)));
  EXPECT_NE(list->body.find("\"state\":\"sent\""), std::string::npos);
  EXPECT_EQ(list->body.find('@'), std::string::npos);
  EXPECT_EQ(answer(asking(Method::kGet, "/api/v1/letters", invite("Bob")))->status, 404);
}

TEST_F(DailyLetter, TheOwnerTriesALetterNowAndTakesOneBackAndNobodyElseDoes) {
  ASSERT_EQ(want()->status, 200);
  const auto refuse = [](const mail::Posted&) {
    return mail::Outcome{mail::Outcome::Kind::kLater, "451 busy, <ada@made.example>"};
  };
  ASSERT_TRUE(mail::deliver_due(*outbox_, refuse, clock_));
  const auto waiting = [&] {
    const auto json = formats::parse_json(get("/api/v1/letters")->body);
    EXPECT_TRUE(check("Letters", *json));
    return formats::list_in(*json, "waiting");
  };
  ASSERT_EQ(waiting().size(), 1U);
  const formats::Json letter = waiting().front();
  EXPECT_EQ(formats::text_in(letter, "kind"), "address");
  EXPECT_EQ(formats::text_in(letter, "member"), "Ada");
  EXPECT_EQ(formats::text_in(letter, "reason"), "451 busy, …");
  const std::string id = R"({"id":")" + formats::text_in(letter, "id") + R"("})";
  const net::Field bob = invite("Bob");
  for (const char* what : {"/api/v1/letters/now", "/api/v1/letters/back"})
    EXPECT_EQ(answer(asking(Method::kPost, what, bob, id))->status, 404) << what;
  EXPECT_TRUE(deliver().empty()) << "not before its time";
  EXPECT_EQ(post("/api/v1/letters/now", id)->status, 204);
  EXPECT_EQ(deliver().size(), 1U);
  EXPECT_EQ(post("/api/v1/letters/now", id)->status, 409) << "it went";
  EXPECT_EQ(post("/api/v1/letters/back", id)->status, 409);
  prove_again();
  ASSERT_EQ(want("eve@made.example")->status, 200);
  ASSERT_EQ(waiting().size(), 1U);
  EXPECT_EQ(post("/api/v1/letters/back",
                 R"({"id":")" + formats::text_in(waiting().front(), "id") + R"("})")
                ->status,
            204);
  EXPECT_TRUE(deliver().empty());
  EXPECT_TRUE(waiting().empty());
}

TEST_F(DailyLetter, ACalendarsAddressOpensDaysAndNothingElse) {
  EXPECT_NE(get("/api/v1/feed")->body.find("\"on\":false"), std::string::npos);
  const std::string url = text(post("/api/v1/feed", "{}"), "url");
  ASSERT_TRUE(url.starts_with("http://localhost/calendar/")) << url;
  const std::string target = url.substr(std::string_view("http://localhost").size());
  const net::ResponseRef days = follow(Method::kGet, target);
  ASSERT_EQ(days->status, 200);
  EXPECT_TRUE(days->header("Content-Type")->starts_with("text/calendar"));
  const auto calendar = formats::parse_calendar(*formats::bytes_of(days->body));
  ASSERT_TRUE(calendar);
  ASSERT_EQ(calendar->events.size(), 1U);
  EXPECT_EQ(calendar->events[0].summary, "Promised Imre Halász: the lease");
  net::Request again = asking(Method::kGet, target, std::nullopt);
  again.headers.push_back({"If-None-Match", *days->header("ETag")});
  EXPECT_EQ(answer(again)->status, 304);
  const std::string second = text(post("/api/v1/feed", "{}"), "url");
  const net::ResponseRef old = follow(Method::kGet, target);
  EXPECT_EQ(old->status, 404);
  for (const std::string& wrong :
       {std::string("/calendar/x.ics"), "/calendar/" + std::string(64, '0') + ".ics",
        target.substr(0, target.size() - 5) + ".ics"})
    EXPECT_EQ(follow(Method::kGet, wrong)->body, old->body) << wrong;
  const std::string newer = second.substr(std::string_view("http://localhost").size());
  EXPECT_EQ(follow(Method::kGet, newer)->status, 200);
  EXPECT_EQ(answer(asking(Method::kDelete, "/api/v1/feed", owner_))->status, 204);
  EXPECT_EQ(follow(Method::kGet, newer)->body, old->body);
  for (const formats::Json& line : log_)
    EXPECT_EQ(formats::print_json(line).find(target.substr(10, 64)), std::string::npos);
}

}  // namespace
}  // namespace api
