// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/sign_in.h"

#include <array>

#include "api/problem.h"
#include "base/text.h"
#include "net/address.h"

namespace api {
namespace {

constexpr std::string_view kBearer = "Bearer ";
constexpr int kCookieDays = 90;

const char* cookie_name(const Site& site) { return site.secure() ? "__Host-rapport" : "rapport"; }

std::string_view cookie_in(const Site& site, const net::Request& request) {
  const std::string* header = request.header("Cookie");
  if (header == nullptr) return {};
  const std::string name = std::string(cookie_name(site)) + "=";
  for (const std::string_view part : base::split(*header, ';')) {
    const std::string_view one = base::trim(part);
    if (one.starts_with(name)) return one.substr(name.size());
  }
  return {};
}

net::Field cookie(const Site& site, const std::string& value, int days) {
  return {"Set-Cookie", std::string(cookie_name(site)) + "=" + value +
                            "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" +
                            std::to_string(days * 86'400) + (site.secure() ? "; Secure" : "")};
}

// Of a proxy that is trusted, what it says of its client: the last it added. Whatever stands before
// it is the client's own word.
std::string address_of(const Site& site, const net::Request& request) {
  if (site.proxy.empty() || request.peer != site.proxy) return request.peer;
  const std::string* forwarded = request.header("X-Forwarded-For");
  if (forwarded == nullptr) return request.peer;
  const std::string last(base::trim(base::split(*forwarded, ',').back()));
  const bool v6 = last.find(':') != std::string::npos;
  return net::parse_address(v6 ? "[" + last + "]:0" : last + ":0") ? last : request.peer;
}

// "Firefox on Linux": so that a member knows the sessions apart. What is not known is "A program".
std::string where_of(const net::Request& request) {
  const std::string* agent = request.header("User-Agent");
  if (agent == nullptr) return "A program";
  using Name = std::pair<const char*, const char*>;
  constexpr std::array kBrowsers = {Name{"Edg", "Edge"}, Name{"Firefox", "Firefox"},
                                    Name{"Chrome", "Chrome"}, Name{"Safari", "Safari"}};
  constexpr std::array kSystems = {Name{"Android", "Android"}, Name{"iPhone", "iPhone"},
                                   Name{"iPad", "iPad"},       Name{"Windows", "Windows"},
                                   Name{"Mac OS", "Mac"},      Name{"Linux", "Linux"}};
  std::string where = "A program";
  for (const auto& [sign, name] : kBrowsers) {
    if (agent->find(sign) == std::string::npos) continue;
    where = name;
    break;
  }
  for (const auto& [sign, name] : kSystems) {
    if (agent->find(sign) == std::string::npos) continue;
    return where + " on " + name;
  }
  return where;
}

}  // namespace

std::optional<members::Known> known_by(Site& site, const net::Request& request) {
  const base::Time now = site.clock.now();
  if (const std::string* shown = request.header("Authorization")) {
    if (!base::starts_with_ignoring_case(*shown, kBearer)) return std::nullopt;
    return site.members.by_token(base::trim(std::string_view(*shown).substr(kBearer.size())), now);
  }
  const std::string_view token = cookie_in(site, request);
  return token.empty() ? std::nullopt : site.members.by_session(token, now);
}

Caller caller_of(Site& site, const net::Request& request) {
  Caller caller;
  const std::optional<members::Known> known = known_by(site, request);
  if (!known) return caller;
  caller.kind = known->session.empty() ? Caller::Kind::kToken : Caller::Kind::kSession;
  caller.member = known->member;
  caller.session = known->session;
  caller.owner = known->role == members::Role::kOwner;
  caller.confirmed = known->confirmed;
  caller.writes = known->writes;
  return caller;
}

members::Visitor visitor_of(const Site& site, const net::Request& request) {
  return {address_of(site, request), where_of(request), site.clock.now()};
}

std::string origin_of(const Site& site, const net::Request& request) {
  return site.origin.empty() ? "http://" + *request.header("Host") : site.origin;
}

members::Party party_of(const Site& site, const net::Request& request) {
  const std::string origin = origin_of(site, request);
  const std::string host = origin.substr(origin.find("://") + 3);
  return {host.substr(0, host.find(':')), origin};
}

net::Response signed_in(const Site& site, const members::SignedIn& in) {
  net::Response response = nothing();
  response.headers.push_back(cookie(site, in.token, kCookieDays));
  return response;
}

net::Response signed_out(const Site& site) {
  net::Response response = nothing();
  response.headers.push_back(cookie(site, "", 0));
  response.headers.push_back({"Clear-Site-Data", "\"cache\", \"cookies\", \"storage\""});
  return response;
}

}  // namespace api
