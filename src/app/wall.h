// Wall: the thanks that are said aloud: those whose words the one who was thanked agreed to; and the letter
// that asks for it.
// Shape:  a fold over the courses: who is forgotten, and what is taken back, is not on it.
// Order:  the newest agreement first.
// Errors: kInvalid for a page that is no longer there.
// Cost:   a look at every exchange.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.h"
#include "app/exchange_letters.h"

namespace app {

struct SaidAloud {
  const exchange::Course* course;     // good as long as the visit lasts
  const exchange::TakenStep* agreed;  // its words are shown, and no others
  identity::Number who = identity::kNobody;
};
struct Wall {
  std::vector<SaidAloud> list;
  std::size_t from = 0;  // of the list: where a page begins
};
// `after`: the id of the exchange with which the page before ended; empty: from the first.
base::Result<Wall> wall(const App& app, std::string_view after = {});

// May these words be shown? To whoever was thanked; it quotes them as they stand.
ExchangeLetter letter_for_wall(const App& app, const exchange::Course& course, std::string words);
// What could be asked for now: the words of the thanks, without the name below them.
std::string words_for_wall(const App& app, const exchange::Course& course);

}  // namespace app
