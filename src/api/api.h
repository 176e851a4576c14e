// Api: what the server answers, in the order in which a request proves itself: a name that is ours, who
// asks, whether the route is for them, where a write comes from, what it carries; then the handler.
// Shape:  refusals, health and answers that are kept are given at once, on the connection's thread;
//         all else on the pool. A Asking never reaches a book but its caller's own.
// Errors: 421 for a Host that is not ours; 401 for a stranger, whether or not there is something; 404
//         alike for what is not there and what is not for the caller; the rest as in route.h. Each 5xx
//         has an id that is in the log.
// Cost:   a kept answer: three looks into tables, and no copy of the body.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "api/route.h"
#include "api/site.h"

namespace api {

class Api {
 public:
  explicit Api(Site& site) : site_(site) {}

  net::ResponseRef at_once(const net::Request& request);  // nullptr: it takes longer
  net::ResponseRef work(const net::Request& request);
  net::ResponseRef refuse(int status);

 private:
  // What a request may go on with, or how it was refused; a page needs no more either.
  struct Asked {
    net::ResponseRef refused;
    const Route* route = nullptr;
    std::vector<std::string> named;
    Caller caller;
  };
  Asked ask(const net::Request& request);
  net::ResponseRef answer(const net::Request& request, const Asked& asked);
  net::ResponseRef quickly(OpenBook& book, const net::Request& request, const Asked& asked);
  net::ResponseRef read_from(OpenBook& book, const Call& call, const Route& route);
  net::ResponseRef write_to(OpenBook& book, const Asking& asking, const Route& route);
  net::Response run(const Route& route,
                    const std::function<base::Result<net::Response>()>& handler);
  net::Response failed(int status, std::string_view where, std::string_view what);
  bool is_our_name(const net::Request& request) const;
  bool is_from_our_page(const net::Request& request) const;
  void harden(net::Response& response) const;
  net::ResponseRef done(net::Response response) const;

  Site& site_;
  std::mutex long_;  // of Lane::kLong
};

}  // namespace api
