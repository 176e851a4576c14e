// Directory: who is who in one book: the fold of identities, their names, and which are the owner's.
// Shape:  identities are numbered densely as they come (Number); a person is known by the number of
//         the first of its identities in order of handles (person_of). Which identities are one
//         person is worked out by resolve.h and set here. Names are a set, so the order of import
//         does not show.
// Cost:   O(1) a fact; a search reads every name.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/fact.h"

namespace identity {

using Number = std::uint32_t;
inline constexpr Number kNobody = ~Number{0};

struct Known {
  model::IdentityId id;
  model::Handle handle;
  std::vector<std::string> names;  // sorted, unique, none empty
};

// Two identities whose persons may be one.
struct Doubt {
  Number a = kNobody, b = kNobody;
  double chance = 0;
  std::string why;  // "the same name at one firm"
  bool operator==(const Doubt&) const = default;
};

// Who is who, as worked out by resolve.h.
struct Persons {
  std::vector<Number> groups;    // by identity: equal numbers are one person
  std::vector<Number> profiles;  // by profile: an identity of its person, or kNobody
  std::vector<std::pair<Number, std::string>> names;  // that profiles give an identity's person
  std::vector<Doubt> doubts;  // best first; one person with several identities may stand in several
  bool operator==(const Persons&) const = default;
};

// The same made ready to be looked up in, with the owner's identities joined on top of it.
struct Grouping {
  Persons persons;
  std::vector<Number> person;  // by identity
  std::vector<std::uint32_t>
      first_name;  // … its first place in persons.names; the end behind the last
  std::unordered_map<Number, std::vector<Number>> members;  // of persons with several identities
  Number owner = kNobody;
};

class Directory {
 public:
  void apply(const model::IdentitySeen& fact);
  void apply(const model::OwnerNamed& fact);

  std::size_t size() const { return known_.size(); }
  const Known& at(Number n) const { return known_[n]; }
  std::optional<Number> find(const model::IdentityId& id) const;
  bool knows(const model::IdentityId& id, std::string_view name) const;

  Number owner() const { return now_.owner; }  // the owner's person, or kNobody
  const std::vector<model::IdentityId>& owner_identities() const { return owner_ids_; }
  Number person_of(Number n) const { return now_.person[n]; }
  const Persons& persons() const { return now_.persons; }
  Grouping group(Persons persons) const;
  void set(Grouping& grouping) { std::swap(now_, grouping); }  // gives the one before
  void set_persons(Persons persons) { now_ = group(std::move(persons)); }
  // By the profile's place in Profiles::all().
  Number person_of_profile(std::size_t i) const;
  std::vector<Number> identities_of(Number person) const;  // ascending by handle

  std::vector<std::string> names(Number person) const;  // all it is called anywhere
  // What a screen calls a person: the best of its names, or its handle.
  std::string name(Number person) const;
  // The handle that stands for the person: the first in order of its identities'.
  const model::Handle& handle(Number person) const;

  void save(std::string& out) const;
  static base::Result<Directory> load(std::string_view bytes);

 private:
  template <class Each>
  void each_name(Number person, const Each& each) const;
  struct Slot {
    model::IdentityId id;
    Number number = kNobody;
  };
  std::size_t slot_of(const model::IdentityId& id) const;
  void make_room();
  void regroup();

  std::vector<Known> known_;
  std::vector<Slot> slots_;  // by id, open addressing: ids are uniform
  std::vector<model::IdentityId> owner_ids_;
  Grouping now_;
};

}  // namespace identity
