// Fields: what the owner says of somebody on one line: "Ada Brenner needs: a tax lawyer promised:
// the lease by 2026-12-01".
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/app.h"
#include "app/commit.h"

namespace app {

struct Fields {
  std::string name;                          // what stood before the first field
  std::vector<model::Statement> statements;  // dated `now`
  std::vector<std::string> did;              // what they did for the owner
  bool empty() const { return statements.empty() && did.empty(); }
};

// Errors: kInvalid for an empty field, a date that is none.
base::Result<Fields> read_fields(std::string_view line, base::Time now);
const char* field_names();  // for help: "does: needs: …"

// The facts that they are; and recorded, all in one commit.
Facts facts_of_fields(const Known& known, const model::IdentityId& whom, const Fields& fields,
                      base::Time now);
base::Result<void> record_fields(App& app, identity::Number person, const Fields& fields,
                                 base::Time now);
// "needs a tax lawyer"
std::string say(const model::Statement& statement);

}  // namespace app
