// The wall: thanks that may be said aloud; the letter that asks whoever was thanked, and what they say by the
// link in it.
// Shape:  the link is for the very words that its letter quotes: once others were asked for it agrees to nothing,
//         and only a no is taken by it. A yes is taken once; a no at any time, also after a yes. The
//         page behind it is the same whoever asks.
// Recovery: the question is recorded before its letter is queued, for without its words no answer can be
//         taken. Should the program die in between, the member finds a question that can be taken back.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/wall.h"

#include <algorithm>
#include <array>

#include "api/asking_by_mail.h"
#include "api/json.h"
#include "api/plain_page.h"
#include "api/problem.h"
#include "api/route.h"
#include "api/wall_json.h"
#include "app/exchanges.h"
#include "app/who_is_who.h"
#include "base/text.h"
#include "exchange/wall.h"

namespace api {
namespace {

using exchange::Course;
using exchange::StepKind;
using formats::Json;

constexpr std::string_view kAsks = "thanks";

// The question that this link is of; nullptr: none, or one that was taken back.
const exchange::Step* question_of(const app::App& app, const Course& course,
                                  const AnswerLink& link) {
  for (auto s = course.steps.rbegin(); s != course.steps.rend(); ++s) {
    const exchange::Step& step = s->step;
    if (step.kind != StepKind::kAskedToShow || step.by != link.part) continue;
    const base::Bytes16 right = proof_of(app.ledger->key(), kAsks, course.id, step.by, step.words);
    if (base::same_secret(right, link.proof)) return &step;
  }
  return nullptr;
}

// What it says to its question; nullopt: nothing that is taken now.
std::optional<app::WantedStep> answer_to(const Course& course, const exchange::Step& question,
                                         std::string_view body) {
  app::WantedStep said;
  said.by = question.by;
  said.value = kByMail;
  if (body == "answer=no") {
    said.kind = StepKind::kHidden;
    return said;
  }
  const exchange::Step* open = exchange::asked_to_show(course);
  if (body != "answer=yes" || open == nullptr || open->words != question.words) return std::nullopt;
  said.kind = StepKind::kShown;
  said.words = question.words;
  return said;
}

}  // namespace

Json wall_json(const app::App& app, const app::Wall& wall, std::size_t most) {
  const std::size_t end = std::min(wall.list.size(), wall.from + most);
  Json json = Json::object();
  json["total"] = wall.list.size();
  Json& list = json["thanks"] = Json::array();
  for (std::size_t i = wall.from; i < end; ++i) {
    const app::SaidAloud& said = wall.list[i];
    Json& one = list.push(Json::object());
    one["exchange"] = base::print(said.course->id);
    one["by"] = model::word(said.agreed->step.by);
    one["entry"] = said.agreed->seq;
    one["person"] = person_ref(app, said.who);
    one["words"] = said.agreed->step.words;
    one["at"] = base::print_time(said.agreed->step.at);
  }
  if (wall.from < end && end < wall.list.size())
    json["next"] = base::print(wall.list[end - 1].course->id);
  return json;
}

base::Result<net::Response> wall(const Call& call) {
  TRY(const app::Wall all, app::wall(call.app, call.parameter("cursor")));
  return json_response(wall_json(call.app, all, call.limit()));
}

base::Result<net::Response> ask_for_wall(const SiteCall& call) {
  const auto failed = [](const char* why) { return base::fail(base::Code::kConflict, why); };
  TRY(mail::Outbox* const outbox, outbox_to_ask_by(call.site));
  TRY(const Shelf::BookRef book, book_of(call.site, call.caller));
  if (book->is_due()) book->follow_clock();
  app::App& app = book->app();
  const app::Visit visit(app);
  TRY(const Course* course, app::find_exchange(app, call.named.front()));
  const exchange::Step* thanks = course->last(StepKind::kThanked);
  if (thanks == nullptr) return failed("nobody was thanked in it yet");
  const model::ExchangeId id = course->id;
  const exchange::Part part = thanks->by;
  std::string words(base::trim(base::make_utf8(call.text("words"))));
  if (words.empty()) words = app::words_for_wall(app, *course);
  const app::ExchangeLetter asking = app::letter_for_wall(app, *course, words);
  mail::Letter letter = letter_for_member(app, "", asking.addresses, asking.subject, asking.text);
  if (letter.to.empty())
    return failed("the book knows no mail address of theirs: copy the words, and write yourself");
  TRY_DO(may_ask_one_more(*outbox, call.caller.member, call.site.clock.now()));
  TRY_DO(app::take_step(app, id, {StepKind::kAskedToShow, part, {}, words, kByMail, ""}));
  const std::uint64_t entry = visit.entries().empty() ? 0 : visit.entries().front();
  letter.id = letters_that_ask(kAsks, call.caller.member, id) + std::to_string(entry);
  letter.text += "\nYes or no; a no is heard later, too:\n" + call.site.mailing->origin +
                 "/mail/thanks/" +
                 print(AnswerLink{call.caller.member, id, part,
                                  proof_of(app.ledger->key(), kAsks, id, part, words)}) +
                 "\n";
  if (const auto queued = outbox->queue(letter, call.site.clock.now()); !queued) {
    TRY_DO(app::undo(app, entry));
    return base::Failure(queued.error());
  }
  log_event(call.site, "asked for the wall", call.caller.member);
  return written(entry);
}

base::Result<net::Response> wall_page(const SiteCall&) {
  constexpr std::array kButtons = {Button{"Yes, gladly", "yes"}, Button{"No", "no"}};
  return plain_page("May you be thanked aloud?",
                    "The letter says by which words. With a yes these words, your name and the day "
                    "are shown; with a no they are not, or not any more.",
                    kButtons);
}

base::Result<net::Response> answer_for_wall(const SiteCall& call) {
  TRY(const auto said, answering(call.site, call.named.front()));
  if (!said) return used_up();
  const AnswerLink* const link = &said->link;
  app::App& app = said->book->app();
  const app::Visit visit(app);
  const Course* course = app.state.exchanges.find(link->exchange);
  if (course == nullptr) return used_up();
  const exchange::Step* question = question_of(app, *course, *link);
  if (question == nullptr) return used_up();
  const auto answer = answer_to(*course, *question, call.request.body);
  if (!answer) return used_up();
  const auto taken = app::take_step(app, link->exchange, *answer);
  if (!taken &&
      (taken.error().code == base::Code::kConflict || taken.error().code == base::Code::kInvalid))
    return used_up();
  TRY_DO(taken);
  return plain_page("Thank you", "Your answer is noted. There is nothing more to do.");
}

}  // namespace api
