// Postman: takes letters out of an outbox to a mail server, on a thread of its own.
// Shape:  deliver_due() is one round without a thread: all that is due now, one after the other. A
//         transport is any function that hands a letter to somebody and says what became of it.
// Order:  a letter that waits holds up no other.
// Errors: what the outbox's table cannot do is told to `fault`, and tried again a minute later.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "mail/outbox.h"

namespace mail {

using Transport = std::function<Outcome(const Posted& letter)>;

// `stopping`: asked before each letter; empty: it goes on until nothing is due.
base::Result<void> deliver_due(Outbox& outbox, const Transport& transport, base::Clock& clock,
                               const std::function<bool()>& stopping = {});

class Postman {
 public:
  Postman(Outbox& outbox, Transport transport, base::Clock& clock,
          std::function<void(const std::string&)> fault);
  ~Postman();  // lets the letter under way end; the others stay queued
  Postman(const Postman&) = delete;
  Postman& operator=(const Postman&) = delete;

 private:
  void run();

  Outbox& outbox_;
  Transport transport_;
  base::Clock& clock_;
  std::function<void(const std::string&)> fault_;
  std::mutex access_;
  std::condition_variable turn_;
  bool woken_ = false, stopping_ = false;
  std::thread thread_;
};

}  // namespace mail
