// Condition: whether what is said to the server can be kept, and if not, why.
// Shape:  a probe looks at the disk; what it last said is at hand for everybody. It looks every two
//         seconds, which costs the disk nothing; it writes only when somebody asked, when a write
//         failed, or to see that the trouble is over; and never more often than every two seconds,
//         however often it is asked.
// Order:  what cannot be kept is known within five seconds, as is that it can be again.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace api {

class Condition {
 public:
  // Names of troubles, as schemas.json lists them: "disk_full"; none: all is well.
  using Troubles = std::vector<std::string>;
  enum class How { kLook, kWrite };
  using Instant = std::chrono::steady_clock::time_point;
  struct Parts {
    std::function<Troubles(How)> probe;
    std::function<void(const Troubles&)> changed;  // told what is so now, where it was otherwise
    std::function<Instant()> now = [] { return std::chrono::steady_clock::now(); };
  };

  explicit Condition(Parts parts) : parts_(std::move(parts)) {}
  ~Condition() { stop(); }
  Condition(const Condition&) = delete;
  Condition& operator=(const Condition&) = delete;

  void start();  // looking, on a thread of its own, until stop()
  void stop();
  void step();  // what is due now

  // Whether what is at hand is new enough to be told; asking makes it so soon.
  bool is_fresh();
  Troubles at_hand() const;
  Troubles look();  // what is at hand, if it is not fresh after waiting for the disk for a moment
  void doubt();     // a write failed

  std::uint64_t version() const { return version_; }  // another one whenever it is otherwise

 private:
  bool known() const;  // with access_
  void probe(How how);

  Parts parts_;
  std::mutex probing_;  // one at a time; taken before access_, and never by who may not wait
  mutable std::mutex access_;
  Troubles troubles_;
  Instant begun_{}, written_{};          // when it last tried to write, and had
  bool writing_ = false, ever_ = false;  // whether it does, and has
  bool wanted_ = false;                  // somebody asked, or doubts
  std::condition_variable turn_, told_;  // of the thread; of those who wait for it
  bool at_once_ = false, stop_ = false;
  std::atomic<std::uint64_t> version_ = 0;
  std::thread thread_;
};

}  // namespace api
