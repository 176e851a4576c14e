// Repeats: what was answered to a request with a key, for the same request sent again.
// Shape:  a repetition that comes while the first is at work waits for its answer. The last few
//         thousand are kept; app/visit.h covers those from before a restart.
// Errors: 422 where the same key comes with another request.
// Source: the Idempotency-Key header, draft-ietf-httpapi-idempotency-key-header.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <string>

#include "base/hash.h"
#include "net/message.h"

namespace api {

class Repeats {
 public:
  // nullptr: this is the first, and answer() is to follow.
  net::ResponseRef find(const std::string& key, const net::Request& request);
  // What failed for want of the server's means may be tried again.
  void answer(const std::string& key, const net::ResponseRef& said);

 private:
  struct Kept {
    base::Bytes32 request{};
    net::ResponseRef said;  // nullptr: still at work
  };
  std::mutex access_;
  std::condition_variable answered_;
  std::map<std::string, Kept> all_;
  std::deque<std::string> oldest_;
};

}  // namespace api
