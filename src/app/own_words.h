// Own words: every personal word between the owner and somebody, as channels and the mirror count them.
// Shape:  a mail to three people is three words of one entry; a meeting or a call is a word of both.
//         Copies that were joined count once; what was undone, and what is after the moment, not.
// Order:  by time, then by entry.
// Cost:   one reading of the ledger, without texts.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "app/app.h"
#include "model/interaction.h"

namespace app {

struct OwnWord {
  base::Time at{};
  std::uint64_t seq = 0;
  identity::Number other = identity::kNobody;
  model::Channel channel{};
  bool from_me = false, from_them = false;  // both: a meeting or a call
  bool asks = false;                        // puts a question to whoever it is for, directly
  std::uint64_t key = 0, parent = 0;        // of the message, and of the one that it answers
};

base::Result<std::vector<OwnWord>> own_words(App& app);

}  // namespace app
