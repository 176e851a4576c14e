// Forget: a person, or one item, leaves the book without a byte.
// Shape:  what only concerns the person is erased. Mail among others in which they stand, and texts
//         that name them, are recorded again without them and sealed: an old file does not bring
//         them back.
// Cost:   one pass over the ledger with its texts.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/app.h"

namespace app {

struct Forgotten {
  std::uint64_t erased = 0;                 // interactions gone for good
  std::uint64_t redacted = 0;               // interactions kept without the person
  std::vector<identity::Number> namesakes;  // others here who bear the same name
};

// With `dry`: only counts. kForbidden for the owner.
base::Result<Forgotten> forget_person(App& app, identity::Number person, bool dry);

// One interaction, by the number that `why` and `person` print behind "#". kNotFound: no such
// thing.
base::Result<void> forget_item(App& app, std::uint64_t seq);

}  // namespace app
