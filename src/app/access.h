// Access: who may look at the folds, and when they may change.
// Shape:  a shared lock whose holders are queries; the writer holds it alone while folds change. It
//         has the names of the standard's locks: std::shared_lock for a query.
// Order:  queries wait for the writer's turn alone, and all that wait come in when it ends. A writer
//         that has waited for kPatience goes before whoever comes after that. One writer at a time.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace app {

class Access {
 public:
  void lock_shared();
  bool try_lock_shared();
  void unlock_shared();
  void lock();
  void unlock();

 private:
  static constexpr std::chrono::milliseconds kPatience{2};

  std::mutex inside_;
  std::condition_variable queries_turn_, writers_turn_;
  std::uint32_t queries_ = 0, waiting_ = 0;
  std::uint64_t turns_ = 0;  // of the writer, ended
  bool writing_ = false;
  bool closed_ = false;  // the writer's patience is at its end
};

}  // namespace app
