// Direction: who spoke, as the owner sees an interaction with one person.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/app.h"
#include "model/interaction.h"

namespace app {

enum class Direction { kFromOwner, kFromThem, kAmongOthers, kBoth };  // kBoth: a meeting or a call

Direction direction_of(const App& app, const model::Interaction& it, identity::Number person);

}  // namespace app
