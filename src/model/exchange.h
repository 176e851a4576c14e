// Exchange: something that people do for one another and that takes more than one step: an ask, an
// introduction, a referral, a promise.
// Shape:  opened once with its parties and words, then step after step; both are facts, and where it
//         stands is a fold over them (exchange/). Its id is that of the entry that opened it.
//         A party without an identity is the member whose book it is.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "model/identity.h"

namespace model {

using ExchangeId = base::Id<struct ExchangeTag>;

enum class ExchangeKind : std::uint8_t { kAsk, kIntroduction, kReferral, kPromise };

enum class AskKind : std::uint8_t {
  kIntroduction,  // "introduce me"
  kOpportunity,   // "get me a speaking slot"
  kWatch          // "keep your eye open for …": stands until it is closed
};

// What a party is in it.
enum class Part : std::uint8_t {
  kAsker,      // who wants it
  kHelper,     // who is asked to do it
  kTarget,     // whom the asker wants to meet
  kConnector,  // who brings together
  kFirst,      // … whom, and
  kSecond,     // … with whom
  kGiver,      // who passes somebody or a piece of business on
  kReceiver,   // … to whom
  kReferred,   // … whom
  kMaker,      // who promised
  kTaker       // … to whom
};

struct Party {
  Part part = Part::kAsker;
  IdentityId who;  // none: the member
  auto operator<=>(const Party&) const = default;
};

// Who may see it beside the member. Further ones come with circles.
enum class Visibility : std::uint8_t { kMine };

struct Exchange {
  ExchangeKind kind = ExchangeKind::kAsk;
  AskKind ask = AskKind::kIntroduction;  // of an ask
  std::vector<Party> parties;            // each part at most once
  std::string about;                     // what is wanted, passed on, promised
  std::string words;                     // what was said, or is to be sent: the gist, the blurb
  base::Time at{};
  base::Time due{};          // its day, or when it ends by itself; none: it has none
  std::uint32_t effort = 0;  // of a referral: 1, a name, to 5, brought together; 0: not said
  bool agreed = false;       // the referred knows and agreed
  Visibility visibility = Visibility::kMine;
  bool operator==(const Exchange&) const = default;
};

enum class StepKind : std::uint8_t {
  kAsked,      // the party was asked
  kYes,        // … said yes
  kNo,         // … said no
  kLater,      // … not now: ask again at `until`
  kMade,       // both know of each other
  kMet,        // they met or spoke
  kAccepted,   // the receiver takes it on
  kContacted,  // … wrote or called
  kWon,        // an end: it became something
  kLost,       // an end: it did not
  kPoorFit,    // an end: it was not for the receiver
  kNoAnswer,   // an end: the referred never answered
  kTold,       // the party knows how it ended
  kThanked,    // the party was thanked
  kClarified,  // … and told what would fit better
  kKept,       // an end of a promise
  kClosed,     // an end: it is wanted no more
  kFound,      // of a watch: somebody who fits
  kOverruled,  // the gate said no, and the member sent it all the same: why
  // Of thanks, about the party who was thanked, with the very words:
  kAskedToShow,  // may these be said aloud?
  kShown,        // they agreed to it
  kHidden        // not, or not any more
};

struct Step {
  ExchangeId exchange;
  StepKind kind = StepKind::kAsked;
  Part by = Part::kAsker;  // whom the step is about
  IdentityId whom;         // of kFound
  base::Time at{};
  base::Time until{};  // of kLater
  std::string words;   // what was said; why
  std::string
      value;  // of kWon: what it was worth, if the member wants to keep that; of kThanked: how
  bool operator==(const Step&) const = default;
};

// Who is a good referral for the member, as they say it to others. Each version is whole.
struct IdealCard {
  std::string who;      // "owners of small hotels"
  std::string phrase;   // what gives them away: "we lose guests to the booking sites"
  std::string not_for;  // who is not
  std::string example;  // one that went well
  base::Time at{};
  bool operator==(const IdealCard&) const = default;
};

const char* word(ExchangeKind k);  // "introduction"
const char* word(AskKind k);
const char* word(Part p);
const char* word(Visibility v);
const char* word(StepKind k);  // "poor fit"
bool read_word(std::string_view text, ExchangeKind& out);
bool read_word(std::string_view text, AskKind& out);
bool read_word(std::string_view text, Part& out);
bool read_word(std::string_view text, Visibility& out);
bool read_word(std::string_view text, StepKind& out);

}  // namespace model
