// The calendar's address: made and ended by a member, and read by whoever has it.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/problem.h"
#include "api/route.h"
#include "api/sign_in.h"
#include "app/days.h"
#include "net/negotiation.h"

namespace api {
namespace {

constexpr std::string_view kEnding = ".ics";

}  // namespace

base::Result<net::Response> feed(const SiteCall& call) {
  const auto since = call.site.members.feed_since(call.caller.member);
  formats::Json json = formats::Json::object();
  json["on"] = since.has_value();
  if (since) json["since"] = base::print_time(*since);
  return json_response(json);
}

base::Result<net::Response> new_feed(const SiteCall& call) {
  TRY(const std::string secret,
      call.site.members.new_feed(call.caller.member, call.site.clock.now()));
  log_event(call.site, "calendar address made", call.caller.member);
  formats::Json json = formats::Json::object();
  json["url"] = origin_of(call.site, call.request) + "/calendar/" + secret + std::string(kEnding);
  return json_response(json);
}

base::Result<net::Response> end_feed(const SiteCall& call) {
  TRY_DO(call.site.members.end_feed(call.caller.member));
  log_event(call.site, "calendar address ended", call.caller.member);
  return nothing();
}

base::Result<net::Response> calendar(const SiteCall& call) {
  std::string_view secret = call.named.front();
  if (secret.ends_with(kEnding)) secret.remove_suffix(kEnding.size());
  const auto known = call.site.members.by_feed(secret);
  if (!known) return base::fail(base::Code::kNotFound, "there is nothing here");
  Caller whose;
  whose.member = known->member;
  whose.owner = known->role == members::Role::kOwner;
  TRY(const Shelf::BookRef book, book_of(call.site, whose));
  if (book->is_due()) book->follow_clock();
  net::Response response{200, {{"Content-Type", "text/calendar; charset=utf-8"}}, {}};
  {
    const app::Visit visit(book->app());
    response.body = formats::print_calendar("Rapport", app::days(book->app()));
  }
  const std::string etag = net::etag_of(response.body);
  response.headers.push_back({"ETag", etag});
  if (net::is_current(call.request, etag)) return net::not_modified(response);
  net::compress(response, net::accepts_gzip(call.request));
  return response;
}

}  // namespace api
