// Profile: what one source says of one person: handles, a name, dated statements. And deeds, and what
// the owner says of who is who.
// Shape:  a profile is seen in versions, each whole; the statements of all of them count, the newest
//         says what holds now.
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

using ProfileId = base::Id<struct ProfileTag>;  // from the source's own key

enum class StatementKind : std::uint8_t {
  kWorksAt,    // value: the organisation, detail: the role
  kStudiedAt,  // value: the school, detail: the degree
  kSkill,
  kNeed,
  kGoal,
  kOffer,
  kPromise,   // what the owner said they would do
  kBirthday,  // "1980-03-21", "--03-21", or as it stood
  kNote,
  kTag,
  kConnected,  // value: the network
  kKeeping,    // whether the owner keeps in touch: the word of a Keeping; the newest holds
};

// How the owner keeps in touch with somebody.
enum class Keeping : std::uint8_t { kYes, kLight, kNo };

// One thing said of a person, with its date where there is one.
struct Statement {
  StatementKind kind = StatementKind::kNote;
  std::string value, detail;
  base::Time at{};
  auto operator<=>(const Statement&) const = default;
};

struct Profile {
  ProfileId id;
  std::string source;  // "vcard", "linkedin connection" …
  base::Time as_of{};  // when the source says that it held; none: unknown
  std::string name;
  std::vector<IdentityId> identities;  // sorted, unique
  std::vector<Statement> statements;   // sorted, unique
  std::string raw;                     // as it stood, where it is to be given back byte for byte
  bool operator==(const Profile&) const = default;
};

enum class DeedKind : std::uint8_t {
  kRecommendation,
  kEndorsement,
  kIntroduction,
  kReferral,
  kFavour
};

// How much it was, in the words of whom it was done for or who did it.
enum class DeedSize : std::uint8_t { kSmall, kReal, kBeyond };

// Something done for somebody: by the owner (given) or for the owner.
struct Deed {
  base::Time at{};
  DeedKind kind = DeedKind::kFavour;
  bool given = false;
  IdentityId other;
  std::string text;
  DeedSize size = DeedSize::kReal;
  bool operator==(const Deed&) const = default;
};

inline constexpr std::size_t kMaxRaw = std::size_t{4} << 20;  // bytes kept of a profile as it stood

const char* word(StatementKind k);  // "works at"
const char* word(DeedKind k);
const char* word(Keeping k);   // "light"
const char* word(DeedSize s);  // "above and beyond"
bool read_word(std::string_view text, StatementKind& out);
bool read_word(std::string_view text, DeedKind& out);
bool read_word(std::string_view text, Keeping& out);
bool read_word(std::string_view text, DeedSize& out);

}  // namespace model
