// Found deeds: introductions and referrals that stand in letters, and shares of what the member
// wrote, to be confirmed or left.
// Shape:  what was confirmed or refused is not found again; what was said by hand on the same day about
//         the same people, neither.
// Order:  the youngest first, of a hundred or a few more that were recorded last: when they are answered,
//         others come.
// Cost:   50 µs a letter that may show one (deed_marks.h), a hundred at a time.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.h"

namespace app {

struct FoundDeed {
  std::string id;           // by which it is answered
  identity::Number person;  // who did it, or for whom the member did
  model::Deed deed;
  std::uint64_t seq = 0;  // the letter it stands in
  std::string subject;
};
base::Result<std::vector<FoundDeed>> found_deeds(App& app);

// It was so, and this much; or it was not.
base::Result<void> confirm_deed(App& app, std::string_view id, model::DeedSize size);
base::Result<void> refuse_deed(App& app, std::string_view id);

}  // namespace app
