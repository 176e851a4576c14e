// How the server is: health, ready, metrics.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <chrono>
#include <iterator>

#include "api/problem.h"
#include "api/route.h"
#include "api/site.h"

namespace api {
namespace {

constexpr std::chrono::milliseconds kBusyFor(2000);

struct Metric {
  const char *name, *kind, *what;
  std::uint64_t value;
};

void print(const Metric& m, std::string& out) {
  fmt::format_to(std::back_inserter(out), "# HELP rapport_{0} {1}\n# TYPE rapport_{0} {2}\n",
                 m.name, m.what, m.kind);
  fmt::format_to(std::back_inserter(out), "rapport_{} {}\n", m.name, m.value);
}

}  // namespace

// Whether it answers is another question, and this is an answer: so 200 either way.
base::Result<net::Response> health(const SiteCall& call) {
  formats::Json json = formats::Json::object();
  const Condition::Troubles troubles =
      call.site.condition == nullptr ? Condition::Troubles() : call.site.condition->look();
  json["health"] = troubles.empty() ? "ok" : "degraded";
  for (const std::string& trouble : troubles) json["reasons"].push(trouble);
  return json_response(json);
}

// The book is open before the server listens, and closed after it stopped; in between it has too much
// to do at times, and whoever shares out requests is to send them elsewhere for a moment.
base::Result<net::Response> ready(const SiteCall& call) {
  if (const net::Counters* counters = call.site.counters) {
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
    const std::int64_t last = counters->overloaded_at;
    const bool is_full = counters->waiting >= counters->most_waiting;
    if (is_full || (last != 0 && now.count() - last < kBusyFor.count()))
      return base::fail(base::Code::kUnavailable, "more requests came than there is room for");
  }
  formats::Json json = formats::Json::object();
  json["ready"] = true;
  return json_response(json);
}

// Prometheus' text, version 0.0.4. Counts only: no names, no addresses.
base::Result<net::Response> metrics(const SiteCall& call) {
  std::string out;
  TRY(const Shelf::BookRef book, book_of(call.site, call.caller));
  {
    const app::Visit visit(book->app());
    const app::State& state = book->app().state;
    print({"entries", "gauge", "Entries of your ledger.", state.seq}, out);
    print({"identities", "gauge", "Identities in your book.", state.people.size()}, out);
    print({"interactions", "gauge", "Interactions in your book.", state.interactions}, out);
  }
  if (const net::Counters* counters = call.site.counters) {
    const net::Counters& c = *counters;
    print({"http_connections", "gauge", "Connections open now.", c.connections}, out);
    print({"http_accepted_total", "counter", "Connections ever.", c.accepted}, out);
    print({"http_turned_away_total", "counter", "Connections over the limit.", c.turned_away}, out);
    print({"http_timed_out_total", "counter", "Connections that took too long.", c.timed_out}, out);
    print({"http_waiting", "gauge", "Requests at work or waiting for it.", c.waiting}, out);
    print({"http_overloaded_total", "counter", "Requests there was no room for.", c.overloaded},
          out);
    out +=
        "# HELP rapport_http_answers_total Answers by their status.\n"
        "# TYPE rapport_http_answers_total counter\n";
    for (std::size_t i = 2; i < c.answers.size(); ++i) {
      fmt::format_to(std::back_inserter(out), "rapport_http_answers_total{{status=\"{}xx\"}} {}\n",
                     i, c.answers[i].load());
    }
  }
  if (call.site.mailing != nullptr && call.site.mailing->outbox != nullptr) {
    const mail::LetterCounts& l = call.site.mailing->outbox->counts();
    print({"letters_queued", "gauge", "Letters that wait to be sent.", l.queued}, out);
    print({"letters_sent_total", "counter", "Letters that a mail server took.", l.sent}, out);
    print({"letters_failed_total", "counter", "Letters that could not be sent.", l.failed}, out);
  }
  return net::Response{200, {{"Content-Type", "text/plain; version=0.0.4"}}, std::move(out)};
}

}  // namespace api
