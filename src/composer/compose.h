// Compose: a draft, or a blurb to be forwarded, out of its parts.
// Shape:  an ask says why in two sentences, offers, asks, and leaves room for a no, in this order; parts
//         that are missing are left out. What the writer wrote is kept, but for a capital letter, a
//         closing mark and the few words that make a sentence of a fragment: "a roofer in Leeds" becomes
//         "I am looking for a roofer in Leeds."
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "composer/draft.h"

namespace composer {

struct Parts {
  std::string to;        // a first name
  std::string need;      // "a roofer in Leeds", or a sentence
  std::string reason;    // why them: "you know the housing association", or a sentence
  std::string offer;     // "proofread your catalogue", or a sentence
  std::string question;  // "introduce me to Dana Wu", or a question
  std::string easy_no;   // a sentence of one's own; empty: a plain one
};

// The subject is the need, shortened.
Draft compose(Kind kind, const Parts& parts);

struct BlurbParts {
  std::string name;      // who asks: "Tom Reyes"
  std::string does;      // "repairs flat roofs in Leeds"
  std::string need;      // "fifteen minutes with whoever looks after the roofs"
  std::string why;       // "three of them are of a kind that Tom has done before"
  std::string to;        // whom it will reach in the end: "Dana"
  std::string for_them;  // "a list of what the leaks cost a year"
};

// Three to five sentences, without a greeting, an address or a "you".
std::string forwardable_blurb(const BlurbParts& parts);

}  // namespace composer
