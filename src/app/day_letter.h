// Day letter: the cards of today as the words of one mail, for any program that shows text.
// Shape:  nothing where there is nothing to say. The caller holds the folds still (visit.h).
// Errors: that of today().
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "app/app.h"

namespace app {

struct DayLetter {
  std::string subject;  // "Three people today: Imre, Noor, Ben"
  std::string text;     // lines of at most 72 columns, but for links
};

struct DayLinks {     // each may be empty: the letter does not speak of it
  std::string today;  // the page with the cards
  std::string stop;
  std::string when;  // "at 7:00 (Europe/Vienna)"
};

base::Result<std::optional<DayLetter>> day_letter(App& app, const DayLinks& links);

}  // namespace app
