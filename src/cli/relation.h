// How a tie is said on a line.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "app/relations.h"

namespace cli {

std::string ago(const app::App& app, const app::Relation& relation);  // "3 weeks"
std::string usual_gap(const app::Relation& relation);                 // "every 3 weeks"
std::string remark(const app::Relation& relation);  // "slipping", "rests", "rising"
std::string percent(double probability);            // "41 %", "< 1 %"

}  // namespace cli
