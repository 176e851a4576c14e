// The daily letter as a member sets it, and as the links in letters stop it or say yes to it.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/daily_letter.h"

#include "api/plain_page.h"
#include "api/problem.h"
#include "api/route.h"
#include "formats/mail_writer.h"
#include "members/secret.h"

namespace api {
namespace {

using formats::Json;

base::Result<Mailing*> mailing_of(const SiteCall& call) {
  Mailing* mailing = call.site.mailing;
  if (mailing == nullptr || mailing->outbox == nullptr) {
    return base::fail(base::Code::kConflict,
                      "this server sends no mail; the one who runs it can set it up with --smtp");
  }
  return mailing;
}

// What the book knows as the member's: to choose from; it proves nothing.
base::Result<std::vector<std::string>> own_addresses(const SiteCall& call) {
  TRY(const Shelf::BookRef book, book_of(call.site, call.caller));
  const app::Visit visit(book->app());
  const identity::Directory& people = book->app().state.people;
  std::vector<std::string> all;
  if (people.owner() == identity::kNobody) return all;
  for (const identity::Number n : people.identities_of(people.owner())) {
    const model::Handle& handle = people.at(n).handle;
    if (handle.kind == model::HandleKind::kMail && formats::is_mailable(handle.text))
      all.push_back(handle.text);
  }
  return all;
}

base::Result<net::Response> shown(const SiteCall& call) {
  const Mailing* mailing = call.site.mailing;
  const mail::Daily daily =
      mailing == nullptr ? mail::Daily{} : mailing->subscriptions.of(call.caller.member);
  const bool sends = mailing != nullptr && mailing->outbox != nullptr;
  Json json = Json::object();
  json["sends"] = sends;
  json["on"] = daily.on;
  json["hour"] = daily.hour;
  json["zone"] = daily.address.empty() ? "" : daily.zone;
  json["address"] = daily.address;
  json["confirmed"] = daily.confirmed;
  json["asked"] = !daily.asked.empty();
  Json& list = json["addresses"] = Json::array();
  TRY(const std::vector<std::string> own, own_addresses(call));
  for (const std::string& one : own) list.push(one);
  if (!daily.last.empty() && sends) {
    TRY(const auto last, mailing->outbox->find(daily_letters_of(daily.member) + daily.last));
    if (last) json["last"] = fate_json(*last);
  }
  return json_response(json);
}

// No word of it is the member's: it goes to somebody who may be a stranger.
mail::Letter asking_letter(const SiteCall& call, const std::string& address,
                           const std::string& secret) {
  const std::string& origin = call.site.mailing->origin;
  mail::Letter letter;
  letter.id = "address/" + call.caller.member + "/" + members::hash_of(secret).substr(0, 16);
  letter.to = {{formats::Address::Kind::kMail, "", address}};
  letter.subject = "Is this your address?";
  letter.text = "Somebody with a book on " + origin +
                "\nasked for a daily letter to this address.\n\n"
                "If that was you, say yes here within a week:\n" +
                origin + "/mail/confirm/" + secret +
                "\n\nIf it was not, there is nothing to do: without a yes nothing is sent.\n";
  letter.headers = {{"Auto-Submitted", "auto-generated"}};
  return letter;
}

constexpr const char* kStopped =
    "If this link came in a letter of this server, no more of these letters come. Whoever had them "
    "sent can turn them on again in Settings, and then has to say yes once more.";

}  // namespace

Json fate_json(const mail::Fate& fate) {
  Json json = Json::object();
  json["id"] = fate.id;
  json["state"] = mail::word(fate.state);
  json["queued"] = base::print_time(fate.queued);
  if (fate.state == mail::State::kQueued) json["next"] = base::print_time(fate.next);
  if (fate.ended != base::Time{}) json["ended"] = base::print_time(fate.ended);
  json["tries"] = fate.tries;
  if (!fate.reason.empty()) json["reason"] = fate.reason;
  return json;
}

base::Result<net::Response> daily_letter(const SiteCall& call) { return shown(call); }

base::Result<net::Response> want_daily_letter(const SiteCall& call) {
  TRY(Mailing* const mailing, mailing_of(call));
  const std::string& address = call.text("address");
  const auto hour = static_cast<int>(formats::number_in(call.body, "hour"));
  TRY(const std::optional<std::string> secret,
      mailing->subscriptions.set(call.caller.member, {hour, call.text("zone"), address},
                                 call.site.clock.now()));
  if (secret)
    TRY_DO(mailing->outbox->queue(asking_letter(call, address, *secret), call.site.clock.now()));
  log_event(call.site, secret ? "daily letter asked for" : "daily letter on", call.caller.member);
  return shown(call);
}

base::Result<net::Response> end_daily_letter(const SiteCall& call) {
  if (Mailing* mailing = call.site.mailing) {
    TRY_DO(mailing->subscriptions.turn_off(call.caller.member));
    if (mailing->outbox != nullptr)
      TRY_DO(
          mailing->outbox->take_back(daily_letters_of(call.caller.member), call.site.clock.now()));
  }
  log_event(call.site, "daily letter off", call.caller.member);
  return nothing();
}

// Mail programs and their servers look at links before anybody reads them: so a look changes nothing.
base::Result<net::Response> stop_page(const SiteCall&) {
  return plain_page("Stop these letters?", "One press, and no more of them come.", "Stop them");
}

// Said alike of a link that is right and one that is not.
base::Result<net::Response> stop_letters(const SiteCall& call) {
  if (Mailing* mailing = call.site.mailing) {
    TRY(const std::optional<std::string> whose, mailing->subscriptions.stop(call.named.front()));
    if (whose) {
      log_event(call.site, "daily letter stopped", *whose);
      if (mailing->outbox != nullptr)
        TRY_DO(mailing->outbox->take_back(daily_letters_of(*whose), call.site.clock.now()));
    }
  }
  return plain_page("Stopped", kStopped);
}

base::Result<net::Response> confirm_page(const SiteCall&) {
  return plain_page("A daily letter to this address?",
                    "Say yes only if you asked for it yourself. Each letter has a link that stops "
                    "them.",
                    "Yes, send it here");
}

base::Result<net::Response> confirm_address(const SiteCall& call) {
  if (Mailing* mailing = call.site.mailing) {
    TRY(const std::optional<std::string> whose,
        mailing->subscriptions.confirm(call.named.front(), call.site.clock.now()));
    if (whose) {
      log_event(call.site, "daily letter confirmed", *whose);
      return plain_page("Thank you",
                        "The first letter comes at the hour that was chosen, when "
                        "there is something to say.");
    }
  }
  net::Response no = plain_page("This link is used up",
                                "It was followed already, is older than a week, or another one was "
                                "mailed since. Settings can mail a new one.");
  no.status = 404;
  return no;
}

}  // namespace api
