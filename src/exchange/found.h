// Found: whether a message brings people together, or passes somebody on.
// Shape:  by the words that such messages begin with; what it finds is a suggestion to confirm, so a few
//         too many do less harm than a habit of missing them. English.
// Cost:   linear in what is looked at: the subject and the first kilobyte.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/profile.h"

namespace exchange {

// Whether there are names of which deed_in() would find something.
bool may_show_deed(std::string_view subject, std::string_view text);
// `names`: the first names of those it went to. An introduction names one of them, at least; what
// passes somebody on need not.
std::optional<model::DeedKind> deed_in(std::string_view subject, std::string_view text,
                                       std::span<const std::string> names);

}  // namespace exchange
