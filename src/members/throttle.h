// Throttle: how often somebody may try to prove who they are.
// Shape:  buckets that fill again with time: one for all tries of a network, one for a member's tries
//         from networks they never signed in from, one for each network they did, and one for all
//         together. Strangers who guess at a member do not lock the member out: a network that the
//         member has signed in from counts by itself.
// Unit:   a network is an IPv4 address or the first 64 bits of an IPv6 one.
// Cost:   a look into a table; at most some thousand buckets, the longest unused go first.
// Source: OWASP ASVS 5.0 §6.3.1, §2.4.1.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <string_view>

#include "base/time.h"

namespace members {

std::string network_of(std::string_view address);

class Throttle {
 public:
  struct Try {
    std::string_view network;
    std::string_view member;  // as it was named, whether or not there is one
    bool known = false;       // the member has signed in from this network before
  };
  // Zero: go on, and it counts. Else so long is to be waited; it does not count.
  std::chrono::seconds take(const Try& one, base::Time now);
  // It was right: what counted is given back.
  void succeeded(const Try& one);

 private:
  struct Bucket {
    double left = 0;
    base::Time at{};
  };
  struct Rate {
    double most;     // tries at once
    double seconds;  // until one comes back
  };
  Bucket& filled(const std::string& key, const Rate& rate, base::Time now);

  std::map<std::string, Bucket> all_;
};

}  // namespace members
