// Made networks for tests: random ones of every shape, from a seed.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "graph/ties.h"

namespace graph::made {

enum class Shape { kRandom, kStar, kClique, kChain, kHubs, kEqual };

inline std::vector<Event> events(Shape shape, Node people, std::size_t count, std::uint64_t seed) {
  std::mt19937_64 dice(seed);
  const auto below = [&](std::uint64_t n) { return static_cast<Node>(dice() % n); };
  std::vector<Event> all;
  std::uint32_t now = 1'000'000'000;
  for (std::size_t i = 0; i < count; ++i) {
    Node a = below(people), b = below(people);
    if (shape == Shape::kStar) a = 0;
    if (shape == Shape::kChain) b = (a + 1) % people;
    if (shape == Shape::kHubs && i % 3 != 0) a = below(3);
    if (dice() % 2 == 0) std::swap(a, b);
    if (shape != Shape::kEqual) now += static_cast<std::uint32_t>(dice() % 200'000);
    all.push_back({now, a, b, 1 + below(4), dice() % 5 == 0 ? 3.0F : 1.0F});
  }
  return all;
}

inline Ties ties(const std::vector<Event>& events) {
  Ties ties;
  for (const Event& e : events) ties.apply(e);
  return ties;
}

inline std::string bytes_of(const Ties& ties) {
  std::string bytes;
  (void)ties.save([&](std::string_view some) -> base::Result<void> {
    bytes += some;
    return {};
  });
  return bytes;
}

}  // namespace graph::made
