// Facts: what sources and the owner say of a person, with date and source; who works where; who
// changed jobs.
// Shape:  needs and goals first, then what holds now, then the rest, each once. Of several versions
//         of one profile the newest says what holds now.
// Cost:   facts_of(): that person's profiles, and all that the owner said; the others read all profiles.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/app.h"

namespace app {

struct StatedFact {
  model::Statement statement;
  std::string source;  // "vcard"; "you"
  base::Time when{};   // of the statement, or else of the source
  std::uint64_t seq = 0;
  bool holds = true;  // false: an older version of the profile said so
};
std::vector<StatedFact> facts_of(const App& app, identity::Number person);
// "Counsel, Acme": what they do now, as far as is known; of several the youngest.
std::string works_at(const App& app, identity::Number person);

// How the owner keeps in touch with somebody from now on.
base::Result<void> keep_in_touch(App& app, identity::Number person, model::Keeping keeping);
// Somebody did something for the owner, or the owner for them.
base::Result<void> record_deed(App& app, identity::Number person, model::Deed deed);

// "acme": people who work there now, as far as is known, or write from there; "tax law": who can do
// that. The words are compared without case and accents, in full or in part.
std::vector<identity::Number> people_at(const App& app, std::string_view company);
std::vector<identity::Number> people_with_skill(const App& app, std::string_view skill);

struct JobChange {
  identity::Number person = identity::kNobody;
  std::string before, now;  // "Acme, Counsel"
};
// Those that entries after `seq` show.
std::vector<JobChange> job_changes(const App& app, std::uint64_t seq);

}  // namespace app
