// Times the hot jobs on made networks: what `./dev bench` prints. Thread CPU time; see
// docs/performance.md.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>
#include <time.h>

#include <algorithm>
#include <cmath>

#include "graph/costs.h"
#include "graph/introductions.h"
#include "graph/paths.h"
#include "lab.h"
#include "made_events.h"
#include "sample.h"

namespace lab {
namespace {

double cpu_seconds() {
  timespec t{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

template <class Job>
void time_job(const char* name, std::size_t times, const Job& job) {
  std::vector<double> each;
  for (std::size_t i = 0; i < times; ++i) {
    const double start = cpu_seconds();
    job(i);
    each.push_back(cpu_seconds() - start);
  }
  std::sort(each.begin(), each.end());
  fmt::print("  {:<34} p50 {:>10.1f} µs   p99 {:>10.1f} µs\n", name, each[times / 2] * 1e6,
             each[times * 99 / 100] * 1e6);
}

}  // namespace

int bench(Args args) {
  if (!args.empty() && args[0].starts_with("--")) return bench_job(args);
  const std::size_t people = args.empty() ? 100'000 : std::strtoul(args[0].c_str(), nullptr, 10);
  Dice dice(7);
  const std::vector<graph::Event> events = made_events(people, people * 20, dice);
  graph::Ties ties;
  const double start = cpu_seconds();
  for (const graph::Event& e : events) ties.apply(e);
  const double spent = cpu_seconds() - start;
  fmt::print("{} people, {} interactions, {} ties\n", people, events.size(), ties.pairs());
  fmt::print("  {:<34} {:.0f} ns each, {} bytes a tie\n", "apply",
             spent * 1e9 / static_cast<double>(events.size()), ties.pair_bytes() / ties.pairs());
  const double day = events.back().at_s / graph::kSecondsADay;
  const auto node = [&] { return static_cast<graph::Node>(dice.below(ties.nodes())); };
  time_job("strength", 20'000, [&](std::size_t) {
    const graph::Event& e = events[dice.below(events.size())];
    (void)graph::strength(ties, e.from, e.to, day);
  });
  const auto priced = graph::price(ties, day);
  graph::RouteSearch search(*priced);
  time_job("path, five best of up to 4 ties", 200, [&](std::size_t) {
    const graph::Node to = node();
    (void)graph::find_paths(search, ties, day, {.from = node(), .to = {&to, 1}});
  });
  const graph::ContactWeights weights = graph::contact_weights(ties, day);
  graph::Introducing introducing(ties, weights);
  time_job("introductions, ten best", 200,
           [&](std::size_t) { (void)introducing.best(node(), 10); });
  std::string bytes;
  const auto append = [&](std::string_view some) -> base::Result<void> {
    bytes += some;
    return {};
  };
  time_job("snapshot written", 1, [&](std::size_t) { (void)ties.save(append); });
  time_job("snapshot read", 1, [&](std::size_t) { (void)graph::Ties::load(bytes); });
  return 0;
}

}  // namespace lab
