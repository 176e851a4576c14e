// Person: all that a page says of one: the tie, what is known, what was judged, and what happened.
// Order:  facts as facts_of() gives them; items by time, the oldest first; a timeline's the newest
//         first.
// Errors: kNotFound for an id that is nobody's; kInvalid for a page that begins nowhere.
// Cost:   that of history_of().
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/facts.h"
#include "app/history.h"
#include "app/relations.h"

namespace app {

// What the owner said of who is who, that touches a person and can be taken back.
struct Judgement {
  std::uint64_t seq = 0;
  std::string text;
};

struct Person {
  Relation relation;  // with the owner; empty for the owner
  std::vector<StatedFact> facts;
  std::vector<std::string> tags;
  std::optional<model::Keeping> keeping;
  std::vector<Judgement> judgements;
  std::vector<Item> items;
};

// All items; with their texts only the newest `texts`: somebody may have written for twenty years.
inline constexpr std::size_t kAllTexts = static_cast<std::size_t>(-1);
base::Result<Person> person(App& app, identity::Number number, std::size_t texts = kAllTexts);

struct Timeline {
  std::vector<Item> items;
  std::uint64_t next = 0;  // `before` of the next page; 0: this is the last
};
// At most `most` items, from the one behind `before` on; 0: from the newest.
base::Result<Timeline> timeline(App& app, identity::Number person, std::uint64_t before,
                                std::size_t most);

// The first of their mail addresses; empty: the book knows none.
std::string mail_address(const App& app, identity::Number person);

// The id by which others than this process name a person: that of any of its identities.
std::string id_of(const App& app, identity::Number person);
base::Result<identity::Number> find_by_id(const App& app, std::string_view id);

}  // namespace app
