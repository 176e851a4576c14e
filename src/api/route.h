// Route: one line of what the server answers: for whom, where it may take its time, by which
// function, and what OpenAPI says of it.
// Shape:  a handler of a book gets a Call, one of the server's own matters (accounts, its health) a
//         SiteCall, and so no book. Bodies and parameters were held to their schemas before either is
//         asked.
// Errors: a handler's error becomes problem+json: kInvalid 400, kNotFound and kForbidden 404,
//         kConflict 409, kCorrupt 500, kUnavailable 503.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "api/caller.h"
#include "app/app.h"
#include "app/visit.h"
#include "formats/json.h"
#include "net/message.h"

namespace api {

class OpenBook;
struct Site;

// The named parts of a path, the parameters and the body, and who asks.
struct Asking {
  const net::Request& request;
  const std::vector<std::string>& named;  // what each {…} of the pattern stands for
  const formats::Json& body;              // null where the route takes none
  const Caller& caller;

  const std::string& text(std::string_view member) const;  // of the body; "" where it is not there
  std::string parameter(std::string_view name) const;      // "" where it is not there
  std::size_t limit() const;                               // how many a page of a list has
};

struct Call : Asking {
  app::App& app;
  OpenBook& book;
  app::Visit& visit;
  bool at_once = false;  // on a connection's thread: what takes longer says kUnavailable

  // The first that this request recorded, by which it can be taken back; 0: none.
  std::uint64_t entry() const { return visit.entries().empty() ? 0 : visit.entries().front(); }
};

struct SiteCall : Asking {  // whose caller is whoever the route is for
  Site& site;
};

using Handler = base::Result<net::Response> (*)(const Call& call);
using SiteHandler = base::Result<net::Response> (*)(const SiteCall& call);

// Whom a route is for. Each takes more than the one before it, but for kSession, which no token has.
enum class Needs {
  kNothing,         // anybody
  kSecret,          // whoever has the address: it has a secret in it, and no cookie counts
  kRead,            // a member, or a token of theirs
  kWrite,           // … that may write
  kSession,         // a member who signed in
  kConfirmed,       // … and proved it again in the last minutes
  kOwner,           // the member whose server this is
  kOwnerConfirmed,  // … who proved it again
};

enum class Lane {
  kAtOnce,  // waits for nothing: on the connection's thread
  kFresh,   // … where the server's condition was looked at lately, else on the pool
  kQuick,   // … where nothing holds it up and the handler finds it short, else on the pool
  kPool,    // beside others
  kLong,    // on the pool, one at a time: it reads the whole book
};

struct Route {
  net::Method method;
  std::string_view pattern;
  Needs needs;
  Lane lane;
  std::variant<Handler, SiteHandler> handler;
  std::string_view what;        // in one line
  std::string_view query = {};  // the parameters it takes, each a name in schemas.json
  std::string_view takes = {};  // the schema of its body; empty: none
  std::string_view gives = {};  // … of its answer; empty: 204, or no JSON
};

std::span<const Route> routes();

}  // namespace api
