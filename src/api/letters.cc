// The letters of this server, whoever's they are: what waits, what went, what could not; by what they
// are, never by their words or addresses.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/daily_letter.h"
#include "api/json.h"
#include "api/problem.h"
#include "api/route.h"
#include "base/text.h"

namespace api {
namespace {

using formats::Json;

constexpr std::size_t kMostListed = 100;

std::string name_of(const Site& site, std::string_view member) {
  for (const members::Member& m : site.members.all())
    if (m.id == member) return m.name;
  return "";
}

// Its id says what it is and whose: "daily/MEMBER/2026-11-25".
Json letter_json(const SiteCall& call, const mail::Fate& fate) {
  Json json = fate_json(fate);
  const auto parts = base::split(fate.id, '/');
  const auto part = [&](std::size_t i) { return i < parts.size() ? parts[i] : std::string_view(); };
  json["kind"] = part(0);
  json["member"] = name_of(call.site, part(1));
  const bool yours = part(1) == call.caller.member;
  json["yours"] = yours;
  if (part(0) == "daily") json["day"] = part(2);
  if (part(0) == "introduction") {
    json["brings_together"] = part(3) == "both";
  }
  const bool asks = part(0) == "introduction" || part(0) == "thanks";
  if (asks && yours) json["exchange"] = part(2);
  return json;
}

base::Result<mail::Outbox*> outbox_of(const SiteCall& call) {
  if (call.site.mailing == nullptr || call.site.mailing->outbox == nullptr)
    return base::fail(base::Code::kConflict, "this server sends no mail now");
  return call.site.mailing->outbox;
}

base::Result<net::Response> done(const base::Result<bool>& it) {
  TRY(const bool was_queued, it);
  if (!was_queued) return base::fail(base::Code::kConflict, "this letter waits no more");
  return nothing();
}

}  // namespace

base::Result<net::Response> letters(const SiteCall& call) {
  Json json = Json::object();
  const auto outbox = outbox_of(call);
  json["sends"] = outbox.has_value();
  Json waiting = Json::array(), list = Json::array();
  if (outbox) {
    TRY(const auto queued, (*outbox)->waiting(kMostListed));
    for (const mail::Fate& fate : queued) waiting.push(letter_json(call, fate));
    TRY(const auto latest, (*outbox)->latest(kMostListed));
    for (const mail::Fate& fate : latest)
      if (fate.state != mail::State::kQueued) list.push(letter_json(call, fate));
  }
  json["waiting"] = std::move(waiting);
  json["letters"] = std::move(list);
  return json_response(json);
}

base::Result<net::Response> try_letter_now(const SiteCall& call) {
  TRY(mail::Outbox* const outbox, outbox_of(call));
  return done(outbox->try_now(call.text("id"), call.site.clock.now()));
}

base::Result<net::Response> take_letter_back(const SiteCall& call) {
  TRY(mail::Outbox* const outbox, outbox_of(call));
  log_event(call.site, "letter taken back", call.caller.member);
  return done(outbox->take_back_one(call.text("id"), call.site.clock.now()));
}

}  // namespace api
