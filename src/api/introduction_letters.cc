// The letters of an exchange, to copy; those that ask the two of an introduction are sent by this server
// too, with a link for the answer; and what whoever follows the link says.
// Shape:  a link proves by a keyed hash which exchange and which of the two it is for; nothing is kept of
//         it. The page behind it is the same whoever asks, and an answer is told the same whatever the
//         other one said.
// Recovery: a letter is queued before the step is recorded. Should the program die in between, the
//         answer to it records both.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <array>

#include "api/asking_by_mail.h"
#include "api/introduction_joining.h"
#include "api/json.h"
#include "api/plain_page.h"
#include "api/problem.h"
#include "api/route.h"
#include "app/commit.h"
#include "app/exchange_letters.h"
#include "app/exchanges.h"
#include "base/text.h"
#include "exchange/introduction.h"

namespace api {
namespace {

using exchange::Course;
using exchange::Part;
using exchange::StepKind;
using formats::Json;

constexpr std::chrono::days kAskAgain(14);
constexpr std::string_view kAsks = "introduction";

Json letter_json(const app::App& app, const app::ExchangeLetter& letter) {
  Json json = Json::object();
  Json& to = json["to"] = Json::array();
  for (const identity::Number n : letter.to) to.push(person_ref(app, n));
  Json& addresses = json["addresses"] = Json::array();
  for (const std::string& one : letter.addresses) addresses.push(one);
  json["subject"] = letter.subject;
  json["text"] = letter.text;
  json["secret"] = letter.secret;
  if (letter.done) {
    Json& done = json["done"] = Json::object();
    done["kind"] = model::word(letter.done->kind);
    done["by"] = model::word(letter.done->by);
  }
  if (!letter.quoted.empty()) json["quoted"] = letter.quoted;
  return json;
}

base::Result<const Course*> introduction(const app::App& app, const std::string& id) {
  TRY(const Course* course, app::find_exchange(app, id));
  if (course->what.kind != model::ExchangeKind::kIntroduction)
    return base::fail(base::Code::kInvalid, "this is no introduction");
  return course;
}

constexpr std::array kAnswers = {std::pair("yes", StepKind::kYes), std::pair("no", StepKind::kNo),
                                 std::pair("later", StepKind::kLater)};

}  // namespace

base::Result<net::Response> exchange_letters(const SiteCall& call) {
  TRY(const Shelf::BookRef book, book_of(call.site, call.caller));
  const app::Visit visit(book->app());
  const app::App& app = book->app();
  TRY(const Course* course, app::find_exchange(app, call.named.front()));
  Json json = Json::object();
  json["sends"] = call.site.mailing != nullptr && call.site.mailing->outbox != nullptr;
  Json& list = json["letters"] = Json::array();
  for (const app::ExchangeLetter& letter : app::letters_of(app, *course))
    list.push(letter_json(app, letter));
  return json_response(json);
}

base::Result<net::Response> send_introduction_letter(const SiteCall& call) {
  const auto failed = [](const char* why) { return base::fail(base::Code::kConflict, why); };
  TRY(mail::Outbox* const outbox, outbox_to_ask_by(call.site));
  TRY(const Shelf::BookRef book, book_of(call.site, call.caller));
  if (book->is_due()) book->follow_clock();
  app::App& app = book->app();
  const app::Visit visit(app);
  TRY(const Course* course, introduction(app, call.named.front()));
  const model::ExchangeId id = course->id;
  const Part part = call.text("to") == "first" ? Part::kFirst : Part::kSecond;
  app::IntroductionLetter words = app::asking_letter(app, *course, part);
  if (!call.text("subject").empty()) words.subject = base::one_line(call.text("subject"));
  if (!call.text("text").empty()) words.text = base::make_utf8(call.text("text"));
  TRY_DO(app::keeps_the_secret(app, *course, part, words.subject + "\n" + words.text));
  const auto letter = [&](std::string name) {
    return letter_for_member(app, std::move(name), words.addresses, words.subject, words.text);
  };
  if (letter("").to.empty())
    return failed("the book knows no mail address of theirs: copy the words, and write yourself");
  TRY_DO(may_ask_one_more(*outbox, call.caller.member, call.site.clock.now()));
  exchange::Step wanted;
  wanted.kind = StepKind::kAsked;
  wanted.by = part;
  TRY_DO(exchange::decide(*course, wanted, app.moment.at));  // before anything is queued
  const std::string said = words.text;
  words.text +=
      "\nYes, no, or later:\n" + call.site.mailing->origin + "/mail/introduction/" +
      print({call.caller.member, id, part, proof_of(app.ledger->key(), kAsks, id, part)}) + "\n";
  // A question that was taken back is asked anew by a letter of its own; one that still waits does not go.
  const std::string earlier = letters_that_ask(kAsks, call.caller.member, id) + model::word(part);
  const std::string name = earlier + "/" + std::to_string(app.state.seq);
  TRY_DO(outbox->take_back(earlier, call.site.clock.now()));
  TRY_DO(outbox->queue(letter(name), call.site.clock.now()));
  const auto taken = app::take_step(app, id, {StepKind::kAsked, part, {}, said, kByMail, ""});
  if (!taken) {
    TRY_DO(outbox->take_back(name, call.site.clock.now()));
    return base::Failure(taken.error());
  }
  log_event(call.site, "introduction asked", call.caller.member);
  return written(visit.entries().empty() ? 0 : visit.entries().front());
}

base::Result<net::Response> introduction_page(const SiteCall&) {
  constexpr std::array kButtons = {Button{"Yes, gladly", "yes"}, Button{"Not now", "later"},
                                   Button{"No", "no"}};
  return plain_page("Would you like to meet?",
                    "If you both say yes, you are brought together. If not, the other one is told "
                    "nothing.",
                    kButtons);
}

base::Result<net::Response> answer_introduction(const SiteCall& call) {
  const auto answer = std::find_if(kAnswers.begin(), kAnswers.end(), [&](const auto& a) {
    return call.request.body == std::string("answer=") + a.first;
  });
  if (answer == kAnswers.end()) return used_up();
  TRY(const auto said, answering(call.site, call.named.front()));
  if (!said) return used_up();
  const AnswerLink* const link = &said->link;
  app::App& app = said->book->app();
  const app::Visit visit(app);
  const base::Bytes16 right = proof_of(app.ledger->key(), kAsks, link->exchange, link->part);
  if (!base::same_secret(right, link->proof)) return used_up();
  const Course* course = app.state.exchanges.find(link->exchange);
  if (course == nullptr) return used_up();
  if (course->last(StepKind::kAsked, link->part) == nullptr)
    (void)app::take_step(app, link->exchange, {StepKind::kAsked, link->part, {}, "", kByMail, ""});
  // All that decides whether an answer is taken; and it knows nothing of the other one's.
  course = app.state.exchanges.find(link->exchange);
  if (course == nullptr ||
      exchange::seen_by(*course, link->part, app.moment.at) != exchange::Glimpse::kAskedYou)
    return used_up();
  app::WantedStep wanted{answer->second, link->part, {}, "", kByMail, ""};
  if (wanted.kind == StepKind::kLater) wanted.until = app.moment.at + kAskAgain;
  const auto taken = app::take_step(app, link->exchange, wanted);
  if (!taken && taken.error().code == base::Code::kConflict) return used_up();
  TRY_DO(taken);
  // That both said yes is not told by what went wrong: it is agreed, and the connector sees that.
  if (const auto joined = join(call.site, app, link->member, link->exchange); !joined)
    log_event(call.site, "introduction not sent", link->member);
  return plain_page("Thank you", "Your answer is noted. There is nothing more to do.");
}

}  // namespace api
