// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/access.h"

#include <utility>

namespace app {

void Access::lock_shared() {
  std::unique_lock lock(inside_);
  if (!writing_ && !closed_) {
    ++queries_;
    return;
  }
  ++waiting_;
  const std::uint64_t turn = turns_;
  queries_turn_.wait(lock, [&] { return turns_ != turn; });  // unlock() has let it in
}

bool Access::try_lock_shared() {
  const std::unique_lock lock(inside_);
  if (writing_ || closed_) return false;
  ++queries_;
  return true;
}

void Access::unlock_shared() {
  const std::unique_lock lock(inside_);
  if (--queries_ == 0) writers_turn_.notify_one();
}

void Access::lock() {
  std::unique_lock lock(inside_);
  const auto free = [&] { return queries_ == 0; };
  if (!writers_turn_.wait_for(lock, kPatience, free)) {
    closed_ = true;
    writers_turn_.wait(lock, free);
    closed_ = false;
  }
  writing_ = true;
}

void Access::unlock() {
  const std::unique_lock lock(inside_);
  writing_ = false;
  ++turns_;
  queries_ += std::exchange(waiting_, 0);
  queries_turn_.notify_all();
}

}  // namespace app
