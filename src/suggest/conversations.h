// Conversations: where each person and the owner stand: who wrote last, and which question is open.
// Shape:  a fold of the owner's personal interactions; every field is a maximum, so order does not
//         matter.
// Cost:   O(1) an interaction.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "base/time.h"

namespace suggest {

using Person = std::uint32_t;  // as identity::Directory numbers them

struct Conversation {
  base::Time from_them{};          // their last word to the owner
  base::Time from_me{};            // the owner's last word to them
  base::Time question{};           // their last question put to the owner directly
  std::uint64_t question_seq = 0;  // the entry that asks it
  std::uint64_t last_seq = 0;      // the entry of the last contact, either way
  std::uint32_t to_me = 0, to_them = 0;
};

struct Word {
  Person person = 0;  // the other one
  bool from_them = false;
  bool both_ways = false;  // a meeting or a call: both had their say
  bool asks = false;       // puts a question to the owner, directly
  base::Time at{};
  std::uint64_t seq = 0;
};

class Conversations {
 public:
  void apply(const Word& word);
  const Conversation* find(Person person) const;
  const std::unordered_map<Person, Conversation>& all() const { return all_; }

  void save(std::string& out) const;
  static base::Result<Conversations> load(std::string_view bytes);

 private:
  std::unordered_map<Person, Conversation> all_;
};

}  // namespace suggest
