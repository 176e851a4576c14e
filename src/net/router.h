// Router: finds the route that a request means in a list that reads as a table.
// Shape:  a pattern is "/people/{id}/why": a word stands for itself, {…} for any one segment. A
//         route is any struct with a `method` and a `pattern`; the list is constexpr and short.
// Order:  the first that fits.
// Errors: 404 where no pattern fits, 405 with the methods that would.
// Cost:   a pass over the list; nothing is allocated but for what {…} took.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "net/message.h"

namespace net {

// What each {…} of the pattern stands for; nothing where it does not fit.
std::optional<std::vector<std::string>> match(std::string_view pattern,
                                              const std::vector<std::string>& segments);

template <class Route>
struct Routed {
  const Route* route = nullptr;  // nullptr: `status` says why
  std::vector<std::string> named;
  int status = 404;
  std::string allow;  // of 405: "GET, HEAD"
};

// HEAD goes where GET does.
template <class Route>
Routed<Route> find_route(std::span<const Route> routes, const Request& request) {
  Routed<Route> routed;
  const Method wanted = request.method == Method::kHead ? Method::kGet : request.method;
  for (const Route& route : routes) {
    auto named = match(route.pattern, request.segments);
    if (!named) continue;
    if (route.method == wanted) return {&route, std::move(*named), 200, {}};
    routed.status = 405;
    routed.allow += (routed.allow.empty() ? "" : ", ") + std::string(word(route.method));
    if (route.method == Method::kGet) routed.allow += ", HEAD";
  }
  return routed;
}

}  // namespace net
