// Site: what the server knows beside books: its members, its address, what it logs.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <string>

#include "api/caller.h"
#include "api/condition.h"
#include "api/shelf.h"
#include "formats/json.h"
#include "mail/outbox.h"
#include "mail/subscriptions.h"
#include "members/members.h"
#include "net/counters.h"

namespace api {

// What the server knows of mail.
struct Mailing {
  mail::Subscriptions& subscriptions;
  mail::Outbox* outbox = nullptr;  // nullptr: this server sends none
  std::string origin{};            // of the links in letters: "https://rapport.example"
  std::atomic<bool> joins_noted =
      false;  // introductions that were mailed are noted (introduction_joining.h)
};

struct Site {
  members::Members& members;
  Shelf& shelf;
  base::Clock& clock;
  base::Random& random;
  std::string origin;  // as browsers name it: "https://rapport.example", without a slash at its end
  std::string proxy;   // the address whose X-Forwarded-For is believed; empty: none
  std::function<void(const formats::Json&)> log;  // a line; from several threads at once
  std::atomic<const net::Counters*> counters = nullptr;
  Condition* condition = nullptr;  // nullptr: all is well
  Mailing* mailing = nullptr;      // nullptr: nobody asked for any, and none is sent

  bool secure() const { return origin.starts_with("https:"); }
};

// The caller's own.
base::Result<Shelf::BookRef> book_of(Site& site, const Caller& caller);

// What happened to an account, and to whom: by ids, never by names.
void log_event(Site& site, std::string_view event, std::string_view member);

}  // namespace api
