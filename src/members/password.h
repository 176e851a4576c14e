// Password: what one may be, and how it is kept.
// Shape:  8 to 1,000 characters of any kind, spaces too, never cut; compared in Unicode's composed
//         form. Kept as Argon2id in libsodium's own text.
// Errors: kInvalid with what is wrong with it, for whoever chooses it; kUnavailable where too many are
//         being checked at once.
// Cost:   19 MiB and some 45 ms each, on purpose; at most two at a time, the others wait up to a second.
// Source: OWASP ASVS 5.0 §6.2, §11.4.2; the common ones out of @zxcvbn-ts/language-common.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.h"

namespace members {

base::Result<void> check_choice(std::string_view password, std::string_view name);

// What a hash costs whoever checks one. Less than this is for tests alone.
struct Cost {
  unsigned long long passes = 2;
  std::size_t memory = std::size_t{19} << 20;
};

class Passwords {
 public:
  explicit Passwords(Cost cost = Cost());
  base::Result<std::string> hash(std::string_view password);
  // What to hold a password to in place of one that is not there, so that it takes as long.
  const std::string& nobodys() const { return nobodys_; }
  // With "" for the kept one it takes as long too, and is false.
  base::Result<bool> is(std::string_view password, const std::string& kept);

 private:
  class Turn;
  Cost cost_;
  std::string nobodys_;  // of a password that nobody has, at the same cost
  std::mutex access_;
  std::condition_variable free_;
  int busy_ = 0, waiting_ = 0;
};

}  // namespace members
