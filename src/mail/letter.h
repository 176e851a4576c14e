// Letter: one mail as whoever wants it sent says it: plain text, to people by address, and nothing in it
// that tells on its reader.
// Shape:  the id names the occasion ("daily/MEMBER/2026-11-25"), so that the same occasion is written to
//         once, however often it is asked for. What stands before its first "/" is the kind.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/time.h"
#include "formats/mime.h"

namespace mail {

struct Letter {
  std::string id;                          // 1 to 200 visible ASCII characters
  std::string name;                        // beside the server's address; empty: its own
  std::vector<formats::Address> to, bcc;   // those in bcc get it, and stand nowhere in it
  std::vector<formats::Address> reply_to;  // empty: the server's address, which nobody may read
  std::string subject, text;
  std::vector<std::pair<std::string, std::string>> headers;  // further ones, each one plain line
  base::Time until{};  // not worth sending after that; none: as long as an outbox tries
};

}  // namespace mail
