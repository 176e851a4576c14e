// Draft: a message that is not sent yet, what it is meant to be, and where writer and reader stand.
// Shape:  the situation is told by the caller, from the tie and the timeline; the composer looks
//         nothing up.
// Unit:   days since the two connected; nothing where that is not known.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "composer/language.h"

namespace composer {

enum class Kind {
  kAskIntroduction,  // "introduce me to …"
  kAskOpportunity,   // "get me …": a talk, a piece of work, a word to one's readers
  kAskWatch,         // "keep your eye open for …"
  kReachOut,         // a word that keeps a tie warm, with nothing asked in it
  kThanks,
  kOffer,  // something one would do for the reader
  kBlurb,  // of whoever asks, to be forwarded by the one who introduces
};

// How strong the tie is: the words of a tie's band.
enum class Band { kNone, kFaint, kLoose, kSteady, kStrong };

struct Situation {
  bool first_message = false;         // nothing was ever written to them
  bool exchanged = true;              // words or deeds went both ways
  std::optional<int> days_connected;  // since the two connected
  Band band = Band::kLoose;
};

struct Draft {
  Kind kind = Kind::kReachOut;
  std::string text, subject;
  Situation situation;
  std::optional<Language>
      language;  // what the writer says it is in; otherwise it is told by its words
};

bool is_ask(Kind kind);

const char* word(Kind kind);  // "ask_introduction"
const char* word(Band band);  // "loose"
bool read_word(std::string_view word, Kind& kind);
bool read_word(std::string_view word, Band& band);

}  // namespace composer
