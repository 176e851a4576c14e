// How the server is: health, ready, metrics.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <iterator>

#include "api/problem.h"
#include "api/route.h"
#include "api/site.h"

namespace api {
namespace {

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

base::Result<net::Response> health(const SiteCall&) {
  formats::Json json = formats::Json::object();
  json["health"] = "ok";
  return json_response(json);
}

// The book is open before the server listens, and closed after it stopped.
base::Result<net::Response> ready(const SiteCall&) {
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
  return net::Response{200, {{"Content-Type", "text/plain; version=0.0.4"}}, std::move(out)};
}

}  // namespace api
