// Channels: where the owner's real ties use to write, and where they answer: the platform to use.
// Shape:  of the two years before the moment, and of real ties only. A turn is what the owner wrote to
//         one person on one channel until a word of theirs came on it; it is answered where that comes
//         within seven days of the turn's last word. A meeting or a call is no turn: both speak.
// Unit:   months as "2026-03"; hours of the day in UTC.
// Order:  the channel that most real ties use first.
// Errors: kInvalid while the book does not know its owner.
// Cost:   that of own_words() and of real().
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/own_words.h"

namespace app {

struct ChannelUse {
  struct Month {
    std::string month;
    std::uint64_t from_you = 0, from_them = 0;  // words
  };
  model::Channel channel{};
  std::uint64_t real_ties = 0;           // with a word on it
  std::uint64_t sent = 0, answered = 0;  // turns
  std::optional<double> median_answer_hours;
  std::vector<Month> months;  // 24, the oldest first
};
struct Channels {
  std::vector<ChannelUse> list;           // those that are used
  std::array<std::uint64_t, 24> hours{};  // of their answers
};
base::Result<Channels> channels(App& app);

std::optional<double> median(std::vector<double> values);

}  // namespace app
