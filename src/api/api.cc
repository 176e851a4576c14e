// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/api.h"

#include <exception>

#include "api/body.h"
#include "api/pages.h"
#include "api/problem.h"
#include "api/sign_in.h"
#include "base/text.h"
#include "net/address.h"
#include "net/negotiation.h"
#include "net/router.h"

namespace api {
namespace {

constexpr std::size_t kLongestKey = 100;

bool reads(const net::Request& request) {
  return request.method == net::Method::kGet || request.method == net::Method::kHead;
}

net::Response not_found() { return problem(404, "there is nothing here"); }

net::Response refusal(Admission admission) {
  switch (admission) {
    case Admission::kSignIn:
      return problem(401, "sign in, or send a token: Authorization: Bearer …");
    case Admission::kConfirm:
      return confirm_problem();
    case Admission::kOnlyReads:
      return problem(403, "this token only reads");
    default:
      return not_found();
  }
}

}  // namespace

bool Api::is_our_name(const net::Request& request) const {
  const std::string* host = request.header("Host");
  if (host == nullptr) return false;
  return net::is_loopback_name(*host) ||
         (!site_.origin.empty() &&
          base::equal_ignoring_case(
              *host, std::string_view(site_.origin).substr(site_.origin.find("://") + 3)));
}

// What changes something comes from a page of ours: browsers say from where, and a page from
// elsewhere cannot say otherwise. A token is no cookie, and is sent by whoever has it.
bool Api::is_from_our_page(const net::Request& request) const {
  const std::string* site = request.header("Sec-Fetch-Site");
  if (site != nullptr && *site != "same-origin") return false;
  const std::string* origin = request.header("Origin");
  if (origin == nullptr) return site != nullptr;
  const std::string own = (site_.secure() ? "https://" : "http://") + *request.header("Host");
  return base::equal_ignoring_case(*origin, own);
}

Api::Asked Api::ask(const net::Request& request) {
  Asked asked;
  const auto refuse = [&](net::Response response) {
    asked.refused = done(std::move(response));
    return asked;
  };
  if (!is_our_name(request)) return refuse(problem(421, "this is not the server's name"));
  if (auto page = page_of(request)) return refuse(std::move(*page));
  asked.caller = caller_of(site_, request);
  auto routed = net::find_route(routes(), request);
  const Needs needs = routed.route == nullptr ? Needs::kRead : routed.route->needs;
  // A stranger learns nothing of what there is.
  if (may_ask(asked.caller, needs) == Admission::kSignIn)
    return refuse(refusal(Admission::kSignIn));
  if (routed.route == nullptr && routed.status == 405) {
    net::Response no = problem(405, "");
    no.headers.push_back({"Allow", routed.allow});
    return refuse(std::move(no));
  }
  if (routed.route == nullptr) return refuse(not_found());
  if (const Admission admission = may_ask(asked.caller, needs); admission != Admission::kWelcome)
    return refuse(refusal(admission));
  const bool by_cookie = asked.caller.kind != Caller::Kind::kToken;
  const bool by_address = needs == Needs::kSecret;  // mail programs send it, from anywhere
  if (!reads(request) && by_cookie && !by_address && !is_from_our_page(request))
    return refuse(problem(403, "this did not come from a page of this server"));
  asked.route = routed.route;
  asked.named = std::move(routed.named);
  return asked;
}

net::ResponseRef Api::at_once(const net::Request& request) {
  const Asked asked = ask(request);
  if (asked.refused) return asked.refused;
  const bool is_known = asked.route->lane == Lane::kFresh &&
                        (site_.condition == nullptr || site_.condition->is_fresh());
  if (is_known || asked.route->lane == Lane::kAtOnce) return answer(request, asked);
  if (!reads(request) || !std::holds_alternative<Handler>(asked.route->handler)) return nullptr;
  const Shelf::BookRef book =
      asked.caller.owner ? site_.shelf.owners() : site_.shelf.at_hand(asked.caller.member);
  if (book == nullptr || book->is_due()) return nullptr;
  if (net::ResponseRef kept = book->kept.find(request, book->version())) return kept;
  return asked.route->lane == Lane::kQuick ? quickly(*book, request, asked) : nullptr;
}

// Between two threads a question waits longer than a short one takes.
net::ResponseRef Api::quickly(OpenBook& book, const net::Request& request, const Asked& asked) {
  const Route& route = *asked.route;
  const auto body = body_of(route, request);
  if (!body) return nullptr;
  app::Visit visit(book.app(), std::try_to_lock);
  if (!visit.is_in()) return nullptr;
  const Asking asking{request, asked.named, *body, asked.caller};
  return read_from(book, {asking, book.app(), book, visit, true}, route);
}

net::ResponseRef Api::work(const net::Request& request) {
  const Asked asked = ask(request);
  return asked.refused ? asked.refused : answer(request, asked);
}

net::ResponseRef Api::answer(const net::Request& request, const Asked& asked) {
  const Route& route = *asked.route;
  const auto body = body_of(route, request);
  if (!body) return done(problem(400, body.error().message));
  const Asking asking{request, asked.named, *body, asked.caller};
  std::unique_lock alone(long_, std::defer_lock);
  if (route.lane == Lane::kLong && !alone.try_lock())
    return done(problem(503, "something long is under way: try again in a moment"));
  if (const auto* handler = std::get_if<SiteHandler>(&route.handler))
    return done(run(route, [&] { return (*handler)({asking, site_}); }));
  const base::Result<Shelf::BookRef> book = book_of(site_, asked.caller);
  if (!book) return done(failed(status_of(book.error().code), route.pattern, book.error().message));
  if ((*book)->is_due()) (*book)->follow_clock();
  if (!reads(request)) return write_to(**book, asking, route);
  app::Visit visit((*book)->app());
  return read_from(**book, {asking, (*book)->app(), **book, visit}, route);
}

net::ResponseRef Api::read_from(OpenBook& book, const Call& call, const Route& route) {
  const std::uint64_t version = book.version();
  bool takes_longer = false;
  net::Response response = run(route, [&]() -> base::Result<net::Response> {
    auto said = std::get<Handler>(route.handler)(call);
    takes_longer = call.at_once && !said && said.error().code == base::Code::kUnavailable;
    return takes_longer ? nothing() : std::move(said);
  });
  if (takes_longer) return nullptr;
  if (response.status != 200 || response.pieces) return done(std::move(response));
  harden(response);
  return book.kept.keep(call.request, version, std::move(response));
}

net::ResponseRef Api::write_to(OpenBook& book, const Asking& asking, const Route& route) {
  const std::string* key = asking.request.header("Idempotency-Key");
  if (key != nullptr && (key->empty() || key->size() > kLongestKey))
    return done(problem(400, "an Idempotency-Key has 1 to 100 characters"));
  if (key != nullptr) {
    if (net::ResponseRef before = book.repeats.find(*key, asking.request)) return before;
  }
  app::Visit visit(book.app(), key == nullptr ? "" : *key);
  const net::ResponseRef said = done(run(route, [&]() -> base::Result<net::Response> {
    TRY(const std::optional<std::uint64_t> before, visit.done_before());
    if (before) return written(*before);
    return std::get<Handler>(route.handler)({asking, book.app(), book, visit});
  }));
  if (key != nullptr) book.repeats.answer(*key, said);
  return said;
}

net::Response Api::run(const Route& route,
                       const std::function<base::Result<net::Response>()>& handler) {
  try {
    auto response = handler();
    if (response) return std::move(*response);
    const int status = status_of(response.error().code);
    if (status >= 500 && site_.condition != nullptr) site_.condition->doubt();
    if (status >= 500) return failed(status, route.pattern, response.error().message);
    // By an id that is nobody's nothing is learned, not even that it was looked for.
    if (status == 404 && route.pattern.find('{') != std::string_view::npos) return not_found();
    return problem(status, response.error().message);
  } catch (const std::exception& error) {
    return failed(500, route.pattern, error.what());
  }
}

net::ResponseRef Api::refuse(int status) {
  return done(status >= 500 ? failed(status, "", net::reason(status)) : problem(status, ""));
}

net::Response Api::failed(int status, std::string_view where, std::string_view what) {
  base::Bytes16 bytes{};
  site_.random.fill(bytes.data(), bytes.size());
  const std::string id = base::hex(bytes);
  formats::Json line = formats::Json::object();
  line["level"] = "error";
  line["event"] = "failed";
  line["id"] = id;
  line["status"] = status;
  line["route"] = where;
  line["what"] = what;
  site_.log(line);
  return problem(status, "the server's log says more under this id", id);
}

// What is in a book is nobody else's: no cache keeps it, no page frames it, no other site reads it.
void Api::harden(net::Response& response) const {
  const auto add = [&](const char* name, const char* value) {
    if (response.header(name) == nullptr) response.headers.push_back({name, value});
  };
  add("Cache-Control", "no-store");
  add("X-Content-Type-Options", "nosniff");
  add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
  add("Referrer-Policy", "no-referrer");
  add("Cross-Origin-Resource-Policy", "same-origin");
  if (site_.secure()) add("Strict-Transport-Security", "max-age=31536000");
}

net::ResponseRef Api::done(net::Response response) const {
  harden(response);
  return std::make_shared<const net::Response>(std::move(response));
}

}  // namespace api
