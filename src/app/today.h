// Today: at most five cards, and what the owner says to one.
// Shape:  the numbers on the cards are those of the hand last shown: `done 2` means the card that
//         stood as 2.
// Errors: kNotFound for a number that was not shown, an id of no card; kConflict where the card no longer stands.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/app.h"
#include "model/interaction.h"
#include "suggest/suggestion.h"

namespace app {

struct Card {
  std::size_t number = 0;  // as shown
  suggest::Suggestion suggestion;
  suggest::Words words;
  std::vector<model::Interaction> entries;  // what the reason rests on
};

// The folds as rules read them; good as long as the visit lasts.
suggest::View view_of(const App& app);

// The cards of this moment; with `deal` they become the hand that numbers refer to.
base::Result<std::vector<Card>> today(App& app, bool deal);
base::Result<Card> card(App& app, std::size_t number);

// "reach_out-4f…": the rule and the person; the same for as long as the card stands.
std::string id_of(const App& app, const suggest::Suggestion& suggestion);
base::Result<Card> find_card(App& app, std::string_view id);

// All of one rule that stand, not only the five; worded.
base::Result<std::vector<Card>> cards_of(App& app, const suggest::Rule& rule);

base::Result<void> answer_card(App& app, const Card& card, model::Verdict verdict,
                               base::Time until);

}  // namespace app
