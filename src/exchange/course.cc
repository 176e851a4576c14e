// SPDX-License-Identifier: AGPL-3.0-or-later
#include "exchange/course.h"

#include <algorithm>
#include <array>
#include <utility>

#include "exchange/stages.h"

namespace exchange {
namespace {

constexpr std::array kWords = {
    "draft",    "open",      "asked",     "one yes", "agreed", "yes",     "later",   "declined",
    "given",    "accepted",  "contacted", "meeting", "made",   "met",     "won",     "lost",
    "poor fit", "no answer", "promised",  "late",    "kept",   "thanked", "expired", "closed"};

}  // namespace

const char* word(Stage stage) { return kWords.at(static_cast<std::size_t>(stage)); }

bool is_over(Stage stage) {
  switch (stage) {
    case Stage::kDeclined:
    case Stage::kMet:
    case Stage::kWon:
    case Stage::kLost:
    case Stage::kPoorFit:
    case Stage::kNoAnswer:
    case Stage::kKept:
    case Stage::kThanked:
    case Stage::kExpired:
    case Stage::kClosed:
      return true;
    default:
      return false;
  }
}

std::optional<model::IdentityId> Course::who(Part part) const {
  for (const model::Party& p : what.parties) {
    if (p.part == part) return p.who;
  }
  return std::nullopt;
}

std::optional<Part> Course::part_of(const model::IdentityId& who) const {
  for (const model::Party& p : what.parties) {
    if (p.who == who) return p.part;
  }
  return std::nullopt;
}

const Step* Course::last(StepKind kind) const {
  for (auto s = steps.rbegin(); s != steps.rend(); ++s) {
    if (s->step.kind == kind) return &s->step;
  }
  return nullptr;
}

const Step* Course::last(StepKind kind, Part by) const {
  for (auto s = steps.rbegin(); s != steps.rend(); ++s) {
    if (s->step.kind == kind && s->step.by == by) return &s->step;
  }
  return nullptr;
}

base::Time Course::touched() const {
  base::Time latest = what.at;
  for (const TakenStep& s : steps) latest = std::max(latest, s.step.at);
  return latest;
}

Stage stage_of(const Course& course, base::Time now) {
  switch (course.what.kind) {
    case model::ExchangeKind::kAsk:
      return stage_of_ask(course, now);
    case model::ExchangeKind::kIntroduction:
      return stage_of_introduction(course, now);
    case model::ExchangeKind::kReferral:
      return stage_of_referral(course);
    case model::ExchangeKind::kPromise:
      return stage_of_promise(course, now);
  }
  return Stage::kDraft;
}

void Courses::apply(const model::EntryId& entry, std::uint64_t seq, model::ExchangeOpened fact) {
  const model::ExchangeId id{entry.bytes};
  if (!by_id_.try_emplace(id, all_.size()).second) return;
  all_.push_back({id, seq, std::move(fact.exchange), {}});
}

void Courses::apply(std::uint64_t seq, model::ExchangeStepped fact) {
  const auto at = by_id_.find(fact.step.exchange);
  if (at != by_id_.end()) all_[at->second].steps.push_back({seq, std::move(fact.step)});
}

void Courses::apply(std::uint64_t seq, model::IdealCardWritten fact) {
  cards_.push_back({seq, std::move(fact.card)});
}

bool Courses::apply(const model::Undone& fact) {
  const auto is = [&](const auto& one) { return one.seq == fact.seq; };
  if (std::erase_if(cards_, is) > 0) return true;
  if (std::erase_if(all_, is) > 0) {
    index();
    return true;
  }
  return std::any_of(all_.begin(), all_.end(),
                     [&](Course& c) { return std::erase_if(c.steps, is) > 0; });
}

const Course* Courses::find(const model::ExchangeId& id) const {
  const auto at = by_id_.find(id);
  return at == by_id_.end() ? nullptr : &all_[at->second];
}

std::vector<std::uint64_t> Courses::entries() const {
  std::vector<std::uint64_t> seqs;
  for (const WrittenCard& card : cards_) seqs.push_back(card.seq);
  for (const Course& c : all_) {
    seqs.push_back(c.seq);
    for (const TakenStep& s : c.steps) seqs.push_back(s.seq);
  }
  std::sort(seqs.begin(), seqs.end());
  return seqs;
}

void Courses::index() {
  by_id_.clear();
  for (std::size_t i = 0; i < all_.size(); ++i) by_id_[all_[i].id] = i;
}

}  // namespace exchange
