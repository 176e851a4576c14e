// Relations: the owner's ties, each with what a list shows of it: the real list, and who is
// slipping.
// Shape:  real = words went both ways, and the tie is at least loose now or was steady once and
//         rests.
// Order:  real by strength, slipping by what is at stake; people by how well the words fit, then
//         mutual ties by strength, then the others by name.
// Errors: kInvalid while the book does not know its owner, and where a page begins nowhere.
// Cost:   people: what the filter reads, 0.1 µs a person for words; a relation 12 µs.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.h"
#include "graph/strength.h"

namespace app {

struct Relation {
  identity::Number person = identity::kNobody;
  graph::Strength strength;
  graph::Band band{};
  bool mutual = false;
  bool dormant = false;   // was steady or more, and is silent beyond its rhythm
  bool slipping = false;  // due beyond its rhythm, and worth keeping
  bool rising = false;
  double comes = 0;    // probability that they write within 30 days, unasked
  double answers = 0;  // probability that they answer within a week, asked
  double overdue = 0;
  double usual_gap_days = 0;
  double peak = 0;  // the probability at the last contact
  base::Time last{};
  std::uint32_t to_me = 0, to_them = 0;
};

struct Overview {
  std::vector<Relation> list;
  std::uint64_t contacts = 0;  // people the owner ever had a personal word with or from
  std::uint64_t real = 0;
  std::uint64_t slipping = 0;
};

base::Result<identity::Number> owner_of(const App& app);
Relation relation(const App& app, identity::Number me, identity::Number person);

base::Result<Overview> real(const App& app);
base::Result<Overview> slipping(const App& app);

struct PeopleFilter {
  std::string words;    // any part of a name or handle; empty: all
  std::string band;     // "strong" …; empty: all
  std::string tag;      // empty: all
  std::string company;  // where they work, or write from; empty: all
  base::Time since{};   // last contact not before
};
struct People {
  std::vector<identity::Number> list;  // everybody who fits
  std::size_t from = 0;                // of the list: where a page begins
};
// Everybody in the book who fits, also those whom only others know. `after`: the person with whom
// the page before ended, by an id; empty: from the first.
base::Result<People> people(const App& app, const PeopleFilter& filter,
                            std::string_view after = {});
// Of each: the tie; empty where there is none, or no owner.
std::vector<Relation> relations_of(const App& app, std::span<const identity::Number> people);

const char* word(graph::Band band);

}  // namespace app
