// Days: what of a book stands on a day to come: promises, cards that were put off, birthdays.
// Shape:  events for a calendar that is read by programs elsewhere, so no more than it takes to know what
//         is due and to whom: no address, no year of birth. The caller holds the folds still (visit.h).
// Order:  by day, then by uid.
// Cost:   one pass over what is said of people; at most 5,000 events, promises first.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "app/app.h"
#include "formats/ical_writer.h"

namespace app {

std::vector<formats::DayEvent> days(const App& app);

}  // namespace app
