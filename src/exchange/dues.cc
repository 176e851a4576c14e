// SPDX-License-Identifier: AGPL-3.0-or-later
#include "exchange/dues.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "exchange/introduction.h"
#include "exchange/referral.h"

namespace exchange {
namespace {

constexpr std::chrono::days kUntilTheyMet(14);  // after an introduction was made
constexpr std::chrono::days kGrace(3);          // after the day of a promise to oneself
constexpr std::chrono::days kWithoutADay(7);    // a promise that has none comes up

constexpr std::array kWords = {"thanks", "word",      "promise",     "clarify",
                               "make",   "ask again", "how it went", "remind"};

struct Looking {
  const Course& c;
  const model::IdentityId& me;
  base::Time now;
  std::vector<Due>& out;

  bool am(Part part) const {
    const auto who = c.who(part);
    return who && *who == me;
  }
  void add(DueKind kind, Part whom, base::Time since) const {
    const auto who = c.who(whom);
    if (who && *who != me && since <= now) out.push_back({kind, &c, *who, since});
  }
  bool has(StepKind kind) const { return c.last(kind) != nullptr; }

  void in_ask() const {
    if (!am(Part::kAsker) || c.what.ask == model::AskKind::kWatch) return;
    // A yes is thanked when it came to something or nothing, or at the latest after two weeks.
    const Step *won = c.last(StepKind::kWon), *lost = c.last(StepKind::kLost),
               *yes = c.last(StepKind::kYes);
    const Step* end = won != nullptr ? won : lost;
    if (!has(StepKind::kThanked)) {
      if (end != nullptr) return add(DueKind::kThanks, Part::kHelper, end->at);
      if (yes != nullptr) return add(DueKind::kThanks, Part::kHelper, yes->at + kUntilTheyMet);
    }
    const Step* later = c.last(StepKind::kLater);
    if (later != nullptr && stage_of(c, now) == Stage::kAsked)
      add(DueKind::kAskAgain, Part::kHelper, later->until);
  }

  void in_introduction() const {
    const Stage stage = stage_of(c, now);
    const Step* made = c.last(StepKind::kMade);
    if (am(Part::kConnector)) {
      if (stage == Stage::kAgreed)
        add(DueKind::kMake, Part::kFirst,
            std::max(c.last(StepKind::kYes, Part::kFirst)->at,
                     c.last(StepKind::kYes, Part::kSecond)->at));
      if (made != nullptr && !has(StepKind::kMet) && !has(StepKind::kClosed))
        add(DueKind::kHowItWent, Part::kFirst, made->at + kUntilTheyMet);
      for (const Part p : {Part::kFirst, Part::kSecond}) {
        const Step* later = c.last(StepKind::kLater, p);
        const bool waits = stage == Stage::kAsked || stage == Stage::kOneYes;
        if (later != nullptr && waits && c.last(StepKind::kYes, p) == nullptr)
          add(DueKind::kAskAgain, p, later->until);
      }
    } else if (made != nullptr && !has(StepKind::kThanked)) {
      const Step* met = c.last(StepKind::kMet);
      add(DueKind::kThanks, Part::kConnector, met != nullptr ? met->at : made->at + kUntilTheyMet);
    }
  }

  void in_referral() const {
    if (!am(Part::kReceiver)) return;
    if (const Step* end = end_of(c)) {
      if (!has(StepKind::kThanked)) add(DueKind::kThanks, Part::kGiver, end->at);
      if (end->kind == StepKind::kPoorFit && !has(StepKind::kClarified))
        add(DueKind::kClarify, Part::kGiver, end->at);
    } else if (const auto due = word_due(c)) {
      add(DueKind::kWord, Part::kGiver, *due);
    }
  }

  void in_promise() const {
    const base::Time due = c.what.due == base::Time{} ? c.what.at + kWithoutADay : c.what.due;
    if (const Step* kept = c.last(StepKind::kKept)) {
      if (am(Part::kTaker) && !has(StepKind::kThanked))
        add(DueKind::kThanks, Part::kMaker, kept->at);
    } else if (!has(StepKind::kClosed)) {
      if (am(Part::kMaker)) add(DueKind::kPromise, Part::kTaker, due);
      if (am(Part::kTaker)) add(DueKind::kRemind, Part::kMaker, due + kGrace);
    }
  }
};

}  // namespace

const char* word(DueKind kind) { return kWords.at(static_cast<std::size_t>(kind)); }

std::optional<Settling> settling(const Due& due) {
  const std::optional<Part> part = due.course->part_of(due.whom);
  switch (due.kind) {
    case DueKind::kThanks:
      return Settling{StepKind::kThanked, *part};
    case DueKind::kPromise:
      return Settling{StepKind::kKept, Part::kMaker};
    case DueKind::kClarify:
      return Settling{StepKind::kClarified, Part::kGiver};
    case DueKind::kMake:
      return Settling{StepKind::kMade, Part::kConnector};
    case DueKind::kHowItWent:
      return Settling{StepKind::kMet, Part::kFirst};
    case DueKind::kAskAgain:
      return Settling{StepKind::kAsked, *part};
    case DueKind::kWord:
    case DueKind::kRemind:
      return std::nullopt;
  }
  return std::nullopt;
}

std::vector<Due> dues(const Course& course, const model::IdentityId& me, base::Time now) {
  std::vector<Due> out;
  if (course.what.at > now) return out;
  const Looking looking{course, me, now, out};
  switch (course.what.kind) {
    case model::ExchangeKind::kAsk:
      looking.in_ask();
      break;
    case model::ExchangeKind::kIntroduction:
      looking.in_introduction();
      break;
    case model::ExchangeKind::kReferral:
      looking.in_referral();
      break;
    case model::ExchangeKind::kPromise:
      looking.in_promise();
      break;
  }
  return out;
}

std::vector<Due> dues(const Courses& courses, const model::IdentityId& me, base::Time now) {
  std::vector<std::pair<Due, bool>> found;  // and whether it did not fail
  for (const Course& c : courses.all()) {
    const std::vector<Due> of = dues(c, me, now);
    const bool went = of.empty() || !failed(c);
    for (const Due& due : of) found.emplace_back(due, went);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.first.kind, a.second, a.first.since, a.first.course->id) <
           std::tuple(b.first.kind, b.second, b.first.since, b.first.course->id);
  });
  std::vector<Due> out;
  out.reserve(found.size());
  for (const auto& one : found) out.push_back(one.first);
  return out;
}

}  // namespace exchange
