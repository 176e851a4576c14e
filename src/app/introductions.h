// Introductions: whom a person should meet, who could bring them together, and why, in words.
// Shape:  first those of the owner's ties of whom one says to need what the other says to do or offer:
//         some word of both begins alike. Then those whom the network proposes. Nobody twice, nobody
//         whom they were in contact with.
// Cost:   that of graph/introductions.h, and a reading of all that is known of people.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/network.h"

namespace app {

struct Proposed {
  graph::Introduction introduction;
  std::string reason;  // "Tom Reyes needs property managers; Zoe Lind does property management"
};
std::vector<Proposed> propose_introductions(App& app, graph::Node person, std::size_t want);

// Whether a word of one begins as a word of the other: "roofing" and "a roofer".
bool speak_of_the_same(std::string_view a, std::string_view b);

}  // namespace app
