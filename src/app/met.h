// Met: logs a meeting or a call with somebody. The card about them is gone at once.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "app/app.h"

namespace app {

struct Meeting {
  identity::Number person = identity::kNobody;
  base::Time at{};
  model::Kind kind = model::Kind::kMeeting;  // or kCall
  std::string note;
};

base::Result<void> met(App& app, const Meeting& meeting);

// Somebody new, known by a name or an address: for meeting them. Their number.
base::Result<identity::Number> add_person(App& app, const std::string& name);

}  // namespace app
