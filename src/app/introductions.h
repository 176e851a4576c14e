// Introductions: whom a person should meet, who could bring them together, and why, in words.
// Shape:  first those of the owner's ties of whom one says to need what the other says to do or offer,
//         in these or other words (app/matches.h), the surest first. Then those whom the network
//         proposes. Nobody twice, nobody whom they were in contact with. At most `want` who would help
//         the person, and as many whom the person would help; the network fills up to `want` in all.
// Cost:   that of graph/introductions.h and of app/matches.h.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/network.h"

namespace app {

struct Proposed {
  graph::Introduction introduction;
  std::string reason;  // "Tom Reyes needs property managers; Zoe Lind does property management"
};
std::vector<Proposed> propose_introductions(App& app, graph::Node person, std::size_t want);

}  // namespace app
