// serve: the book over HTTP, for programs and pages on this machine.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>
#include <signal.h>
#include <sys/resource.h>

#include <algorithm>
#include <mutex>

#include "api/api.h"
#include "app/token.h"
#include "cli/command.h"
#include "net/server.h"

namespace cli {
namespace {

constexpr std::size_t kOtherFiles = 64;  // the book's own, and the terminal

base::Result<net::Address> address_of(const Words& words) {
  const std::string text = words.has("--listen") ? words.options.at("--listen") : "127.0.0.1:7777";
  auto address = net::parse_address(text);
  if (!address) return base::fail_at("--listen", address.error());
  if (!net::is_loopback(*address)) {
    return base::fail(base::Code::kInvalid,
                      fmt::format("--listen {}: until there are accounts, Rapport listens on this "
                                  "machine only: 127.0.0.1 or [::1]",
                                  text));
  }
  return address;
}

// As many connections as the system gives us files for.
net::Limits limits() {
  net::Limits limits;
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return limits;
  files.rlim_cur = files.rlim_max;
  if (::setrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur > 2 * kOtherFiles)
    limits.connections = std::min<std::size_t>(limits.connections, files.rlim_cur - kOtherFiles);
  return limits;
}

// Blocked, they wait for whoever asks; threads that start later have them blocked too.
class StopSignals {
 public:
  StopSignals() {
    ::sigemptyset(&signals_);
    ::sigaddset(&signals_, SIGINT);
    ::sigaddset(&signals_, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &signals_, &before_);
  }
  ~StopSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  void wait() {
    int which = 0;
    while (::sigwait(&signals_, &which) != 0) {
    }
  }

 private:
  sigset_t signals_{}, before_{};
};

// Lines of JSON, each whole, whichever thread says it.
class LogLines {
 public:
  explicit LogLines(Session& session) : session_(session) {}

  void say(const formats::Json& what) {
    formats::Json line = formats::Json::object();
    line["at"] = base::print_time(session_.clock.now());
    for (const auto& [name, value] : *what.as_object()) line[name] = value;
    const std::lock_guard lock(one_at_a_time_);
    session_.console.warn(formats::print_json(line));
  }

  void event(const char* name) {
    formats::Json what = formats::Json::object();
    what["level"] = "info";
    what["event"] = name;
    say(what);
  }

 private:
  Session& session_;
  std::mutex one_at_a_time_;
};

void say_where(Session& session, const std::string& url, const std::string& token) {
  session.console.line(fmt::format("{}/#token={}", url, token));
  session.console.line(fmt::format(
      "Ask it: curl -H \"Authorization: Bearer $(cat {})\" {}/api/v1/today   Ctrl-C stops it.",
      app::token_file(session.folder), url));
}

}  // namespace

base::Result<void> run_serve(Session& session, const Words& words) {
  TRY(const net::Address address, address_of(words));
  TRY(const std::string token, app::token_of(session.folder, session.random));
  LogLines log(session);
  StopSignals signals;
  api::Api api(*session.app,
               {token, session.as_of, [&](const formats::Json& line) { log.say(line); }});
  TRY(const auto server,
      net::Server::start(address,
                         {[&](const net::Request& request) { return api.at_once(request); },
                          [&](const net::Request& request) { return api.work(request); },
                          [&](int status) { return api.refuse(status); }},
                         limits(), session.clock));
  api.watch(server->counters());
  const std::string url = "http://" + net::print(server->address());
  if (words.json) {
    formats::Json json = formats::Json::object();
    json["url"] = url;
    json["token"] = token;
    session.console.line(formats::print_json(json));
  } else {
    say_where(session, url, token);
  }
  log.event("listening");
  signals.wait();
  log.event("stopping");
  server->stop();
  log.event("stopped");
  return {};
}

}  // namespace cli
