// People index: what lists and pages of people look up: names, profiles by person, who stands where.
// Shape:  caches of the folds, made when they are first asked for and made to fit when the folds have
//         changed; nobody waits for them but who asks. What is handed out stays as it is.
// Order:  the caller holds the folds still, as for any query.
// Cost:   names: that of identity/search_index.h; profiles: 1 µs each, when one came in or who is who
//         changed; standing: 2 µs a tie of the owner's, once a minute and after a change.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "identity/search_index.h"

namespace app {

struct App;

// The profiles by whom they are of.
struct ProfilesByPerson {
  struct Of {
    identity::Number person = identity::kNobody;
    std::uint32_t profile = 0;  // place in Profiles::all()
  };
  std::vector<Of> by_person;             // by person, then by place; whose is unknown is not here
  std::vector<std::uint32_t> newest;     // of each: the newest version of the same profile
  std::vector<identity::Number> people;  // who has one, ascending
  // What newest versions say, by the folded words.
  std::map<std::string, std::vector<identity::Number>> tags;

  std::span<const Of> of(identity::Number person) const;
  bool has(identity::Number person) const;
};

// All people in the order in which a list shows them: mutual ties by strength, then the others by
// name.
struct Standing {
  std::vector<identity::Number> people;
  std::vector<std::uint32_t> place;  // by person
  std::size_t mutual = 0;            // how many have a tie
};

class PeopleIndex {
 public:
  std::shared_ptr<const identity::SearchIndex> names(const App& app);
  std::shared_ptr<const ProfilesByPerson> profiles(const App& app);
  std::shared_ptr<const Standing> standing(const App& app);
  void drop();  // something was taken out of the book

 private:
  struct Fit {  // of a cache: what it was made of
    std::uint64_t changes = 0;
    base::Time at{};
    bool operator==(const Fit&) const = default;
  };
  void follow_names(const App& app);

  std::mutex making_;
  std::shared_ptr<identity::SearchIndex> names_;
  std::optional<Fit> names_fit_;
  std::shared_ptr<const ProfilesByPerson> profiles_;
  std::optional<Fit> profiles_fit_;
  std::vector<identity::Number> profile_persons_;  // whose each profile was
  std::uint64_t last_profile_ = 0;                 // … and the entry of the last one
  std::shared_ptr<const Standing> standing_;
  std::optional<Fit> standing_fit_;
};

}  // namespace app
