// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/api.h"

#include <exception>
#include <limits>

#include "api/problem.h"
#include "app/moment.h"
#include "app/token.h"
#include "base/text.h"
#include "net/address.h"
#include "net/negotiation.h"
#include "net/router.h"

namespace api {
namespace {

constexpr std::chrono::seconds kMomentLasts(60);
constexpr std::size_t kMostKept = 256, kMostKeptBytes = 16 << 20, kMostKeptBody = 1 << 20;

net::ResponseRef answer(net::Response response) {
  return std::make_shared<const net::Response>(std::move(response));
}

net::ResponseRef not_found() {
  static const net::ResponseRef kNothing = answer(problem(404, "there is nothing here"));
  return kNothing;
}

// What was asked, in one form, and in which encoding the answer may come.
std::string key_of(const net::Request& request) {
  std::string key;
  for (const std::string& segment : request.segments) key.append(segment) += '\0';
  for (const net::Field& p : request.parameters)
    (key.append(1, '\1').append(p.name) += '\0').append(p.value);
  if (net::accepts_gzip(request)) key += '\2';
  return key;
}

net::ResponseRef if_changed(const net::Request& request, const net::ResponseRef& whole) {
  const std::string* etag = whole->header("ETag");
  if (etag == nullptr || !net::is_current(request, *etag)) return whole;
  return answer(net::not_modified(*whole));
}

}  // namespace

Api::Api(app::App& app, Settings settings) : app_(app), settings_(std::move(settings)) {
  const bool stays = settings_.as_of.has_value() || app.moment.archive;
  due_ = stays ? std::numeric_limits<std::int64_t>::max()
               : base::micros(app.clock.now() + kMomentLasts);
}

bool Api::may_ask(const net::Request& request) const {
  constexpr std::string_view kBearer = "Bearer ";
  const std::string* shown = request.header("Authorization");
  return shown != nullptr && base::starts_with_ignoring_case(*shown, kBearer) &&
         app::is_token(std::string_view(*shown).substr(kBearer.size()), settings_.token);
}

net::ResponseRef Api::at_once(const net::Request& request) {
  const std::string* host = request.header("Host");
  if (host == nullptr || !net::is_loopback_name(*host))
    return answer(problem(421, "ask for it as localhost or 127.0.0.1"));
  const auto routed = net::find_route(routes(), request);
  const bool open = routed.route != nullptr && routed.route->access == Access::kAnybody;
  if (!open && !may_ask(request)) {
    static const net::ResponseRef kWithoutToken =
        answer(problem(401, "send the token that `rapport serve` printed: Authorization: Bearer"));
    return kWithoutToken;
  }
  if (routed.route == nullptr && routed.status == 405) {
    net::Response no = problem(405, "");
    no.headers.push_back({"Allow", routed.allow});
    return answer(std::move(no));
  }
  if (routed.route == nullptr) return not_found();
  if (routed.route->lane == Lane::kAtOnce)
    return run(*routed.route, {app_, request, routed.named, server_});
  return is_due() ? nullptr : kept(request);
}

net::ResponseRef Api::work(const net::Request& request) {
  if (is_due()) follow_clock();
  const auto routed = net::find_route(routes(), request);
  if (routed.route == nullptr) return not_found();
  const std::shared_lock still(moment_);
  std::unique_lock ledger(ledger_, std::defer_lock);
  if (routed.route->lane == Lane::kLedger) ledger.lock();
  const net::ResponseRef whole = run(*routed.route, {app_, request, routed.named, server_});
  return whole->status == 200 ? if_changed(request, keep(request, *whole)) : whole;
}

net::ResponseRef Api::run(const Route& route, const Call& call) {
  try {
    auto done = route.handler(call);
    if (done) return answer(std::move(*done));
    const int status = status_of(done.error().code);
    if (status >= 500) return failed(status, route.pattern, done.error().message);
    if (status == 404 && !call.named.empty()) return not_found();
    return answer(problem(status, done.error().message));
  } catch (const std::exception& error) {
    return failed(500, route.pattern, error.what());
  }
}

net::ResponseRef Api::refuse(int status) {
  if (status >= 500) return failed(status, "", net::reason(status));
  return answer(problem(status, ""));
}

net::ResponseRef Api::failed(int status, std::string_view where, std::string_view what) {
  base::Bytes16 bytes{};
  app_.random.fill(bytes.data(), bytes.size());
  const std::string id = base::hex(bytes);
  formats::Json line = formats::Json::object();
  line["level"] = "error";
  line["event"] = "failed";
  line["id"] = id;
  line["status"] = status;
  line["route"] = where;
  line["what"] = what;
  settings_.log(line);
  return answer(problem(status, "the server's log says more under this id", id));
}

net::ResponseRef Api::kept(const net::Request& request) {
  const std::string key = key_of(request);
  const std::unique_lock lock(keeping_);
  const auto at = kept_.find(key);
  return at == kept_.end() ? nullptr : if_changed(request, at->second);
}

// The caller holds the moment still, so what is kept is of the moment that others will ask at.
net::ResponseRef Api::keep(const net::Request& request, net::Response response) {
  response.headers.push_back({"Cache-Control", "private, no-cache"});
  response.headers.push_back({"X-Content-Type-Options", "nosniff"});
  response.headers.push_back({"ETag", net::etag_of(response.body)});
  net::compress(response, net::accepts_gzip(request));
  const std::size_t size = response.body.size();
  net::ResponseRef whole = answer(std::move(response));
  if (size > kMostKeptBody) return whole;
  const std::unique_lock lock(keeping_);
  if (kept_.size() >= kMostKept || kept_bytes_ + size > kMostKeptBytes) {
    kept_.clear();
    kept_bytes_ = 0;
  }
  if (kept_.emplace(key_of(request), whole).second) kept_bytes_ += size;
  return whole;
}

bool Api::is_due() const { return base::micros(app_.clock.now()) >= due_; }

void Api::follow_clock() {
  const std::unique_lock alone(moment_);
  if (!is_due()) return;
  const base::Time now = app_.clock.now();
  app_.moment = app::moment_of(app_.state, std::nullopt, now);
  due_ = base::micros(now + kMomentLasts);
  const std::unique_lock lock(keeping_);
  kept_.clear();
  kept_bytes_ = 0;
}

}  // namespace api
