// Kinds: what many people say, by its words: whoever says the same words says the same kind of thing, and
// it is weighed once for all of them.
// Shape:  a kind is never empty; its members are in no order. Kinds are numbered densely, and renumbered as
//         some go.
// Cost:   adding O(words); removing somebody O(members of their kinds).
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "match/sense.h"

namespace match {

using Id = std::uint64_t;

// A word of a text, by its number, with its weight in it.
struct Placed {
  std::uint32_t word = 0;
  float weight = 1;
};

struct Member {
  Id id = 0;
  std::uint32_t part = 0;
  auto operator<=>(const Member&) const = default;
};

// What a text means as a whole.
struct Meaning {
  std::vector<Share> shares;
  Vector mean;
};

struct Kind {
  std::vector<Placed> words;
  Meaning meaning;
  std::vector<Member> members;
};

class Kinds {
 public:
  void add(Member member, std::vector<Placed> words, const std::function<Meaning()>& meaning);
  // `gone` is told the words of each text that goes.
  void remove(Id id, const std::function<void(const std::vector<Placed>&)>& gone);

  const std::vector<Kind>& all() const { return kinds_; }
  std::size_t members() const { return members_; }  // of all kinds

 private:
  void remove_kind(std::uint32_t kind);

  std::vector<Kind> kinds_;
  std::unordered_map<std::string, std::uint32_t> by_words_;
  std::unordered_map<Id, std::vector<std::uint32_t>> of_;  // the kind of each of their texts
  std::size_t members_ = 0;
};

}  // namespace match
