// Gate: what stands before every ask: give before you get.
// Shape:  looks at where two people stand and names each reason against asking now, in one sentence
//         that says what to do instead. The member may overrule it with a reason of their own, which is
//         recorded; pasted copies they may not.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

namespace exchange {

struct Asking {
  std::string name;                      // of whom is to be asked
  std::optional<base::Time> connected;   // since when they are in contact
  std::uint32_t to_me = 0, to_them = 0;  // personal messages, both ways
  std::optional<base::Time> last_give;   // what the member last did for them
  double balance = 0;                    // balance.h
  std::optional<base::Time> last_ask;    // of the member, that has no answer yet
  std::uint32_t alike = 0;               // messages like this one, sent in the last ninety days
  bool offers = false;                   // the message offers something, before or beside the ask
};

struct Reason {
  const char* name;  // "just connected"
  std::string why;   // one sentence
};

struct Verdict {
  std::vector<Reason> reasons;  // empty: ask
  bool open() const { return reasons.empty(); }
  bool final = false;  // no reason of the member's own opens it
};

Verdict ask_gate(const Asking& asking, base::Time now);

}  // namespace exchange
