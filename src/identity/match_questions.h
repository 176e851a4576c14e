// Match questions: which two clusters to ask about, and in which order.
// Shape:  best first: the chance of a yes times the links that it would make.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "identity/match.h"
#include "identity/match_clusters.h"

namespace identity {

std::vector<MatchQuestion> match_questions(const Clusters& all);

}  // namespace identity
