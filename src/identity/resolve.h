// Resolve: which identities are one person, and which might be.
// Shape:  pure functions of what is known, the same in any order of import. What the owner said of
//         who is who comes before all evidence; of two sayings about the same pair the later one
//         counts.
// Cost:   that of match(): about a second for 30,000 identities and profiles.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "identity/directory.h"
#include "identity/profiles.h"

namespace identity {

Persons resolve_persons(const Directory& people, const Profiles& profiles);

// The same in steps, of which the long one needs neither of the two: they may change meanwhile.
class Resolving {
 public:
  Resolving(const Directory& people, const Profiles& profiles);  // copies them
  ~Resolving();
  void work();
  Persons persons() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// Those of the persons' doubts that are about two: with the persons as they are now, each pair once.
std::vector<Doubt> doubts(const Directory& people);

}  // namespace identity
