// OpenBook: a member's book as the server has it: what is at hand of it, and what is under way.
// Shape:  one a member, from the first request that wants it to the server's end.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "api/downloads.h"
#include "api/kept.h"
#include "api/repeats.h"
#include "app/app.h"
#include "app/import_jobs.h"

namespace api {

class OpenBook {
 public:
  // `as_of`: the moment stays.
  OpenBook(app::App& app, std::optional<base::Time> as_of);

  app::App& app() { return app_; }
  app::ImportJobs& imports() { return imports_; }
  // When what somebody says now is said.
  base::Time now() const { return as_of_ ? *as_of_ : app_.clock.now(); }

  // Of the book and its moment: what was answered under another number may be otherwise now.
  std::uint64_t version() const { return app_.changes + moments_ + imports_.version() + edits; }
  // The moment follows the clock once a minute: no tie changes in less. A book that changed may have
  // become an archive, or be none any more, and is looked at after a second.
  bool is_due() const;
  void follow_clock();

  // Called before something is forgotten: what was written for the member and has not gone yet.
  std::function<base::Result<void>(const std::string& member)> take_back_letters;

  Kept kept;
  Downloads downloads;
  Repeats repeats;
  std::mutex editing;                       // of the settings: one change at a time
  std::atomic<std::uint64_t> edits = 0;     // of them
  std::uint64_t unsettled = 0, warmed = 0;  // of Shelf::tend()

 private:
  app::App& app_;
  std::optional<base::Time> as_of_;
  std::atomic<std::int64_t> due_, since_;  // in micros: the next time, and the last
  std::atomic<std::uint64_t> seen_ = 0;    // the change of the folds that the moment is of
  std::atomic<std::uint64_t> moments_ = 0;
  app::ImportJobs imports_;
};

}  // namespace api
