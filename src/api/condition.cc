// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/condition.h"

#include <utility>

namespace api {
namespace {

constexpr std::chrono::seconds kAtMostEvery(2), kFresh(4), kPatience(2);

}  // namespace

void Condition::start() {
  thread_ = std::thread([this] {
    std::unique_lock lock(access_);
    while (!stop_) {
      at_once_ = false;
      lock.unlock();
      step();
      lock.lock();
      turn_.wait_for(lock, kAtMostEvery, [&] { return stop_ || at_once_; });
    }
  });
}

void Condition::stop() {
  {
    const std::lock_guard lock(access_);
    stop_ = true;
    turn_.notify_all();
    told_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
}

// Only a write that lasted shows that the trouble is over.
void Condition::probe(How how) {
  {
    const std::lock_guard lock(access_);
    writing_ = how == How::kWrite;
    begun_ = parts_.now();
  }
  Troubles found = parts_.probe(how);
  {
    const std::lock_guard lock(access_);
    if (writing_) {
      written_ = parts_.now();
      ever_ = true;
      wanted_ = false;
    }
    writing_ = false;
    told_.notify_all();
    if (found == troubles_ || (how == How::kLook && !troubles_.empty())) return;
    troubles_ = found;
    ++version_;
  }
  if (parts_.changed) parts_.changed(found);
}

void Condition::step() {
  const std::lock_guard alone(probing_);
  How how = How::kLook;
  {
    const std::lock_guard lock(access_);
    const bool may = !ever_ || parts_.now() >= written_ + kAtMostEvery;
    if (may && (wanted_ || !troubles_.empty())) how = How::kWrite;
  }
  probe(how);
}

bool Condition::known() const { return ever_ && parts_.now() < written_ + kFresh; }

bool Condition::is_fresh() {
  const std::lock_guard lock(access_);
  wanted_ = true;
  return known();
}

// A disk that does not answer keeps nothing either.
Condition::Troubles Condition::at_hand() const {
  const std::lock_guard lock(access_);
  const bool hangs = writing_ && parts_.now() >= begun_ + kFresh;
  return hangs && troubles_.empty() ? Troubles{"cannot_write"} : troubles_;
}

Condition::Troubles Condition::look() {
  if (!thread_.joinable() && !is_fresh()) step();
  {
    std::unique_lock lock(access_);
    wanted_ = true;
    if (thread_.joinable() && !known()) {
      at_once_ = true;
      turn_.notify_all();
      told_.wait_for(lock, kPatience, [&] { return stop_ || known(); });
    }
  }
  return at_hand();
}

void Condition::doubt() {
  const std::lock_guard lock(access_);
  wanted_ = true;
  at_once_ = true;
  turn_.notify_all();
}

}  // namespace api
