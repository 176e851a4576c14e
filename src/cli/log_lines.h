// Log lines: what `serve` says while it runs: JSON, a line each, whichever thread says it.
// Shape:  a line has at most 16 members, and their texts no control bytes and 400 bytes at the most:
//         whatever a stranger sends, a line stays one line. Of one kind (its event and status) 20 are
//         written a second; of the others it is said how many there were when the second is over.
// Cost:   a lock, and what writing a line takes; what is left out costs the lock alone.
// Source: OWASP ASVS 5.0 §16.4.1.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "formats/json.h"

namespace cli {

// How many of one kind are written.
class Sampler {
 public:
  struct More {
    std::string kind;
    std::uint64_t lines = 0;
  };
  // Kinds whose second is over, and how many lines of it were left out. Asked before each take().
  std::vector<More> over(base::Time now);
  bool take(const std::string& kind, base::Time now);

 private:
  struct Second {
    base::Time since{};
    std::uint64_t written = 0, more = 0;
  };
  std::map<std::string, Second> kinds_;
};

class LogLines {
 public:
  using Write = std::function<void(std::string_view line)>;
  LogLines(base::Clock& clock, Write write) : clock_(clock), write_(std::move(write)) {}

  void say(const formats::Json& what);
  void event(const char* name);
  void fault(const std::string& what_happened);
  void say_what_was_left_out();  // now and then, so that the end of a flood is told too

 private:
  void say_over(base::Time now);

  base::Clock& clock_;
  Write write_;
  std::mutex one_at_a_time_;
  Sampler sampler_;
};

}  // namespace cli
