// Matches: who can help with a need, and whose need somebody fits: what the matcher says of the words,
// and besides who is close to the owner and what was said of late.
// Shape:  the best first; of near duplicates one; each with its band and its reason in words. Closeness
//         and recency move somebody up by less than a band.
// Cost:   that of app/match_index.h; the statements of whom it proposes.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.h"
#include "match/index.h"

namespace app {

struct Fit {
  identity::Number person = identity::kNobody;
  model::Statement need, offer;  // what was held against what; one of them the asker's
  match::Band band = match::Band::kNothing;
  double score = 0;    // of the words alone
  std::string reason;  // "forensic accounting: receipts – invoices; close to you"
};

struct WhoElse {
  std::size_t want = 3;
  std::function<bool(identity::Number)> may;  // whom to propose; empty: everybody but the owner
};

std::vector<Fit> who_helps(const App& app, std::string_view need, const WhoElse& who = {});

// For all that somebody needs and does: who could help them, and whom they could help.
struct PersonMatches {
  std::vector<Fit> helpers, helped;
};
PersonMatches matches_of(const App& app, identity::Number person, const WhoElse& who = {});

// What the matcher reads: a need or a goal; an offer, a skill, a post; and its words.
bool is_wanted(const model::Statement& s);
bool is_given(const model::Statement& s);
const std::string& what_of(const model::Statement& s);
// What the matcher reads of somebody, in the order of the parts of its answers.
std::vector<model::Statement> statements_by_part(const App& app, identity::Number person);

}  // namespace app
