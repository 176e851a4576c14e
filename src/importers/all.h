// All importers, in the order in which they are asked.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>

#include "importers/importer.h"

namespace importers {

std::span<const Importer* const> all();
const Importer* recognize(const Source& source);     // nullptr: nobody knows it
std::string describe_unknown(const Source& source);  // why, as far as its first bytes tell

}  // namespace importers
