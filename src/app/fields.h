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
  std::vector<model::Deed> deeds;            // what they did for the owner, or the owner for them
  std::vector<model::Exchange> promises;  // of the owner, or to the owner; without the other party
  bool empty() const { return statements.empty() && deeds.empty() && promises.empty(); }
};

// Errors: kInvalid for an empty field, a date that is none.
base::Result<Fields> read_fields(std::string_view line, base::Time now);
const char* field_names();  // for help: "does: needs: …"

// A promise with its day, of the owner to somebody or the other way round; without the other party.
model::Exchange promise_of(std::string text, bool theirs, base::Time now);
// What the fields say of somebody, a phrase each: "needs a tax lawyer", "you promised the lease".
std::vector<std::string> say(const Fields& fields);

// The facts that they are; and recorded, all in one commit.
Facts facts_of_fields(const Known& known, const model::IdentityId& whom, const Fields& fields);
base::Result<void> record_fields(App& app, identity::Number person, const Fields& fields);
// "needs a tax lawyer"
std::string say(const model::Statement& statement);

}  // namespace app
