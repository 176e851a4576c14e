// The round of the daily letters.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>

#include "api/asking_by_mail.h"
#include "api/daily_letter.h"
#include "app/day_letter.h"
#include "app/visit.h"

namespace api {
namespace {

constexpr std::chrono::hours kWorthSending(12);

mail::Letter letter_of(const Site& site, const mail::Daily& daily, const std::string& day,
                       app::DayLetter words) {
  mail::Letter letter;
  letter.id = daily_letters_of(daily.member) + day;
  letter.to = {{formats::Address::Kind::kMail, "", daily.address}};
  letter.subject = std::move(words.subject);
  letter.text = std::move(words.text);
  letter.until = site.clock.now() + kWorthSending;
  const std::string stop = site.mailing->origin + "/mail/stop/" + daily.stop;
  letter.headers = {{"List-Unsubscribe", "<" + stop + ">"}, {"Auto-Submitted", "auto-generated"}};
  // By a mail server elsewhere, on its reader's behalf; that is for https only.
  if (stop.starts_with("https:"))
    letter.headers.push_back({"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"});
  return letter;
}

base::Result<void> send_one(Site& site, const mail::Daily& daily, const std::string& day,
                            bool owner) {
  Caller whose;
  whose.member = daily.member;
  whose.owner = owner;
  TRY(const Shelf::BookRef book, book_of(site, whose));
  if (book->is_due()) book->follow_clock();
  std::optional<app::DayLetter> words;
  {
    const app::Visit visit(book->app());
    auto said = app::day_letter(
        book->app(), {site.mailing->origin + "/", site.mailing->origin + "/mail/stop/" + daily.stop,
                      fmt::format("at {}:00 ({})", daily.hour, daily.zone)});
    // A book that does not know yet whose it is has nothing to say.
    if (!said && said.error().code != base::Code::kInvalid) return base::Failure(said.error());
    if (said) words = std::move(*said);
  }
  if (words) {
    TRY_DO(site.mailing->outbox->queue(letter_of(site, daily, day, std::move(*words)),
                                       site.clock.now()));
  }
  TRY_DO(site.mailing->subscriptions.dealt_with(daily.member, day));
  // Whoever said stop meanwhile said it before the letter was there to be taken back.
  if (site.mailing->subscriptions.of(daily.member).on) return {};
  return site.mailing->outbox->take_back(daily_letters_of(daily.member), site.clock.now());
}

}  // namespace

std::optional<bool> owner_or_member(Site& site, const std::string& id) {
  for (const members::Member& m : site.members.all()) {
    if (m.id == id && m.state == members::State::kActive) return m.role == members::Role::kOwner;
  }
  return std::nullopt;
}

std::string daily_letters_of(const std::string& member) { return "daily/" + member + "/"; }

void send_daily_letters(Site& site) {
  if (site.mailing == nullptr || site.mailing->outbox == nullptr) return;
  const base::Time now = site.clock.now();
  for (const mail::Daily& daily : site.mailing->subscriptions.wanted()) {
    const std::optional<std::string> day = mail::due_day(daily, now);
    if (!day) continue;
    const std::optional<bool> owner = owner_or_member(site, daily.member);
    if (!owner) continue;
    const auto sent = send_one(site, daily, *day, *owner);
    if (sent) continue;
    formats::Json line = formats::Json::object();
    line["level"] = "error";
    line["event"] = "daily letter";
    line["member"] = daily.member;
    line["what"] = sent.error().message;
    site.log(line);
  }
}

base::Result<void> end_mail_of(Site& site, const std::string& member) {
  if (site.mailing == nullptr) return {};
  TRY_DO(site.mailing->subscriptions.remove(member));
  if (site.mailing->outbox == nullptr) return {};
  TRY_DO(site.mailing->outbox->take_back(daily_letters_of(member), site.clock.now()));
  TRY_DO(take_back_asking(*site.mailing->outbox, member, site.clock.now()));
  return site.mailing->outbox->take_back("address/" + member + "/", site.clock.now());
}

}  // namespace api
