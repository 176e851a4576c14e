// Challenges: what a passkey is asked to sign: once, and for 5 minutes.
// Shape:  a challenge carries its own end and a keyed hash of it, so that strangers who ask for many
//         take no memory and push nobody's out. Kept is only which were used; the key is made anew at
//         each start.
// Cost:   a hash; 40 bytes for each one used in the last 5 minutes.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/random.h"
#include "base/time.h"

namespace members {

class Challenges {
 public:
  explicit Challenges(base::Random& random);

  std::string make(base::Time now);  // base64url
  bool is_good(std::string_view challenge, base::Time now) const;
  void use(std::string_view challenge, base::Time now);  // is_good() is false from now on

 private:
  base::Random& random_;
  base::Key key_{};
  std::map<base::Bytes32, base::Time> used_;  // until when it would be good
};

}  // namespace members
