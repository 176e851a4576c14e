// Owner: which identities are the owner's. Every direction depends on it.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/app.h"

namespace app {

struct OwnerCandidate {
  identity::Number identity = 0;
  std::uint64_t sent = 0;      // personal interactions from it
  std::uint64_t received = 0;  // … and to it
  bool likely = false;         // stands in most of them, or bears the name of one that does
};

// Those who stand in the most personal interactions, the most likely first; at most `most`.
base::Result<std::vector<OwnerCandidate>> propose_owner(App& app, std::size_t most);

// These, and no others, are the owner's from now on: mail addresses, seen yet or not, and whatever
// other handle stands in the book (an X.500 name, a bare name).
base::Result<void> name_owner(App& app, std::span<const std::string> addresses);

// "Ada@Example.org" → a mail handle; kInvalid with what is wrong.
base::Result<model::Handle> parse_address(const std::string& text);

}  // namespace app
