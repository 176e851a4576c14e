// Person: all that a page says of one: the tie, what is known, and what happened.
// Order:  facts as facts_of() gives them; items by time, the oldest first.
// Errors: kNotFound for an id that is nobody's.
// Cost:   that of history_of().
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "app/facts.h"
#include "app/history.h"
#include "app/relations.h"

namespace app {

struct Person {
  Relation relation;  // with the owner; empty for the owner
  std::vector<StatedFact> facts;
  std::vector<Item> items;
};

base::Result<Person> person(App& app, identity::Number number);

// The id by which others than this process name a person: that of any of its identities.
std::string id_of(const App& app, identity::Number person);
base::Result<identity::Number> find_by_id(const App& app, std::string_view id);

}  // namespace app
