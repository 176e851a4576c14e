// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/introduction_joining.h"

#include <utility>

#include "api/asking_by_mail.h"
#include "api/daily_letter.h"
#include "app/exchanges.h"
#include "app/visit.h"
#include "base/text.h"
#include "exchange/introduction.h"

namespace api {
namespace {

using exchange::Course;
using exchange::Part;
using exchange::StepKind;

constexpr std::size_t kLastLetters = 1000;  // what was not noted is among the last
constexpr std::string_view kBoth = "both";

bool is_agreed(const app::App& app, const model::ExchangeId& id) {
  const Course* course = app.state.exchanges.find(id);
  return course != nullptr && course->what.kind == model::ExchangeKind::kIntroduction &&
         exchange::stage_of(*course, app.moment.at) == exchange::Stage::kAgreed;
}

base::Result<void> note(app::App& app, const model::ExchangeId& id) {
  return app::take_step(app, id, {StepKind::kMade, Part::kConnector, {}, "", kByMail, ""});
}

// "introduction/MEMBER/EXCHANGE/both"
base::Result<void> note_one(Site& site, const mail::Fate& fate) {
  const auto parts = base::split(fate.id, '/');
  if (fate.state == mail::State::kFailed || parts.size() != 4 || parts[0] != "introduction" ||
      parts[3] != kBoth)
    return {};
  const auto exchange = base::parse_hex16(parts[2]);
  const std::optional<bool> owner = owner_or_member(site, std::string(parts[1]));
  if (!exchange || !owner) return {};
  Caller whose;
  whose.member = parts[1];
  whose.owner = *owner;
  TRY(const Shelf::BookRef book, book_of(site, whose));
  const app::Visit visit(book->app());
  const model::ExchangeId id{*exchange};
  if (!is_agreed(book->app(), id)) return {};
  log_event(site, "introduction noted", whose.member);
  return note(book->app(), id);
}

}  // namespace

// The member is in Bcc.
base::Result<void> join(Site& site, app::App& app, const std::string& member,
                        const model::ExchangeId& id) {
  if (site.mailing == nullptr || site.mailing->outbox == nullptr || !is_agreed(app, id)) return {};
  const Course* course = app.state.exchanges.find(id);
  for (const Part part : {Part::kFirst, Part::kSecond})
    if (course->last(StepKind::kAsked, part)->value != kByMail) return {};
  app::IntroductionLetter words = app::joining_letter(app, *course);
  mail::Letter letter =
      letter_for_member(app, letters_that_ask("introduction", member, id) + std::string(kBoth),
                        words.addresses, std::move(words.subject), std::move(words.text));
  if (letter.to.size() != 2) return {};
  letter.bcc = std::exchange(letter.reply_to, letter.to);
  TRY_DO(site.mailing->outbox->queue(letter, site.clock.now()));
  const auto noted = note(app, id);
  if (!noted) site.mailing->joins_noted = false;
  return noted;
}

void note_joined(Site& site) {
  Mailing* mailing = site.mailing;
  if (mailing == nullptr || mailing->outbox == nullptr || mailing->joins_noted.exchange(true))
    return;
  const auto failed = [&](const base::Error& error) {
    mailing->joins_noted = false;
    formats::Json line = formats::Json::object();
    line["level"] = "error";
    line["event"] = "introduction noted";
    line["what"] = error.message;
    site.log(line);
  };
  const auto latest = mailing->outbox->latest(kLastLetters);
  if (!latest) return failed(latest.error());
  for (const mail::Fate& fate : *latest)
    if (const auto noted = note_one(site, fate); !noted) failed(noted.error());
}

}  // namespace api
