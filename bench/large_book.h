// A large book of made-up people, to time what a page or a command asks of it.
// Shape:  everybody is known by a card that says their trade; every tenth wrote with the owner and told of a
//         need; nine letters a person among others; an exchange for every tenth.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>

#include "app/app.h"

namespace lab {

bool make_large_book(app::App& app, std::size_t people);

}  // namespace lab
