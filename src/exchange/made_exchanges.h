// Exchanges made for tests: people by number, days since the first of January 2026.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <string>
#include <utility>

#include "exchange/moves.h"

namespace exchange {

inline base::Time day(int n) { return *base::parse_time("2026-01-01") + std::chrono::days(n); }

inline model::IdentityId person(int n) {
  model::IdentityId id;
  id.bytes[0] = static_cast<std::uint8_t>(n);
  id.bytes[1] = static_cast<std::uint8_t>(n >> 8);
  return id;
}
inline const model::IdentityId kMe{};

inline model::Exchange make(model::ExchangeKind kind,
                            std::initializer_list<std::pair<Part, model::IdentityId>> parties,
                            base::Time at, std::string about = "roofing of the town hall") {
  model::Exchange e;
  e.kind = kind;
  for (const auto& [part, who] : parties) e.parties.push_back({part, who});
  e.about = std::move(about);
  e.at = at;
  return e;
}

// A fold that numbers its entries, and takes only what decide() takes.
class Recorder {
 public:
  model::ExchangeId open(const model::Exchange& e) {
    EXPECT_TRUE(check(e)) << check(e).error().message;
    model::EntryId id;
    const std::uint64_t seq = ++seq_;
    for (int i = 0; i < 8; ++i)
      id.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(seq >> (8 * (7 - i)));
    id.bytes[15] = 1;
    courses.apply(id, seq, model::ExchangeOpened{e});
    return model::ExchangeId{id.bytes};
  }
  // "" when it was taken; else why not.
  std::string step(const model::ExchangeId& id, StepKind kind, Part by, base::Time at,
                   base::Time until = {}, std::string words = {}) {
    Step wanted;
    wanted.kind = kind;
    wanted.by = by;
    wanted.at = at;
    wanted.until = until;
    wanted.words = std::move(words);
    const auto taken = decide(*courses.find(id), wanted, at);
    if (!taken) return taken.error().message;
    courses.apply(++seq_, model::ExchangeStepped{*taken});
    return "";
  }
  Stage stage(const model::ExchangeId& id, base::Time now) const {
    return stage_of(*courses.find(id), now);
  }
  std::uint64_t last() const { return seq_; }

  Courses courses;

 private:
  std::uint64_t seq_ = 0;
};

}  // namespace exchange
