// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/open_book.h"

#include <mutex>

#include "app/moment.h"

namespace api {
namespace {

constexpr std::chrono::seconds kMomentLasts(60), kAtLeast(1);

}  // namespace

OpenBook::OpenBook(app::App& app, std::optional<base::Time> as_of)
    : downloads(app),
      app_(app),
      as_of_(as_of),
      due_(base::micros(app.clock.now() + kMomentLasts)),
      since_(base::micros(app.clock.now())),
      seen_(app.changes.load()),
      imports_(app) {}

bool OpenBook::is_due() const {
  if (as_of_) return false;
  const std::int64_t now = base::micros(app_.clock.now());
  return now >= due_ || (seen_ != app_.changes && now >= since_ + base::Micros(kAtLeast).count());
}

void OpenBook::follow_clock() {
  const std::unique_lock alone(app_.access);
  if (!is_due()) return;
  const base::Time now = app_.clock.now();
  app_.moment = app::moment_of(app_.state, std::nullopt, now);
  due_ = base::micros(now + kMomentLasts);
  since_ = base::micros(now);
  seen_ = app_.changes.load();
  ++moments_;
}

}  // namespace api
