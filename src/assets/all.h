// All assets, by path: the table that tools/embed_web.mjs makes.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>

#include "assets/assets.h"

namespace assets {

extern const Asset kAll[];
extern const std::size_t kCount;

}  // namespace assets
