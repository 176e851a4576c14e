// Fact: what the ledger believes, past tense and whole. Corrections are further facts.
// Shape:  one struct a kind; visitors have no default, so the compiler lists every place to decide.
//         FactKind numbers are on disk: never reuse one.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/time.h"
#include "model/exchange.h"
#include "model/identity.h"
#include "model/interaction.h"
#include "model/profile.h"

namespace model {

// A handle was met, and the name that stood beside it (empty: none).
struct IdentitySeen {
  IdentityId identity;
  Handle handle;
  std::string name;
  bool operator==(const IdentitySeen&) const = default;
};

struct InteractionRecorded {
  Interaction interaction;
  bool operator==(const InteractionRecorded&) const = default;
};

// Another copy of a known interaction knew more: a Bcc, a text, that it was personal. Folds join
// the two.
struct InteractionCompleted {
  Interaction interaction;
  bool operator==(const InteractionCompleted&) const = default;
};

// These identities, and no others, are the owner of this book.
struct OwnerNamed {
  std::vector<IdentityId> identities;
  bool operator==(const OwnerNamed&) const = default;
};

enum class Verdict : std::uint8_t { kDone, kLater, kNot };

// What the owner said to a suggestion: done, later (until), not this.
struct SuggestionAnswered {
  std::string rule;
  IdentityId about;
  Verdict verdict = Verdict::kDone;
  base::Time at{};
  base::Time until{};
  bool operator==(const SuggestionAnswered&) const = default;
};

// The content of these entries was removed for good; their headers stay in the chain.
struct Erased {
  std::vector<std::uint64_t> seqs;
  bool operator==(const Erased&) const = default;
};

// One version of what a source says of a person.
struct ProfileSeen {
  Profile profile;
  bool operator==(const ProfileSeen&) const = default;
};

// The owner says something of a person.
struct StatementMade {
  IdentityId about;
  Statement statement;
  bool operator==(const StatementMade&) const = default;
};

struct DeedRecorded {
  Deed deed;
  bool operator==(const DeedRecorded&) const = default;
};

// The owner says that these and those are one person, or that they are not.
struct IdentitiesJudged {
  std::vector<IdentityId> these, those;
  bool same = true;
  base::Time at{};
  bool operator==(const IdentitiesJudged&) const = default;
};

// What this entry said counts no longer; as if it had never been said.
struct Undone {
  std::uint64_t seq = 0;
  bool operator==(const Undone&) const = default;
};

// An ask, an introduction, a referral, a promise begins; the entry's id is its own.
struct ExchangeOpened {
  Exchange exchange;
  bool operator==(const ExchangeOpened&) const = default;
};

// … and goes on.
struct ExchangeStepped {
  Step step;
  bool operator==(const ExchangeStepped&) const = default;
};

// The owner says anew who is a good referral for them.
struct IdealCardWritten {
  IdealCard card;
  bool operator==(const IdealCardWritten&) const = default;
};

using Fact =
    std::variant<IdentitySeen, InteractionRecorded, InteractionCompleted, OwnerNamed,
                 SuggestionAnswered, Erased, ProfileSeen, StatementMade, DeedRecorded,
                 IdentitiesJudged, Undone, ExchangeOpened, ExchangeStepped, IdealCardWritten>;

enum class FactKind : std::uint8_t {
  kIdentitySeen = 1,
  kInteractionRecorded = 2,
  kInteractionCompleted = 3,
  kOwnerNamed = 4,
  kSuggestionAnswered = 5,
  kErased = 6,
  kProfileSeen = 7,
  kStatementMade = 8,
  kDeedRecorded = 9,
  kIdentitiesJudged = 10,
  kUndone = 11,
  kExchangeOpened = 12,
  kExchangeStepped = 13,
  kIdealCardWritten = 14,
};

template <class... F>
struct Overload : F... {
  using F::operator()...;
};
template <class... F>
Overload(F...) -> Overload<F...>;

}  // namespace model
