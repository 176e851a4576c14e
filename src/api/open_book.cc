// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/open_book.h"

#include <limits>
#include <mutex>

#include "app/moment.h"

namespace api {
namespace {

constexpr std::chrono::seconds kMomentLasts(60);

}  // namespace

OpenBook::OpenBook(app::App& app, std::optional<base::Time> as_of)
    : downloads(app),
      app_(app),
      as_of_(as_of),
      due_(as_of ? std::numeric_limits<std::int64_t>::max()
                 : base::micros(app.clock.now() + kMomentLasts)),
      imports_(app) {}

void OpenBook::follow_clock() {
  const std::unique_lock alone(app_.access);
  if (!is_due()) return;
  const base::Time now = app_.clock.now();
  app_.moment = app::moment_of(app_.state, std::nullopt, now);
  due_ = base::micros(now + kMomentLasts);
  ++moments_;
}

}  // namespace api
