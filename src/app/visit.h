// Visit: one request to a book that others use at the same time, as long as its thread is at it.
// Shape:  holds the folds still for its thread. When the thread changes the book, the visit steps out
//         of the folds' way and comes back after: what was read before is to be looked up again. With
//         a key, the ids of what is committed follow from the key, so that the same request sent
//         again, also after a crash, finds what it did before and does it no second time.
// Order:  one visit a thread; a program with one thread needs none.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.h"

namespace app {

class Visit {
 public:
  // `once`: the client's own key of this request; empty: it has none.
  explicit Visit(App& app, std::string_view once = {});
  // Waits for nobody: is_in() says whether the folds are held.
  Visit(App& app, std::try_to_lock_t at_once);
  ~Visit();
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;

  // What an earlier request with this key has recorded first.
  base::Result<std::optional<std::uint64_t>> done_before();
  bool is_in() const { return folds_.owns_lock(); }
  std::span<const std::uint64_t> entries() const { return entries_; }  // recorded by this one

 private:
  friend class StepOut;
  App& app_;
  std::string once_;
  std::unique_ptr<base::Random> random_;  // of its key
  std::shared_lock<Access> folds_;
  std::vector<std::uint64_t> entries_;
};

// Of commit(), erase() and settle(): the visit of this thread, if there is one, lets go of the folds
// as long as this lives.
class StepOut {
 public:
  explicit StepOut(App& app);
  ~StepOut();
  StepOut(const StepOut&) = delete;
  StepOut& operator=(const StepOut&) = delete;

  base::Random* random() const;  // nullptr: whichever
  void recorded(std::span<const model::Entry> entries);

 private:
  Visit* visit_;
};

}  // namespace app
