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

#include "api/daily_letter.h"
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
#include "members/secret.h"

namespace api {
namespace {

using exchange::Course;
using exchange::Part;
using exchange::StepKind;
using formats::Json;

constexpr std::size_t kMostADay = 20;       // letters by which one member asks people
constexpr std::size_t kLastLetters = 1000;  // of all members, among which those are counted
constexpr std::chrono::days kAskAgain(14);

struct Link {
  std::string member;  // whose book it is in
  model::ExchangeId exchange;
  Part part{};
};

base::Bytes16 proof_of(const base::Key& key, const model::ExchangeId& id, Part part) {
  base::Bytes16 proof{};
  const base::Bytes32 whole = base::Hasher(key)
                                  .add("introduction link")
                                  .add(base::view(id.bytes))
                                  .add(static_cast<std::uint64_t>(part))
                                  .finish();
  std::copy_n(whole.begin(), proof.size(), proof.begin());
  return proof;
}

std::string print(const base::Key& key, const Link& link) {
  std::string bytes;
  bytes += base::view(*base::parse_hex16(link.member));
  bytes += base::view(link.exchange.bytes);
  bytes += static_cast<char>(link.part);
  bytes += base::view(proof_of(key, link.exchange, link.part));
  return members::to_base64url(bytes);
}

// What it says; whether it is true is only known with the key of that book.
std::optional<std::pair<Link, base::Bytes16>> read(std::string_view text) {
  const auto bytes = members::from_base64url(text);
  if (!bytes || bytes->size() != 49) return std::nullopt;
  base::Bytes16 member{}, proof{};
  Link link;
  std::copy_n(bytes->begin(), 16, member.begin());
  std::copy_n(bytes->begin() + 16, 16, link.exchange.bytes.begin());
  const auto part = static_cast<Part>((*bytes)[32]);
  if (part != Part::kFirst && part != Part::kSecond) return std::nullopt;
  link.part = part;
  std::copy_n(bytes->begin() + 33, 16, proof.begin());
  link.member = base::hex(member);
  return std::pair(link, proof);
}

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
  return json;
}

base::Result<const Course*> introduction(const app::App& app, const std::string& id) {
  TRY(const Course* course, app::find_exchange(app, id));
  if (course->what.kind != model::ExchangeKind::kIntroduction)
    return base::fail(base::Code::kInvalid, "this is no introduction");
  return course;
}

bool asks(const mail::Fate& fate, const std::string& member) {
  const bool both = fate.id.ends_with("/both");
  return !both && fate.id.starts_with("introduction/" + member + "/");
}

// By the outbox, not by the book: a step that is taken back does not call a letter back.
base::Result<bool> may_send_one_more(mail::Outbox& outbox, const std::string& member,
                                     base::Time now) {
  TRY(const auto latest, outbox.latest(kLastLetters));
  const auto sent = std::count_if(latest.begin(), latest.end(), [&](const mail::Fate& fate) {
    return fate.queued > now - std::chrono::days(1) && asks(fate, member);
  });
  return static_cast<std::size_t>(sent) < kMostADay;
}

constexpr std::array kAnswers = {std::pair("yes", StepKind::kYes), std::pair("no", StepKind::kNo),
                                 std::pair("later", StepKind::kLater)};

net::Response used_up() {
  net::Response no = plain_page("This link is used up",
                                "It was answered already, or its time is over. There is nothing "
                                "more to do.");
  no.status = 404;
  return no;
}

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
  Mailing* mailing = call.site.mailing;
  if (mailing == nullptr || mailing->outbox == nullptr)
    return failed("this server sends no mail; the one who runs it can set it up with --smtp");
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
  if (introduction_letter(app, "", words).to.empty())
    return failed("the book knows no mail address of theirs: copy the words, and write yourself");
  TRY(const bool may,
      may_send_one_more(*mailing->outbox, call.caller.member, call.site.clock.now()));
  if (!may)
    return failed(
        "that is enough for one day: twenty letters of introduction went out; send this one "
        "tomorrow, or copy the words and write yourself");
  exchange::Step wanted;
  wanted.kind = StepKind::kAsked;
  wanted.by = part;
  TRY_DO(exchange::decide(*course, wanted, app.moment.at));  // before anything is queued
  const auto asked = std::count_if(course->steps.begin(), course->steps.end(), [&](const auto& s) {
    return s.step.kind == StepKind::kAsked && s.step.by == part;
  });
  const std::string said = words.text;
  words.text += "\nYes, no, or later:\n" + mailing->origin + "/mail/introduction/" +
                print(app.ledger->key(), {call.caller.member, id, part}) + "\n";
  const std::string name = introduction_letters_of(call.caller.member, id) + model::word(part) +
                           "/" + std::to_string(asked);
  TRY_DO(mailing->outbox->queue(introduction_letter(app, name, std::move(words)),
                                call.site.clock.now()));
  const auto taken = app::take_step(app, id, {StepKind::kAsked, part, {}, said, kByMail, ""});
  if (!taken) {
    TRY_DO(mailing->outbox->take_back(name, call.site.clock.now()));
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
  const auto read_link = read(call.named.front());
  if (!read_link) return used_up();
  const auto& [link, proof] = *read_link;
  const auto answer = std::find_if(kAnswers.begin(), kAnswers.end(), [&](const auto& a) {
    return call.request.body == std::string("answer=") + a.first;
  });
  const std::optional<bool> owner = owner_or_member(call.site, link.member);
  if (!owner || answer == kAnswers.end()) return used_up();
  Caller whose;
  whose.member = link.member;
  whose.owner = *owner;
  TRY(const Shelf::BookRef book, book_of(call.site, whose));
  if (book->is_due()) book->follow_clock();
  app::App& app = book->app();
  const app::Visit visit(app);
  const base::Bytes16 right = proof_of(app.ledger->key(), link.exchange, link.part);
  if (!base::same_secret(right, proof)) return used_up();
  const Course* course = app.state.exchanges.find(link.exchange);
  if (course == nullptr) return used_up();
  if (course->last(StepKind::kAsked, link.part) == nullptr)
    (void)app::take_step(app, link.exchange, {StepKind::kAsked, link.part, {}, "", kByMail, ""});
  // All that decides whether an answer is taken; and it knows nothing of the other one's.
  course = app.state.exchanges.find(link.exchange);
  if (course == nullptr ||
      exchange::seen_by(*course, link.part, app.moment.at) != exchange::Glimpse::kAskedYou)
    return used_up();
  app::WantedStep wanted{answer->second, link.part, {}, "", kByMail, ""};
  if (wanted.kind == StepKind::kLater) wanted.until = app.moment.at + kAskAgain;
  const auto taken = app::take_step(app, link.exchange, wanted);
  if (!taken && taken.error().code == base::Code::kConflict) return used_up();
  TRY_DO(taken);
  // That both said yes is not told by what went wrong: it is agreed, and the connector sees that.
  if (const auto joined = join(call.site, app, link.member, link.exchange); !joined)
    log_event(call.site, "introduction not sent", link.member);
  return plain_page("Thank you", "Your answer is noted. There is nothing more to do.");
}

}  // namespace api
