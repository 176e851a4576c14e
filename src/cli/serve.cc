// serve: the book over HTTP, for pages and programs; welcome: how its owner comes in again.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>
#include <signal.h>
#include <sys/resource.h>

#include <algorithm>
#include <utility>

#include "api/api.h"
#include "api/daily_letter.h"
#include "api/introduction_joining.h"
#include "app/visit.h"
#include "cli/command.h"
#include "cli/log_lines.h"
#include "cli/mailing.h"
#include "members/members.h"
#include "net/server.h"
#include "store/room.h"

namespace cli {
namespace {

constexpr std::size_t kOtherFiles = 64;  // the book's own, and the terminal
constexpr std::chrono::seconds kTurn(1);
constexpr int kNowAndThen = 60;  // turns

struct Where {
  net::Address address;
  std::string origin;  // of --base-url; empty: asked by a loopback name
  std::optional<net::TlsFiles> tls;
};

base::Failure wrong(const std::string& option, const std::string& what) {
  return base::fail(base::Code::kInvalid, option + ": " + what);
}

// "https://rapport.example", "https://rapport.example/" → without the slash.
base::Result<std::string> origin_of(std::string url) {
  if (url.ends_with('/')) url.pop_back();
  const bool secure = url.starts_with("https://");
  const std::string host = url.substr(std::min(url.size(), url.find("://") + 3));
  const bool plain = !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':' ||
           c == '[' || c == ']';
  });
  if (!plain || (!secure && !url.starts_with("http://")))
    return wrong("--base-url " + url, "write it as https://rapport.example, in small letters");
  if (!secure && !net::is_loopback_name(host)) {
    return wrong("--base-url " + url,
                 "passwords would cross the network in the open: use https, by a proxy before it");
  }
  return url;
}

base::Result<Where> where_of(const Words& words) {
  Where where;
  const auto option = [&](const char* name) {
    return words.has(name) ? words.options.at(name) : std::string();
  };
  const std::string text = words.has("--listen") ? option("--listen") : "127.0.0.1:7777";
  auto address = net::parse_address(text);
  if (!address) return base::fail_at("--listen", address.error());
  where.address = *address;
  if (words.has("--base-url")) {
    TRY(where.origin, origin_of(option("--base-url")));
  }
  if (words.has("--tls-chain") != words.has("--tls-key"))
    return wrong("--tls-chain, --tls-key", "the one goes with the other");
  if (words.has("--tls-chain")) {
    where.tls = net::TlsFiles{option("--tls-chain"), option("--tls-key")};
    if (!where.origin.starts_with("https://"))
      return wrong("--tls-chain", "say by --base-url what name the certificate is for");
  }
  if (!net::is_loopback(where.address) && where.origin.empty()) {
    return wrong("--listen " + text,
                 "say by --base-url how browsers name this server, such as "
                 "https://rapport.example; without, it listens on this machine only");
  }
  return where;
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

  // Whether one came in this time.
  bool wait(std::chrono::seconds most) {
    const timespec span{most.count(), 0};
    return ::sigtimedwait(&signals_, nullptr, &span) > 0;
  }

 private:
  sigset_t signals_{}, before_{};
};

// How the owner comes in: by a link that is good once, or by name and password.
void say_where(Session& session, const std::string& url, const std::string& code, bool json) {
  if (json) {
    formats::Json said = formats::Json::object();
    said["url"] = url;
    if (!code.empty()) said["welcome"] = code;
    session.console.line(formats::print_json(said));
    return;
  }
  if (code.empty()) {
    session.console.line(url + "/");
  } else {
    session.console.line(url + "/#welcome=" + code);
    session.console.line("Open it in a browser: it makes you the owner, and is good once.");
  }
  session.console.line("Ctrl-C stops it.");
}

const char* trouble_of(store::Room room) {
  return room == store::Room::kFull       ? "disk_full"
         : room == store::Room::kReadOnly ? "read_only"
                                          : "cannot_write";
}

api::Condition::Parts condition_parts(const std::string& folder, api::Shelf& shelf, LogLines& log) {
  api::Condition::Parts parts;
  parts.probe = [&shelf, folder](api::Condition::How how) {
    api::Condition::Troubles troubles;
    const store::Room room =
        how == api::Condition::How::kWrite ? store::try_out(folder) : store::look(folder);
    if (room != store::Room::kThere) troubles.emplace_back(trouble_of(room));
    if (shelf.any_failed()) troubles.emplace_back("restart_needed");
    return troubles;
  };
  parts.changed = [&log](const api::Condition::Troubles& troubles) {
    formats::Json line = formats::Json::object();
    line["level"] = troubles.empty() ? "info" : "error";
    line["event"] = troubles.empty() ? "well again" : "degraded";
    for (const std::string& trouble : troubles) line["reasons"].push(trouble);
    log.say(line);
  };
  return parts;
}

// What is to be done now and then, until it is to stop.
void wait_and_tend(LogLines& log, StopSignals& signals, api::Site& site) {
  std::uint64_t told = 0;
  int turn = 0;
  do {
    log.say_what_was_left_out();
    site.shelf.tend();
    if (turn++ % kNowAndThen != 0) continue;
    if (const auto saved = site.members.save_seen(site.clock.now()); !saved)
      log.fault(saved.error().message);
    const std::uint64_t faults = site.counters.load()->not_renewed;
    if (std::exchange(told, faults) != faults)
      log.fault("the certificate's files changed and cannot be used; the one before still is");
    api::note_joined(site);
    api::send_daily_letters(site);
  } while (!signals.wait(kTurn));
}

// Commands of the terminal see the book as its pages do.
std::unique_ptr<Door> open_door(const Session& session, api::Shelf& shelf, LogLines& log) {
  auto door = Door::open(session.folder, [&session, &shelf](const Asked& asked) {
    const api::Shelf::BookRef book = shelf.owners();
    if (book->is_due()) book->follow_clock();
    const app::Visit visit(book->app());
    Answered answered = run_beside(asked, session);
    ++book->edits;  // settings may be others
    return answered;
  });
  if (door) return std::move(*door);
  log.fault("commands of the terminal have to wait until this server ends: " +
            door.error().message);
  return nullptr;
}

}  // namespace

base::Result<void> run_serve(Session& session, const Words& words) {
  TRY(const Where where, where_of(words));
  TRY(const auto members, members::Members::open(session.folder, session.random));
  LogLines log(session.clock, [&](std::string_view line) { session.console.warn(line); });
  StopSignals signals;
  api::Shelf shelf(*session.app, session.as_of);
  TRY_DO(shelf.owners()->imports().recover());
  TRY(const auto mail,
      ServerMail::open(session, words, [&](const std::string& what) { log.fault(what); }));
  shelf.on_forgetting([&](const std::string& member) { return mail->take_back(member); });
  api::Site site{*members,
                 shelf,
                 session.clock,
                 session.random,
                 where.origin,
                 words.has("--proxy") ? words.options.at("--proxy") : "",
                 [&](const formats::Json& line) { log.say(line); }};
  api::Condition condition(condition_parts(session.folder, shelf, log));
  condition.start();
  site.condition = &condition;
  site.mailing = &mail->mailing();
  api::note_joined(site);  // before anybody is told that it waits for them
  api::Api api(site);
  TRY(const auto server,
      net::Server::start(where.address,
                         {[&](const net::Request& request) { return api.at_once(request); },
                          [&](const net::Request& request) { return api.work(request); },
                          [&](int status) { return api.refuse(status); }},
                         limits(), session.clock, where.tls));
  site.counters = &server->counters();
  std::string url = where.origin;
  if (url.empty()) {
    // Browsers let a page of "localhost" use passkeys, and one of a number not.
    const std::string at = net::print(server->address());
    url = "http://" + (at.starts_with("127.0.0.1:") ? "localhost" + at.substr(9) : at);
  }
  mail->start(url);
  auto door = open_door(session, shelf, log);
  say_where(session, url, members->has_owner() ? "" : members->owner_code(), words.json);
  log.event("listening");
  wait_and_tend(log, signals, site);
  log.event("stopping");
  door.reset();
  server->stop();
  condition.stop();
  mail->stop();
  shelf.close();
  log.event("stopped");
  return {};
}

base::Result<void> run_welcome(Session& session, const Words& words) {
  TRY(const auto members, members::Members::open(session.folder, session.random));
  TRY(const std::string code, members->owner_again(session.clock.now()));
  if (words.json) {
    formats::Json json = formats::Json::object();
    json["welcome"] = code;
    session.console.line(formats::print_json(json));
    return {};
  }
  session.console.line("/#welcome=" + code);
  session.console.line(
      "Put it behind the server's address: it is good once, for a week, and lets the owner choose "
      "another password.");
  return {};
}

}  // namespace cli
