// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/postman.h"

#include <algorithm>

namespace mail {
namespace {

// The clock may be set while nothing is due: so it is looked at again.
constexpr base::Micros kLongestSleep = std::chrono::minutes(1);

}  // namespace

base::Result<void> deliver_due(Outbox& outbox, const Transport& transport, base::Clock& clock,
                               const std::function<bool()>& stopping) {
  while (!stopping || !stopping()) {
    TRY(const std::optional<Posted> letter, outbox.due(clock.now()));
    if (!letter) return {};
    const Outcome outcome = transport(*letter);
    TRY_DO(outbox.tell(letter->id, outcome, clock.now()));
  }
  return {};
}

Postman::Postman(Outbox& outbox, Transport transport, base::Clock& clock,
                 std::function<void(const std::string&)> fault)
    : outbox_(outbox), transport_(std::move(transport)), clock_(clock), fault_(std::move(fault)) {
  outbox_.on_queue([this] {
    const std::lock_guard lock(access_);
    woken_ = true;
    turn_.notify_one();
  });
  thread_ = std::thread([this] { run(); });
}

Postman::~Postman() {
  outbox_.on_queue({});
  {
    const std::lock_guard lock(access_);
    stopping_ = true;
    turn_.notify_one();
  }
  thread_.join();
}

void Postman::run() {
  const auto stopping = [this] {
    const std::lock_guard lock(access_);
    return stopping_;
  };
  while (!stopping()) {
    base::Micros wait = kLongestSleep;
    if (const auto done = deliver_due(outbox_, transport_, clock_, stopping); !done) {
      fault_("the outbox: " + done.error().message);
    } else if (const auto next = outbox_.next_due()) {
      wait = std::clamp(*next - clock_.now(), base::Micros(0), kLongestSleep);
    }
    std::unique_lock lock(access_);
    turn_.wait_for(lock, wait, [this] { return woken_ || stopping_; });
    woken_ = false;
  }
}

}  // namespace mail
