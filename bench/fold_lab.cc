// The product's own ties over a made data set: folded at once and one by one, their bytes, their
// snapshot, and all strengths. Prints one JSON line a step; times are the processor's, of all
// threads.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "graph/strength.h"
#include "interactions.h"
#include "lab.h"

namespace lab {
namespace {

template <class Step>
void time_step(const char* name, std::size_t things, const Step& step) {
  const double user = user_seconds(), wall = wall_seconds();
  step();
  const double u = user_seconds() - user;
  fmt::print("{{\"step\":\"{}\",\"user_s\":{:.3f},\"wall_s\":{:.3f},\"ns_each\":{:.1f}}}\n", name,
             u, wall_seconds() - wall,
             u * 1e9 / static_cast<double>(std::max<std::size_t>(1, things)));
}

std::vector<graph::Event> events_of(const std::string& folder, std::size_t most) {
  std::vector<graph::Event> events;
  const base::FlatArray<Interaction> all = read_interactions(folder);
  events.reserve(std::min(most, all.size()));
  for (const Interaction& x : all) {
    if (events.size() < most) events.push_back({x.at_s, x.from, x.to, 1, 1});
  }
  return events;
}

std::string bytes_of(const graph::Ties& ties) {
  std::string bytes;
  bytes.reserve(ties.saved_size());
  (void)ties.save([&](std::string_view some) -> base::Result<void> {
    bytes += some;
    return {};
  });
  return bytes;
}

}  // namespace

int fold(Args args) {
  if (args.empty()) {
    fmt::print(stderr, "rapport-lab fold: DIR [MOST]\n");
    return 1;
  }
  std::size_t most = ~std::size_t{0};
  if (args.size() > 1) std::from_chars(args[1].data(), args[1].data() + args[1].size(), most);
  const std::vector<graph::Event> events = events_of(args[0], most);
  // The last ones come one by one, to ties that are all there: as in a book that lives.
  const std::size_t late = std::min<std::size_t>(events.size() / 10, 1'000'000);
  const std::span<const graph::Event> early = std::span(events).first(events.size() - late);
  const std::span<const graph::Event> lately = std::span(events).last(late);
  graph::Ties ties;
  for (const unsigned threads : {1U, 2U}) {
    time_step(threads == 1 ? "fold, 1 thread" : "fold, 2 threads", early.size(),
              [&] { ties = graph::Ties::fold(early, threads); });
  }
  time_step("apply, one by one", late, [&] {
    for (const graph::Event& e : lately) ties.apply(e);
  });
  fmt::print(
      "{{\"interactions\":{},\"people\":{},\"ties\":{},\"bytes_a_tie\":{:.1f},"
      "\"bytes_of_neighbours\":{:.1f}}}\n",
      events.size(), ties.nodes(), ties.pairs(),
      static_cast<double>(ties.pair_bytes()) / static_cast<double>(ties.pairs()),
      static_cast<double>(ties.neighbour_bytes()) / static_cast<double>(ties.pairs()));
  std::string bytes;
  time_step("save", ties.pairs(), [&] { bytes = bytes_of(ties); });
  time_step("load", ties.pairs(), [&] { (void)graph::Ties::load(bytes); });
  std::vector<double> probability(ties.pairs());
  const double day = events.empty() ? 0 : events.back().at_s / graph::kSecondsADay;
  time_step("strengths", ties.pairs(), [&] { graph::strengths(ties, day, probability); });
  fmt::print("{{\"rss_MB\":{}}}\n", most_megabytes());
  return 0;
}

}  // namespace lab
