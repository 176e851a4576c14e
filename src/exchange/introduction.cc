// SPDX-License-Identifier: AGPL-3.0-or-later
#include "exchange/introduction.h"

#include <algorithm>
#include <array>

#include "exchange/stages.h"

namespace exchange {
namespace {

constexpr std::array kTwo = {Part::kFirst, Part::kSecond};

bool both_said_yes(const Course& c) {
  return std::all_of(kTwo.begin(), kTwo.end(),
                     [&](Part p) { return c.last(StepKind::kYes, p) != nullptr; });
}

}  // namespace

bool made_for_member(const Course& c) {
  const auto connector = c.who(Part::kConnector);
  const auto is_member = [&](Part p) { return c.who(p) == model::IdentityId{}; };
  return connector && *connector && std::any_of(kTwo.begin(), kTwo.end(), is_member);
}

std::optional<base::Time> expiry_of(const Course& c) {
  std::optional<base::Time> first;
  for (const TakenStep& s : c.steps) {
    if (s.step.kind == StepKind::kAsked && (!first || s.step.at < *first)) first = s.step.at;
  }
  if (!first) return std::nullopt;
  return c.what.due != base::Time{} ? c.what.due : *first + kPatience;
}

Stage stage_of_introduction(const Course& c, base::Time now) {
  if (c.last(StepKind::kMade) != nullptr) {
    if (c.last(StepKind::kThanked) != nullptr) return Stage::kThanked;
    return c.last(StepKind::kMet) != nullptr ? Stage::kMet : Stage::kMade;
  }
  if (c.last(StepKind::kClosed) != nullptr) return Stage::kClosed;
  if (c.last(StepKind::kNo) != nullptr) return Stage::kDeclined;
  if (both_said_yes(c)) return Stage::kAgreed;
  const auto expiry = expiry_of(c);
  if (!expiry) return Stage::kDraft;
  if (now >= *expiry) return Stage::kExpired;
  for (const Part p : kTwo) {
    const Step* later = c.last(StepKind::kLater, p);
    if (later != nullptr && later->until > now && c.last(StepKind::kYes, p) == nullptr)
      return Stage::kLater;
  }
  return c.last(StepKind::kYes) != nullptr ? Stage::kOneYes : Stage::kAsked;
}

Glimpse seen_by(const Course& c, Part part, base::Time now) {
  const Step* asked = c.last(StepKind::kAsked, part);
  if (asked == nullptr || asked->at > now) return Glimpse::kNothing;
  if (c.last(StepKind::kMade) != nullptr) return Glimpse::kMade;
  if (now >= *expiry_of(c)) return Glimpse::kOver;
  const bool answered =
      c.last(StepKind::kYes, part) != nullptr || c.last(StepKind::kNo, part) != nullptr;
  return answered ? Glimpse::kWaiting : Glimpse::kAskedYou;
}

}  // namespace exchange
