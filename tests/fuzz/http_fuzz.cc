// HTTP: a request reads the same in whatever pieces it comes, keeps its limits, and finds its route
// or none; what is printed has no line of anybody else's.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "base/text.h"
#include "net/address.h"
#include "net/negotiation.h"
#include "net/request_reader.h"
#include "net/router.h"

namespace {

using State = net::RequestReader::State;

struct Route {
  net::Method method;
  std::string_view pattern;
};
constexpr std::array kRoutes = {Route{net::Method::kGet, "/api/v1/people"},
                                Route{net::Method::kGet, "/api/v1/people/{id}"},
                                Route{net::Method::kPost, "/api/v1/people/{id}/why"}};

struct Outcome {
  State state = State::kHead;
  int status = 0;
  std::size_t taken = 0;
  net::Request request;
};

Outcome read(std::string_view bytes, std::size_t piece, const net::Limits& limits) {
  net::RequestReader reader(limits);
  Outcome outcome;
  for (std::size_t end = std::min(piece, bytes.size());;
       end = std::min(end + piece, bytes.size())) {
    const std::size_t n = reader.feed(bytes.substr(outcome.taken, end - outcome.taken));
    ASSERT(n <= end - outcome.taken);
    outcome.taken += n;
    outcome.state = reader.state();
    if (outcome.state == State::kWhole || outcome.state == State::kRefused || end == bytes.size())
      break;
  }
  outcome.status = reader.status();
  if (outcome.state == State::kWhole) outcome.request = reader.take();
  return outcome;
}

void check(const net::Request& request, const net::Limits& limits) {
  ASSERT(request.body.size() <= limits.body_bytes);
  ASSERT(request.headers.size() <= limits.headers);
  ASSERT(request.parameters.size() <= limits.headers);
  for (const std::string& segment : request.segments) ASSERT(base::is_utf8(segment));
  const auto routed = net::find_route(std::span<const Route>(kRoutes), request);
  ASSERT((routed.route != nullptr) == (routed.status == 200));
  if (const std::string* host = request.header("Host")) (void)net::is_loopback_name(*host);
  (void)net::is_current(request, "W/\"0\"");
  net::Response response{200, {{"Content-Type", "text/plain"}}, request.body};
  net::compress(response, net::accepts_gzip(request));
  std::string head;
  net::print_head(response, {false, !request.keep_alive, "now"}, head);
  ASSERT(head.find("\r\n\r\n") == head.size() - 4);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  net::Limits limits;
  limits.head_bytes = 4096;
  limits.target_bytes = 1024;
  limits.body_bytes = 2048;
  const std::size_t piece = 1 + bytes[0] % 64;
  std::string_view left(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  // Pipelined requests, one after the other.
  while (!left.empty()) {
    const Outcome whole = read(left, left.size(), limits), pieces = read(left, piece, limits);
    ASSERT(whole.state == pieces.state);
    ASSERT(whole.status == pieces.status);
    if (whole.state != State::kWhole) return 0;
    ASSERT(whole.taken == pieces.taken && whole.taken > 0);
    ASSERT(whole.request.body == pieces.request.body);
    ASSERT(whole.request.segments == pieces.request.segments);
    check(whole.request, limits);
    left.remove_prefix(whole.taken);
  }
  return 0;
}
