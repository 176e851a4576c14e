// Cards: the address book as vCards.
// Shape:  what came as a card goes out byte for byte, in its newest version; who came otherwise and is
//         real (a tie both ways, or a profile) gets a plain card of version 4.0.
// Errors: the disk's; the file is whole or not there.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "app/app.h"

namespace app {

struct CardsWritten {
  std::uint64_t as_they_were = 0, made = 0;
};
base::Result<CardsWritten> write_cards(App& app, const std::string& file);

}  // namespace app
