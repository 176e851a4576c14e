// Accounts: signing in and out, and what a member has to prove who they are.
// Errors: whatever does not prove it is one and the same 401; too many tries are 429.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cctype>

#include "api/problem.h"
#include "api/route.h"
#include "api/sign_in.h"
#include "members/secret.h"

namespace api {
namespace {

using formats::Json;

// "too many tries: wait 30 seconds" → 429 with Retry-After: 30.
net::Response refused(const base::Error& error) {
  if (error.code == base::Code::kForbidden) return problem(401, error.message);
  if (error.code != base::Code::kUnavailable || !error.message.starts_with("too many"))
    return problem(status_of(error.code), error.message);
  net::Response response = problem(429, error.message);
  const std::size_t digit = error.message.find_first_of("0123456789");
  const std::string seconds =
      digit == std::string::npos ? "1" : std::to_string(std::stoul(error.message.substr(digit)));
  response.headers.push_back({"Retry-After", seconds});
  return response;
}

net::Response entered(const SiteCall& call, const base::Result<members::SignedIn>& in,
                      std::string_view event) {
  if (!in) {
    log_event(call.site, std::string(event) + " refused", "");
    return refused(in.error());
  }
  log_event(call.site, event, in->member);
  return signed_in(call.site, *in);
}

base::Result<members::Assertion> assertion_in(const Json& json) {
  members::Assertion it;
  const auto bytes = [&](std::string_view name) {
    return members::from_base64url(*json.find(name)->as_string());
  };
  TRY(it.id, bytes("id"));
  TRY(it.client_data, bytes("client_data"));
  TRY(it.authenticator_data, bytes("authenticator_data"));
  TRY(it.signature, bytes("signature"));
  return it;
}

members::Known self(const SiteCall& call) { return *known_by(call.site, call.request); }

Json time(base::Time t) { return base::print_time(t); }

}  // namespace

void log_event(Site& site, std::string_view event, std::string_view member) {
  Json line = Json::object();
  line["level"] = "info";
  line["event"] = event;
  if (!member.empty()) line["member"] = member;
  site.log(line);
}

base::Result<net::Response> door(const SiteCall& call) {
  Json json = Json::object();
  json["new"] = !call.site.members.has_owner();
  return json_response(json);
}

base::Result<net::Response> welcome(const SiteCall& call) {
  return entered(
      call,
      call.site.members.welcome(call.text("code"), call.text("name"), call.text("password"),
                                visitor_of(call.site, call.request)),
      "welcome");
}

base::Result<net::Response> sign_in(const SiteCall& call) {
  return entered(call,
                 call.site.members.sign_in(call.text("name"), call.text("password"),
                                           visitor_of(call.site, call.request)),
                 "sign in");
}

base::Result<net::Response> recover(const SiteCall& call) {
  return entered(
      call,
      call.site.members.recover(call.text("name"), call.text("code"), call.text("password"),
                                visitor_of(call.site, call.request)),
      "recover");
}

base::Result<net::Response> sign_in_challenge(const SiteCall& call) {
  Json json = Json::object();
  Json& options = json["publicKey"] = Json::object();
  options["challenge"] = call.site.members.challenge(call.site.clock.now());
  options["rpId"] = party_of(call.site, call.request).id;
  options["userVerification"] = "required";
  options["timeout"] = 300'000;
  options["allowCredentials"] = Json::array();
  return json_response(json);
}

base::Result<net::Response> sign_in_by_passkey(const SiteCall& call) {
  TRY(const members::Assertion assertion, assertion_in(call.body));
  return entered(call,
                 call.site.members.sign_in(party_of(call.site, call.request), assertion,
                                           visitor_of(call.site, call.request)),
                 "sign in by passkey");
}

base::Result<net::Response> sign_out(const SiteCall& call) {
  TRY_DO(call.site.members.end_session(call.caller.member, call.caller.session));
  log_event(call.site, "sign out", call.caller.member);
  return signed_out(call.site);
}

base::Result<net::Response> confirm(const SiteCall& call) {
  const members::Visitor from = visitor_of(call.site, call.request);
  base::Result<void> done;
  if (const Json* passkey = call.body.find("passkey")) {
    TRY(const members::Assertion assertion, assertion_in(*passkey));
    done =
        call.site.members.confirm(self(call), party_of(call.site, call.request), assertion, from);
  } else {
    done = call.site.members.confirm(self(call), call.text("password"), from);
  }
  log_event(call.site, done ? "confirmed" : "confirm refused", call.caller.member);
  if (done) return nothing();
  if (done.error().code == base::Code::kForbidden) return problem(403, done.error().message);
  return refused(done.error());
}

base::Result<net::Response> sessions(const SiteCall& call) {
  Json json = Json::object();
  Json& list = json["sessions"] = Json::array();
  for (const members::Session& s : call.site.members.sessions(call.caller.member)) {
    Json& one = list.push(Json::object());
    one["id"] = s.id;
    one["since"] = time(s.since);
    one["seen"] = time(s.seen);
    one["where"] = s.where;
    one["this"] = s.id == call.caller.session;
  }
  return json_response(json);
}

base::Result<net::Response> end_session(const SiteCall& call) {
  TRY_DO(call.site.members.end_session(call.caller.member, call.named.front()));
  log_event(call.site, "session ended", call.caller.member);
  return nothing();
}

base::Result<net::Response> set_password(const SiteCall& call) {
  TRY_DO(call.site.members.set_password(self(call), call.text("password")));
  log_event(call.site, "password changed", call.caller.member);
  return nothing();
}

base::Result<net::Response> new_recovery_codes(const SiteCall& call) {
  TRY(const std::vector<std::string> codes, call.site.members.new_recovery_codes(self(call)));
  log_event(call.site, "recovery codes made", call.caller.member);
  Json json = Json::object();
  Json& list = json["codes"] = Json::array();
  for (const std::string& code : codes) list.push(code);
  return json_response(json);
}

base::Result<net::Response> recovery_codes(const SiteCall& call) {
  Json json = Json::object();
  json["left"] = 0;
  for (const members::Member& m : call.site.members.all()) {
    if (m.id == call.caller.member) json["left"] = m.recovery.size();
  }
  return json_response(json);
}

}  // namespace api
