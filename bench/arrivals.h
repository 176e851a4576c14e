// Arrivals: interactions that come in while questions are answered, on a thread of their own.
// Shape:  every other one is of two people of the network, whose rows change and whose cost stays, so
//         that answers can be compared; the others move a tie within its rows, among people apart:
//         those numbered from `people` on.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <thread>

#include "clocks.h"
#include "graph/adjacency.h"
#include "sample.h"

namespace lab {

class Arrivals {
 public:
  Arrivals(graph::Adjacency& ties, graph::Node people, unsigned a_second)
      : ties_(ties), people_(people), a_second_(a_second), thread_([this] { run(); }) {}
  ~Arrivals() {
    stop_ = true;
    thread_.join();
  }
  std::uint64_t arrived() const { return arrived_; }

 private:
  // As many as are due by the clock: a sleep may last longer than was asked for.
  void run() {
    const double start = wall_seconds();
    while (!stop_ && a_second_ > 0) {
      const auto due = static_cast<std::uint64_t>((wall_seconds() - start) * a_second_);
      for (; arrived_ < due; ++arrived_) apply(arrived_ % 2 == 0);
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }
  void apply(bool here) {
    auto a = static_cast<graph::Node>(dice_.below(people_));
    if (!here && ties_.people() > people_)
      a = people_ + static_cast<graph::Node>(dice_.below(ties_.people() - people_));
    const graph::Adjacency::Row row = ties_.row(a);
    std::size_t degree = 0;
    while (!row.ends(degree)) ++degree;
    if (degree == 0) return;
    const std::uint64_t word = row[dice_.below(degree)];
    const auto cost =
        here ? graph::cost_of(word) : static_cast<std::uint32_t>(1 + dice_.below(3000));
    ties_.set({a, graph::other_of(word), static_cast<std::uint16_t>(cost),
               static_cast<std::uint16_t>(graph::day_of(word) ^ 1)});
  }

  graph::Adjacency& ties_;
  graph::Node people_;
  unsigned a_second_;
  Dice dice_{11};
  std::atomic<bool> stop_{false};
  std::atomic<std::uint64_t> arrived_{0};
  std::thread thread_;
};

}  // namespace lab
