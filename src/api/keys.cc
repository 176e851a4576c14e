// Keys: passkeys, API tokens, and the members of the server.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "api/daily_letter.h"
#include "api/problem.h"
#include "api/route.h"
#include "api/sign_in.h"
#include "members/secret.h"

namespace api {
namespace {

using formats::Json;

constexpr std::int64_t kEs256 = -7, kRs256 = -257;  // COSE's numbers

members::Member own(const SiteCall& call) {
  for (members::Member& m : call.site.members.all()) {
    if (m.id == call.caller.member) return m;
  }
  return {};
}

members::Known self(const SiteCall& call) { return *known_by(call.site, call.request); }

std::string link(const SiteCall& call, const std::string& code) {
  return origin_of(call.site, call.request) + "/#welcome=" + code;
}

}  // namespace

base::Result<net::Response> passkeys(const SiteCall& call) {
  Json json = Json::object();
  Json& list = json["passkeys"] = Json::array();
  for (const members::Passkey& k : own(call).passkeys) {
    Json& one = list.push(Json::object());
    one["id"] = k.id;
    one["name"] = k.name;
    one["since"] = base::print_time(k.since);
    if (k.seen != base::Time{}) one["seen"] = base::print_time(k.seen);
  }
  return json_response(json);
}

base::Result<net::Response> passkey_challenge(const SiteCall& call) {
  const members::Member member = own(call);
  Json json = Json::object();
  Json& options = json["publicKey"] = Json::object();
  options["challenge"] = call.site.members.challenge(call.site.clock.now());
  options["rp"]["id"] = party_of(call.site, call.request).id;
  options["rp"]["name"] = "Rapport";
  options["user"]["id"] = members::to_base64url(member.id);
  options["user"]["name"] = member.name;
  options["user"]["displayName"] = member.name;
  for (const std::int64_t kind : {kEs256, kRs256}) {
    Json& one = options["pubKeyCredParams"].push(Json::object());
    one["type"] = "public-key";
    one["alg"] = kind;
  }
  options["authenticatorSelection"]["residentKey"] = "required";
  options["authenticatorSelection"]["userVerification"] = "required";
  options["attestation"] = "none";
  options["timeout"] = 300'000;
  Json& known = options["excludeCredentials"] = Json::array();
  for (const members::Passkey& k : member.passkeys) {
    Json& one = known.push(Json::object());
    one["type"] = "public-key";
    one["id"] = k.id;
  }
  return json_response(json);
}

base::Result<net::Response> add_passkey(const SiteCall& call) {
  TRY(const std::string client_data, members::from_base64url(call.text("client_data")));
  TRY(const std::string data, members::from_base64url(call.text("authenticator_data")));
  TRY(const std::string key, members::from_base64url(call.text("public_key")));
  TRY_DO(call.site.members.add_passkey(self(call), call.text("name"),
                                       party_of(call.site, call.request), client_data, data, key,
                                       call.site.clock.now()));
  log_event(call.site, "passkey added", call.caller.member);
  return nothing();
}

base::Result<net::Response> remove_passkey(const SiteCall& call) {
  TRY_DO(call.site.members.remove_passkey(self(call), call.named.front()));
  log_event(call.site, "passkey removed", call.caller.member);
  return nothing();
}

base::Result<net::Response> tokens(const SiteCall& call) {
  Json json = Json::object();
  Json& list = json["tokens"] = Json::array();
  for (const members::ApiToken& t : call.site.members.tokens(call.caller.member)) {
    Json& one = list.push(Json::object());
    one["id"] = t.id;
    one["name"] = t.name;
    one["scope"] = t.writes ? "write" : "read";
    one["since"] = base::print_time(t.since);
    one["until"] = base::print_time(t.until);
  }
  return json_response(json);
}

base::Result<net::Response> new_token(const SiteCall& call) {
  const Json* days = call.body.find("days");
  members::ApiToken token;
  token.member = call.caller.member;
  token.name = call.text("name");
  token.writes = call.text("scope") == "write";
  token.since = call.site.clock.now();
  token.until = token.since + std::chrono::days(*days->as_int());
  TRY(const auto made, call.site.members.new_token(std::move(token)));
  log_event(call.site, "token made", call.caller.member);
  Json json = Json::object();
  json["token"] = made.first;
  json["id"] = made.second;
  return json_response(json);
}

base::Result<net::Response> end_token(const SiteCall& call) {
  TRY_DO(call.site.members.end_token(call.caller.member, call.named.front()));
  log_event(call.site, "token ended", call.caller.member);
  return nothing();
}

base::Result<net::Response> all_members(const SiteCall& call) {
  Json json = Json::object();
  Json& list = json["members"] = Json::array();
  for (const members::Member& m : call.site.members.all()) {
    Json& one = list.push(Json::object());
    one["id"] = m.id;
    one["name"] = m.name;
    one["role"] = members::word(m.role);
    one["state"] = members::word(m.state);
    one["since"] = base::print_time(m.since);
  }
  return json_response(json);
}

base::Result<net::Response> invite(const SiteCall& call) {
  TRY(const auto invited, call.site.members.invite(call.text("name"), call.site.clock.now()));
  log_event(call.site, "member invited", invited.first.id);
  Json json = Json::object();
  json["id"] = invited.first.id;
  json["link"] = link(call, invited.second);
  return json_response(json);
}

base::Result<net::Response> change_member(const SiteCall& call) {
  const bool active = call.text("state") == members::word(members::State::kActive);
  TRY_DO(call.site.members.set_state(
      call.named.front(), active ? members::State::kActive : members::State::kSuspended));
  log_event(call.site, active ? "member active" : "member suspended", call.named.front());
  return nothing();
}

base::Result<net::Response> remove_member(const SiteCall& call) {
  TRY_DO(call.site.members.remove(call.named.front()));
  TRY_DO(call.site.shelf.remove(call.named.front()));
  TRY_DO(end_mail_of(call.site, call.named.front()));
  log_event(call.site, "member removed", call.named.front());
  return nothing();
}

}  // namespace api
