// Identity: one handle of a person, canonical. A Person is a set of identities.
// Shape:  IdentityId is a keyed hash of the canonical handle: the same in any order of import. A
//         bare name (kName) is a weak identity: it never proves that two records are one person.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "base/id.h"

namespace model {

using IdentityId = base::Id<struct IdentityTag>;
using PersonId = base::Id<struct PersonTag>;  // the smallest identity id of the person's set

enum class HandleKind : std::uint8_t {
  kMail,     // "ada@example.org", lower case
  kPhone,    // E.164: "+441632960123"
  kUrl,      // a profile page, scheme and trailing slash normalised
  kAccount,  // "acct:ada@example.social"
  kDid,      // "did:plc:…"
  kX500,  // "/o=firm/cn=recipients/cn=ada", lower case: Exchange's address without a mail address
  kName,  // a bare name, folded
};

struct Handle {
  HandleKind kind = HandleKind::kName;
  std::string text;  // canonical form
  auto operator<=>(const Handle&) const = default;
};

}  // namespace model
