// Throttle: how often somebody may try to prove who they are.
// Shape:  buckets of tries that fill again with time. Where the member has signed in from this
//         network before, one for the two of them and nothing else: strangers who guess at a member
//         cannot lock the member out. Otherwise three, and each must have a try left: the network's,
//         that of all strangers who try at this member, and that of all strangers together.
// Unit:   a network is an IPv4 address or the first 64 bits of an IPv6 one.
// Cost:   a look into a table of at most 8,192 buckets of 80 bytes, the longest unused go first. A
//         refused try makes no bucket, so that the strangers' own rate keeps them from pushing out
//         one that has not filled again yet.
// Source: OWASP ASVS 5.0 §6.3.1, §6.1.1, §2.4.1.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/time.h"

namespace members {

std::string network_of(std::string_view address);  // "192.0.2.7", "2001:db8:0:1::/64"

class Throttle {
 public:
  struct Try {
    std::string network;
    std::string
        member;  // as it was named, whether or not there is one; empty: nobody in particular
    bool known = false;  // the member has signed in from this network before
  };
  // Zero: go on, and it counts. Else so long is to be waited; it does not count.
  std::chrono::seconds take(const Try& one, base::Time now);
  // It was right: what counted is given back.
  void give_back(const Try& one);

  std::size_t size() const { return all_.size(); }

 private:
  struct Bucket {
    double used = 0;  // tries; what is not here has none
    base::Time at{};
    double seconds = 1;  // until one comes back
  };
  struct Place {
    base::Bytes32 key;
    double most, seconds;
  };
  static std::vector<Place> places_of(const Try& one);
  double used(const base::Bytes32& key, base::Time now) const;
  void make_room(base::Time now);

  std::map<base::Bytes32, Bucket> all_;
};

}  // namespace members
