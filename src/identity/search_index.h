// Search index: everybody's names and handles, folded, so that people are found by any part of one,
// and the order of all by name.
// Shape:  a search has words; each must begin or lie in some word of the person's names or handles,
//         without regard to case and accents. update() looks at every identity and folds only what is
//         new or grouped otherwise; an index is made anew where something was taken out.
// Cost:   update() 20 ns an identity, and 2 µs one that is new or changed; a search 30 to 150 ns a
//         person. 200 bytes a person.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "identity/directory.h"

namespace identity {

struct Match {
  Number person = kNobody;
  int quality = 0;  // 3 the whole name or handle, 2 every word begins one, 1 a part of one
};

class SearchIndex {
 public:
  void update(const Directory& directory);

  std::vector<Match> find(std::string_view words) const;           // ascending by person
  const std::vector<Number>& by_name() const { return by_name_; }  // all people; then by handle
  std::uint32_t place(Number person) const { return places_[person]; }  // in by_name()
  const std::string& name(Number person) const { return people_[person].name; }

 private:
  // What an identity was when it was last looked at.
  struct Seen {
    Number person = kNobody;
    std::uint32_t names = 0;
    std::uint64_t profile_names = 0;  // their hash
    bool operator==(const Seen&) const = default;
  };
  struct Person {
    std::string name;   // as a screen says it
    std::string texts;  // names and handles, folded, a line each
  };

  std::vector<Number> changed_people(const Directory& directory);
  void fold(const Directory& directory, Number person);
  void sort_again(const Directory& directory, const std::vector<Number>& changed);

  std::vector<Seen> seen_;       // by identity
  std::vector<Person> people_;   // by number; empty where it is no person's
  std::vector<Number> by_name_;  // people
  std::vector<std::uint32_t> places_;
};

}  // namespace identity
