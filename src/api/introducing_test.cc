// Two people are asked by mail, and brought together by one letter: once, also when the program dies; and
// not more than twenty letters a day.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "api/introduction_joining.h"
#include "api/test_site.h"
#include "app/exchanges.h"
#include "app/import_files.h"
#include "exchange/course.h"

namespace api {
namespace {

using net::Method;

class Introducing : public OnASite {
 protected:
  void SetUp() override {
    OnASite::SetUp();
    const auto named =
        answer(asking(Method::kPut, "/api/v1/me", owner_, R"({"handles":["ada@made.example"]})"));
    ASSERT_EQ(named->status, 200);
    const std::string file = folder_ / "mail.mbox";
    std::ofstream mails(file);
    for (int i = 0; i < 2 * kPairs; ++i) {
      mails << "From a@b.example Thu Jan  1 00:00:00 1970\nFrom: Quill" << i << " <q@made" << i
            << ".example>\nTo: Ada <ada@made.example>\nSubject: Hello\nMessage-ID: <" << i
            << "@x>\nDate: Thu, 5 Nov 2026 08:00:00 +0000\n\nHello\n\n";
    }
    mails.close();
    app::ImportReport report;
    const std::vector<std::string> files = {file};
    ASSERT_TRUE(app::import_files(*app_, files, {}, report));
  }
  std::string person(int i) {
    const std::string handle = "q@made" + std::to_string(i) + ".example";
    const auto found = formats::parse_json(get("/api/v1/people?q=" + handle)->body);
    return formats::text_in(found->find("people")->as_array()->front(), "id");
  }
  std::string introduction(int pair) {
    return text(post("/api/v1/exchanges",
                     R"({"kind":"introduction","parties":{"connector":"me","first":")" +
                         person(2 * pair) + R"(","second":")" + person(2 * pair + 1) + R"("}})"),
                "id");
  }
  net::ResponseRef ask(const std::string& id, const std::string& part) {
    return post("/api/v1/exchanges/" + id + "/letters", R"({"to":")" + part + R"("})");
  }
  int say_yes(const formats::Mail& mail) {
    const std::string begin = "https://rapport.example/mail/introduction/";
    const std::size_t at = mail.text.find(begin);
    EXPECT_NE(at, std::string::npos) << mail.text;
    net::Request request =
        asking(Method::kPost,
               "/mail/introduction/" +
                   mail.text.substr(at + begin.size(),
                                    mail.text.find_first_of("\r\n", at) - at - begin.size()),
               std::nullopt);
    request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    request.body = "answer=yes";
    return answer(request)->status;
  }
  std::string stage(const std::string& id) { return text(get("/api/v1/exchanges/" + id), "stage"); }
  // Somebody who is at the first of two answers.
  std::vector<formats::Mail> asked(const std::string& id) {
    EXPECT_EQ(ask(id, "first")->status, 200);
    EXPECT_EQ(ask(id, "second")->status, 200);
    return deliver();
  }

  static constexpr int kPairs = 12;
};

TEST_F(Introducing, BringsTogetherByOneLetterThatIsNoted) {
  const std::string id = introduction(0);
  const auto mails = asked(id);
  ASSERT_EQ(mails.size(), 2U);
  EXPECT_EQ(say_yes(mails[0]), 200);
  EXPECT_TRUE(deliver().empty());
  EXPECT_EQ(say_yes(mails[1]), 200);
  EXPECT_EQ(stage(id), "made");
  EXPECT_EQ(deliver().size(), 1U);
  note_joined(*site_);
  EXPECT_TRUE(deliver().empty());
}

TEST_F(Introducing, WhatIsKilledBetweenQueueingAndNotingIsNotedAtTheNextStart) {
  const std::string id = introduction(0);
  const auto mails = asked(id);
  ASSERT_EQ(mails.size(), 2U);
  ASSERT_EQ(say_yes(mails[0]), 200);
  close();
  const pid_t child = ::fork();
  if (child == 0) {
    open();
    outbox_->on_queue([] { ::kill(::getpid(), SIGKILL); });
    (void)say_yes(mails[1]);
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
  random_ = base::seeded_random(8);  // the child drew what would come next
  open();
  EXPECT_EQ(stage(id), "agreed") << "queued, and not noted";
  EXPECT_EQ(outbox_->counts().queued, 1U);
  note_joined(*site_);
  EXPECT_EQ(stage(id), "made");
  EXPECT_EQ(deliver().size(), 1U);
  close();
  open();
  note_joined(*site_);
  EXPECT_TRUE(deliver().empty());
  EXPECT_EQ(stage(id), "made");
}

TEST_F(Introducing, AQuestionThatWasTakenBackIsAskedAnewByALetterOfItsOwn) {
  const std::string id = introduction(0);
  ASSERT_EQ(ask(id, "first")->status, 200);
  ASSERT_EQ(deliver().size(), 1U);
  ASSERT_EQ(post("/api/v1/undo", "{}")->status, 200);
  ASSERT_EQ(ask(id, "first")->status, 200);
  EXPECT_EQ(deliver().size(), 1U) << "it says that they are asked, so a letter goes";
  ASSERT_EQ(post("/api/v1/undo", "{}")->status, 200);
  ASSERT_EQ(ask(id, "first")->status, 200);
  ASSERT_EQ(post("/api/v1/undo", "{}")->status, 200);
  ASSERT_EQ(ask(id, "first")->status, 200);
  EXPECT_EQ(deliver().size(), 1U) << "of two that waited the one that was taken back does not go";
}

TEST_F(Introducing, ALetterThatNeverWentIsNotNoted) {
  const std::string id = introduction(0);
  const auto mails = asked(id);
  ASSERT_EQ(say_yes(mails.at(0)), 200);
  ASSERT_EQ(say_yes(mails.at(1)), 200);
  ASSERT_EQ(post("/api/v1/undo", "{}")->status, 200);
  ASSERT_EQ(stage(id), "agreed");
  ASSERT_TRUE(outbox_->take_back("introduction/", clock_.at));
  mailing_->joins_noted = false;
  note_joined(*site_);
  EXPECT_EQ(stage(id), "agreed") << "the connector can still bring them together";
}

TEST_F(Introducing, TwentyLettersGoOutADayAndTheNextWaitsForTomorrow) {
  std::vector<std::string> ids;
  ids.reserve(kPairs);
  for (int i = 0; i < kPairs; ++i) ids.push_back(introduction(i));
  for (std::size_t i = 0; i < 10; ++i) {
    EXPECT_EQ(ask(ids[i], "first")->status, 200) << i;
    EXPECT_EQ(ask(ids[i], "second")->status, 200) << i;
  }
  const auto mails = deliver();
  ASSERT_EQ(mails.size(), 20U) << "the twentieth goes";
  auto refused = ask(ids[10], "first");
  EXPECT_EQ(refused->status, 409);
  EXPECT_NE(text(refused, "detail").find("twenty letters"), std::string::npos);
  EXPECT_NE(text(refused, "detail").find("tomorrow"), std::string::npos);
  EXPECT_EQ(stage(ids[10]), "draft");
  // Taking a step back calls no letter back.
  ASSERT_EQ(post("/api/v1/undo", "{}")->status, 200);
  EXPECT_EQ(ask(ids[10], "first")->status, 409);
  // Answers, and the letter that follows from two of them, are held up by nothing.
  EXPECT_EQ(say_yes(mails[0]), 200);
  EXPECT_EQ(say_yes(mails[1]), 200);
  EXPECT_EQ(stage(ids[0]), "made");
  clock_.at += std::chrono::hours(23);
  EXPECT_EQ(ask(ids[10], "first")->status, 409);
  clock_.at += std::chrono::hours(1);
  EXPECT_EQ(ask(ids[10], "first")->status, 200) << "the next day";
}

}  // namespace
}  // namespace api
