// Exchange letters: what could be written in an exchange now, to be changed by whoever sends it.
// Shape:  the same words for the same exchange and day; those of a card, where one asks for it. Each
//         names the step that is noted once it is sent.
// Order:  as it is mostly sent.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/app.h"
#include "exchange/moves.h"

namespace app {

struct ExchangeLetter {
  std::vector<identity::Number> to;
  std::vector<std::string> addresses;  // empty where the book knows none
  std::string subject, text;
  std::optional<exchange::Move> done;  // the step that it is; none: it is a word, and no more
  bool secret = false;                 // neither of the two may be named in it yet
  std::string quoted;  // of a question for the wall: the words in it that are to be shown
};
std::vector<ExchangeLetter> letters_of(const App& app, const exchange::Course& course);

}  // namespace app
