// Bodies: whatever bytes come, each schema takes them or says in one line what is wrong; and whatever
// path is asked for, it is one route's or nobody's.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "api/route.h"
#include "api/schema.h"
#include "base/assert.h"
#include "base/text.h"
#include "net/router.h"

namespace {

constexpr std::size_t kLongestComplaint = 4096;

void check_routes(std::string_view path) {
  net::Request request;
  for (const std::string_view segment : base::split(path.substr(0, 1024), '/'))
    request.segments.emplace_back(segment);
  for (const net::Method method : {net::Method::kGet, net::Method::kPost, net::Method::kDelete}) {
    request.method = method;
    const auto routed = net::find_route(api::routes(), request);
    ASSERT((routed.route != nullptr) == (routed.status == 200));
    if (routed.route == nullptr) continue;
    const auto named = std::count(routed.route->pattern.begin(), routed.route->pattern.end(), '{');
    ASSERT(routed.named.size() == static_cast<std::size_t>(named));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  check_routes(text);
  const auto json = formats::parse_json(text);
  if (!json) return 0;
  for (const auto& [name, schema] : *api::components().find("schemas")->as_object()) {
    const auto fits = api::check(name, *json);
    if (fits) continue;
    ASSERT(fits.error().code == base::Code::kInvalid);
    ASSERT(!fits.error().message.empty() && fits.error().message.size() < kLongestComplaint);
  }
  for (const auto& [name, parameter] : *api::components().find("parameters")->as_object())
    (void)api::check_against(*parameter.find("schema"), *json);
  return 0;
}
