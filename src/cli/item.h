// How one item of a timeline is said, on a line and in JSON.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "app/app.h"
#include "model/interaction.h"

namespace cli {

// "→" from the owner, "←" from this person, "·" among others, "↔" a meeting or a call.
const char* direction(const app::App& app, const model::Interaction& it, identity::Number person);
std::string title_of(const model::Interaction& it);   // its subject or first words, safe to print
std::string kind_word(const model::Interaction& it);  // "meeting: "; nothing for a message

}  // namespace cli
