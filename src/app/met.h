// Met: somebody was met or called, and what was learnt of them: the meeting, the person if they are
// new, what they need and what was promised, all in one commit; and whom they should meet.
// Shape:  the card about them is gone at once. The name may stand in the text, before the first field.
// Errors: kInvalid for oneself, a meeting that has not happened, a field that says nothing; kNotFound
//         where nobody bears the name.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/app.h"
#include "app/introductions.h"

namespace app {

struct MeetSomeone {
  identity::Number person = identity::kNobody;  // whom, where that is known
  std::string name;                             // or else: by name
  bool fresh = false;                           // … somebody who is not in the book yet
  std::string text;                             // "Tom Reyes does: roofing needs: …"
  base::Time at{};
  model::Kind kind = model::Kind::kMeeting;  // or kCall
  std::string note;
};

struct MetAnswer {
  std::vector<identity::Number> candidates;  // the name could be these: nothing was recorded
  identity::Number person = identity::kNobody;
  bool fresh = false;                   // they were not in the book
  std::uint64_t entry = 0;              // of the meeting
  std::vector<std::string> said;        // "needs a bookkeeper"
  std::vector<Proposed> introductions;  // at most two each way
};
base::Result<MetAnswer> met_someone(App& app, const MeetSomeone& meeting);

// Somebody new, known by a name or an address. Their number.
base::Result<identity::Number> add_person(App& app, const std::string& name);

}  // namespace app
