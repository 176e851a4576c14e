// The one list of what the server answers.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>

#include "api/route.h"

namespace api {

base::Result<net::Response> health(const Call& call);
base::Result<net::Response> ready(const Call& call);
base::Result<net::Response> metrics(const Call& call);
base::Result<net::Response> today(const Call& call);
base::Result<net::Response> real(const Call& call);
base::Result<net::Response> slipping(const Call& call);
base::Result<net::Response> people(const Call& call);
base::Result<net::Response> person(const Call& call);
base::Result<net::Response> why(const Call& call);
base::Result<net::Response> paths(const Call& call);

namespace {

using enum Access;
using enum Lane;
constexpr net::Method kGet = net::Method::kGet;

constexpr std::array kRoutes = {
    Route{kGet, "/api/v1/health", kAnybody, kAtOnce, health},
    Route{kGet, "/api/v1/ready", kAnybody, kAtOnce, ready},
    Route{kGet, "/api/v1/metrics", kOwner, kAtOnce, metrics},
    Route{kGet, "/api/v1/today", kOwner, kLedger, today},
    Route{kGet, "/api/v1/real", kOwner, kFolds, real},
    Route{kGet, "/api/v1/slipping", kOwner, kFolds, slipping},
    Route{kGet, "/api/v1/people", kOwner, kFolds, people},
    Route{kGet, "/api/v1/people/{id}", kOwner, kLedger, person},
    Route{kGet, "/api/v1/people/{id}/why", kOwner, kLedger, why},
    Route{kGet, "/api/v1/paths", kOwner, kFolds, paths},
};

}  // namespace

std::span<const Route> routes() { return kRoutes; }

}  // namespace api
