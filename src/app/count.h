// Count: the numbers of the first screen, "You have 1,842 connections. 64 are real. 9 are slipping. You
// owe 4 people a thank-you", and who the last ones are.
// Shape:  connections: people of whom some source has a profile (a connection, a card, a row), or who
//         ever had a personal word with the owner. Owed: everybody for whom the rule `thank` stands.
// Errors: kInvalid while the book does not know its owner.
// Cost:   that of real(), and of the rule.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/relations.h"

namespace app {

struct Count {
  std::uint64_t connections = 0, contacts = 0, real = 0, slipping = 0, owed = 0;
  std::uint64_t interactions = 0;  // in the book
};
base::Result<Count> count(App& app);

struct Owed {
  Relation relation;
  std::string reason;  // what they did, and when
};
base::Result<std::vector<Owed>> owed(App& app);  // the weightiest first

}  // namespace app
