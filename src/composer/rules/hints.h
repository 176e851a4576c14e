// Hints: turns of speech that circle round a need.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "composer/phrases.h"

namespace composer {

const Phrases& hints();

}  // namespace composer
