// Course: one exchange with every step that was taken in it; and the fold of them all.
// Shape:  where a course stands is a function of its steps and of now, for time itself ends some
//         (a silence expires, a promise becomes late). Steps stand in the order of the ledger.
// Cost:   O(1) a fact; an undoing looks through the courses.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/time.h"
#include "model/entry.h"
#include "model/exchange.h"

namespace exchange {

using model::Part;
using model::Step;
using model::StepKind;

// Where a course stands. What each means for whom: introduction.h, referral.h, ask.h, promise.h.
enum class Stage : std::uint8_t {
  kDraft,
  kOpen,
  kAsked,
  kOneYes,
  kAgreed,
  kYes,
  kLater,
  kDeclined,
  kGiven,
  kAccepted,
  kContacted,
  kMeeting,
  kMade,
  kMet,
  kWon,
  kLost,
  kPoorFit,
  kNoAnswer,
  kPromised,
  kLate,
  kKept,
  kThanked,
  kExpired,
  kClosed
};
const char* word(Stage stage);  // "one yes"
bool is_over(Stage stage);      // nothing is awaited but thanks

struct TakenStep {
  std::uint64_t seq = 0;
  Step step;
};

struct Course {
  model::ExchangeId id;
  std::uint64_t seq = 0;  // the entry that opened it
  model::Exchange what;
  std::vector<TakenStep> steps;

  // Whoever has this part; none where nobody has it. The member themselves is an id of zeros.
  std::optional<model::IdentityId> who(Part part) const;
  std::optional<Part> part_of(const model::IdentityId& who) const;
  // The last such step; about this part, where one is named.
  const Step* last(StepKind kind) const;
  const Step* last(StepKind kind, Part by) const;
  base::Time touched() const;  // when something last happened in it
};

Stage stage_of(const Course& course, base::Time now);

class Courses {
 public:
  void apply(const model::EntryId& entry, std::uint64_t seq, model::ExchangeOpened fact);
  void apply(std::uint64_t seq,
             model::ExchangeStepped fact);  // of a course that is not there: lost
  void apply(std::uint64_t seq, model::IdealCardWritten fact);
  bool apply(const model::Undone& fact);  // it took something out

  struct WrittenCard {
    std::uint64_t seq = 0;
    model::IdealCard card;
  };
  const std::vector<Course>& all() const { return all_; }
  const Course* find(const model::ExchangeId& id) const;
  const std::vector<WrittenCard>& cards() const { return cards_; }  // the last holds
  // Every entry that counts, sorted.
  std::vector<std::uint64_t> entries() const;

 private:
  void index();

  std::vector<Course> all_;  // in order of the ledger
  std::unordered_map<model::ExchangeId, std::size_t> by_id_;
  std::vector<WrittenCard> cards_;
};

}  // namespace exchange
