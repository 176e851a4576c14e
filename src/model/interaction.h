// Interaction: something that happened between identities at a time on a channel. Immutable.
// Shape:  one sender and any receivers (a meeting has an organiser and attendees, and counts both
//         ways). Copies of one mail (from two folders, by a list and by Cc) are one interaction:
//         join() of all.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "base/time.h"
#include "model/identity.h"

namespace model {

using InteractionId = base::Id<struct InteractionTag>;

enum class Channel : std::uint8_t { kMail, kCalendar, kPhone, kInPerson, kChat, kSocial, kOther };

enum class Kind : std::uint8_t {
  kMessage,
  kMeeting,
  kCall,
  kComment,
  kReaction,
  kShare,
  kMention,
  kFollow,
  kConnection,
};

// Whom it was meant for. Only what is personal enters a tie; the rest is kept and shown as what it
// is.
enum class Audience : std::uint8_t {
  kPersonal,
  kList,       // a mailing list's copy
  kBulk,       // newsletters, more than 30 recipients
  kAutomatic,  // machines: no-reply, auto-submitted, bounces
};

enum class Role : std::uint8_t { kFrom, kTo, kCc, kBcc };

struct Participant {
  IdentityId identity;
  Role role = Role::kTo;
  auto operator<=>(const Participant&) const = default;
};

struct Interaction {
  InteractionId id;  // from the source's own key
  base::Time at{};
  Channel channel = Channel::kMail;
  Kind kind = Kind::kMessage;
  Audience audience = Audience::kPersonal;
  bool asks = false;                      // the text puts a question to its readers
  bool sealed = false;                    // somebody was forgotten here: further copies add nothing
  std::uint32_t recipients = 0;           // how many it went to, where that is more than are listed
  std::uint64_t message_key = 0;          // keyed hash of the source's message id; 0 is none
  std::uint64_t parent_key = 0;           // … of the message it answers
  std::vector<Participant> participants;  // sorted, unique
  std::string subject;
  std::string text;  // what its author wrote anew: no quotes, no signature, at most kMaxText

  bool operator==(const Interaction&) const = default;
};

inline constexpr std::size_t kMaxText = 4000;  // bytes kept of a text
inline constexpr std::size_t kMaxSubject = 500;
inline constexpr std::uint32_t kMaxPersonal = 30;  // recipients; beyond it is bulk

// Sorts them; a person stands once, in the most direct role that is given.
void arrange(std::vector<Participant>& participants);

// What two copies of the same interaction say together; commutative, associative, idempotent, so
// that the order in which copies arrive does not matter. join(a, b) == a: b knew nothing new.
Interaction join(const Interaction& a, const Interaction& b);

// Words for files and screens, and back.
const char* word(Channel c);
const char* word(Kind k);
const char* word(Audience a);
const char* word(Role r);
const char* word(HandleKind k);
bool read_word(std::string_view text, Channel& out);
bool read_word(std::string_view text, Kind& out);
bool read_word(std::string_view text, Audience& out);
bool read_word(std::string_view text, Role& out);
bool read_word(std::string_view text, HandleKind& out);

}  // namespace model
