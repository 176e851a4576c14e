// Answers: what the owner said to earlier suggestions, so that a card that was dealt with stays
// away.
// Shape:  per rule and person all that was said, by entry, so that each can be taken back; found as
//         the last answer and how often "not this" was said.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/fact.h"

namespace suggest {

struct Answer {
  base::Time done{};     // last time it was done
  base::Time later{};    // not before this
  base::Time refused{};  // last "not this"
  std::uint32_t refusals = 0;
};

class Answers {
 public:
  void apply(std::uint64_t seq, const model::SuggestionAnswered& fact);
  bool apply(const model::Undone& fact);  // it took an answer out
  bool holds(std::uint64_t seq) const;    // it was said, and not taken back
  std::uint64_t last() const;             // the entry of the last that holds; 0: none
  std::vector<base::Time> done(std::string_view rule) const;  // when cards of it were done
  // "Not this" was said to the card of this very moment.
  bool refused(std::string_view rule, const model::IdentityId& about, base::Time at) const;
  Answer find(std::string_view rule, const model::IdentityId& about) const;

  // What was put off until after `now`, each once, with the day it comes back.
  using PutOff =
      std::function<void(std::string_view rule, const model::IdentityId& about, base::Time until)>;
  void each_put_off(base::Time now, const PutOff& visit) const;

  // Put off, or refused: once for two weeks, three times for a quarter.
  static bool rests(const Answer& answer, base::Time now);

  void save(std::string& out) const;
  static base::Result<Answers> load(std::string_view bytes);

 private:
  struct Said {
    std::uint64_t seq = 0;
    model::Verdict verdict{};
    base::Time when{};  // it was said; of "later": until when
  };
  std::map<std::pair<std::string, model::IdentityId>, std::vector<Said>> all_;
};

}  // namespace suggest
