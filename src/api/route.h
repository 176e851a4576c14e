// Route: one line of what the server answers: whom, where it may take its time, and by which function.
// Errors: a handler's error becomes problem+json: kInvalid 400, kNotFound and kForbidden 404,
//         kConflict 409, kCorrupt 500, kUnavailable 503.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.h"
#include "net/counters.h"
#include "net/message.h"

namespace api {

struct Call {
  app::App& app;
  const net::Request& request;
  const std::vector<std::string>& named;  // what each {…} of the pattern stands for
  const net::Counters* server = nullptr;  // nullptr: it is starting
};

using Handler = base::Result<net::Response> (*)(const Call& call);

enum class Access { kAnybody, kOwner };
enum class Lane {
  kAtOnce,  // waits for nothing: on the connection's thread
  kFolds,   // on the pool, beside others
  kLedger,  // on the pool, one at a time: the ledger has one reader
};

struct Route {
  net::Method method;
  std::string_view pattern;
  Access access;
  Lane lane;
  Handler handler;
};

std::span<const Route> routes();

}  // namespace api
