// Handover: a short queue by which one thread gives another what it has made ready.
// Shape:  give() waits while it is full, take() while it is empty. end(): nothing more will come.
//         drop(): nothing more is wanted; what waits is thrown away, and give() says so.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace app {

template <class T>
class Handover {
 public:
  explicit Handover(std::size_t most) : most_(most) {}

  bool give(T&& one) {
    std::unique_lock lock(inside_);
    turn_.wait(lock, [&] { return dropped_ || waiting_.size() < most_; });
    if (dropped_) return false;
    waiting_.push_back(std::move(one));
    turn_.notify_all();
    return true;
  }

  // None: it has ended, or `patience` has; ended() tells which.
  std::optional<T> take(std::chrono::milliseconds patience) {
    std::unique_lock lock(inside_);
    turn_.wait_for(lock, patience, [&] { return ended_ || !waiting_.empty(); });
    if (waiting_.empty()) return std::nullopt;
    std::optional<T> one(std::move(waiting_.front()));
    waiting_.pop_front();
    turn_.notify_all();
    return one;
  }

  bool ended() {
    const std::unique_lock lock(inside_);
    return ended_ && waiting_.empty();
  }

  void end() {
    const std::unique_lock lock(inside_);
    ended_ = true;
    turn_.notify_all();
  }

  void drop() {
    const std::unique_lock lock(inside_);
    dropped_ = true;
    waiting_.clear();
    turn_.notify_all();
  }

 private:
  const std::size_t most_;
  std::mutex inside_;
  std::condition_variable turn_;
  std::deque<T> waiting_;
  bool ended_ = false, dropped_ = false;
};

}  // namespace app
