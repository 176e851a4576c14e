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

// Who is who, as worked out by resolve.h.
struct Persons {
  std::vector<Number> groups;    // by identity: equal numbers are one person
  std::vector<Number> profiles;  // by profile: an identity of its person, or kNobody
  std::vector<std::pair<Number, std::string>> names;  // that profiles give an identity's person
  bool operator==(const Persons&) const = default;
};

class Directory {
 public:
  void apply(const model::IdentitySeen& fact);
  void apply(const model::OwnerNamed& fact);

  std::size_t size() const { return known_.size(); }
  const Known& at(Number n) const { return known_[n]; }
  std::optional<Number> find(const model::IdentityId& id) const;
  bool knows(const model::IdentityId& id, std::string_view name) const;

  Number owner() const { return owner_; }  // the owner's person, or kNobody
  const std::vector<model::IdentityId>& owner_identities() const { return owner_ids_; }
  Number person_of(Number n) const { return person_[n]; }
  void set_persons(Persons persons);  // the owner's identities are joined on top of it
  const Persons& persons() const { return persons_; }
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
  void regroup();

  std::vector<Known> known_;
  std::unordered_map<model::IdentityId, Number> by_id_;
  std::vector<model::IdentityId> owner_ids_;
  Persons persons_;
  std::vector<Number> person_;                               // by identity, the owner's joined
  std::unordered_map<Number, std::vector<Number>> members_;  // of persons with several identities
  Number owner_ = kNobody;
};

}  // namespace identity
