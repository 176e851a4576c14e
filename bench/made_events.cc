// SPDX-License-Identifier: AGPL-3.0-or-later
#include "made_events.h"

#include <algorithm>
#include <cmath>

namespace lab {

// People with very different numbers of contacts, as in life: a few have hundreds.
std::vector<graph::Event> made_events(std::size_t people, std::size_t events, Dice& dice) {
  std::vector<graph::Event> all;
  all.reserve(events);
  const auto somebody = [&] {
    return static_cast<graph::Node>(static_cast<double>(people) * std::pow(dice.uniform(), 3));
  };
  for (std::size_t i = 0; i < events; ++i) {
    graph::Event e;
    e.at_s = 1'600'000'000 + static_cast<std::uint32_t>(i * 94'608'000 / events);
    if (!all.empty() &&
        dice.chance(.8)) {  // most of what is said is said to somebody known, or answers it
      const graph::Event& before =
          all[all.size() - 1 - dice.below(std::min<std::size_t>(all.size(), events / 4))];
      e.from = dice.chance(.6) ? before.to : before.from;
      e.to = e.from == before.to ? before.from : before.to;
    } else {
      e.from = somebody();
      e.to = somebody();
    }
    all.push_back(e);
  }
  return all;
}

std::string made_name(std::size_t n) {
  static constexpr const char* kParts[] = {"an", "bel", "cor", "da",  "el", "fen", "gu", "hol",
                                           "ir", "jo",  "ka",  "lin", "mo", "nor", "os", "pe"};
  std::string name;
  std::size_t x = n * 2654435761U % 1'000'003;
  for (int word = 0; word < 2; ++word) {
    if (word > 0) name += ' ';
    for (int part = 0; part < 3; ++part, x /= 16) name += kParts[x % 16];
    const std::size_t at = name.rfind(' ') + 1;  // 0 where there is none
    name[at] = static_cast<char>(name[at] - 'a' + 'A');
    x += n / 7;
  }
  return name;
}

}  // namespace lab
