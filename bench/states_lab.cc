// All relationship states from a ledger of interactions: how often, how lately, how much, and how
// often answered; a measurement of graph/bulk_fold.h against the same job elsewhere.
// Shape:  of each direction n, last, the sum of 2^-(age/180 days), and the interactions whose one
//         before, between the same two, went the other way at most a week earlier.
// Order:  interactions in the order of the ledger, which is that of time.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>
#include <fmt/os.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "graph/bulk_fold.h"
#include "interactions.h"
#include "lab.h"
#include "store/file.h"

namespace lab {
namespace {

constexpr std::uint32_t kNow_s = 1'735'689'600;  // the moment of the data set
constexpr double kHalfLife_s = 180.0 * 86'400;
constexpr std::uint32_t kWeek_s = 7 * 86'400;
constexpr int kRuns = 3;  // the best one counts, as the reference does it

struct Direction {
  std::uint32_t n = 0, last_s = 0, replies = 0;
  float weight = 0;
};

struct PairState {
  graph::Node lo = 0, hi = 0;
  std::array<Direction, 2> ways;
  std::uint32_t last_way = 2;  // none yet
};

// 2^-(age/half-life) to 3e-6: ages in steps of 128 s, their high and low digits in a table each.
class Fading {
 public:
  Fading() {
    const double step = kStep_s / kHalfLife_s;
    for (std::size_t i = 0; i < fine_.size(); ++i)
      fine_[i] = static_cast<float>(std::exp2(-step * (static_cast<double>(i) + .5)));
    for (std::size_t i = 0; i < coarse_.size(); ++i)
      coarse_[i] = static_cast<float>(std::exp2(-step * static_cast<double>(i * fine_.size())));
  }
  float operator()(std::uint32_t at_s) const {
    const std::uint32_t steps = (kNow_s - std::min(at_s, kNow_s)) / kStep_s;
    return coarse_[steps / kFine] * fine_[steps % kFine];
  }

 private:
  static constexpr std::uint32_t kStep_s = 128, kFine = 1024;
  std::array<float, kFine> fine_{};
  std::array<float, kNow_s / kStep_s / kFine + 1> coarse_{};
};

void apply(PairState& state, const graph::Touch& t, bool backward, const Fading& fading) {
  const std::uint32_t way = backward ? 1 : 0;
  Direction& here = state.ways[way];
  const bool answers = state.last_way == 1 - way && t.at_s - state.ways[1 - way].last_s <= kWeek_s;
  here.replies += answers ? 1 : 0;
  ++here.n;
  here.last_s = t.at_s;
  here.weight += fading(t.at_s);
  state.last_way = way;
}

class StatesJob {
 public:
  StatesJob(const base::FlatArray<Interaction>& all, unsigned threads)
      : all_(all), threads_(threads), states_(threads) {}

  void run() {
    for (base::FlatArray<PairState>& mine : states_) mine.clear();
    parted_.part(all_.size(), threads_, [&](std::size_t i) -> graph::Touch {
      const Interaction& x = all_[i];
      return {x.from, x.to, x.at_s, static_cast<std::uint32_t>(i)};
    });
    graph::fold_parts<PairState>(parted_, threads_, *this);
  }

  // For fold_parts().
  void ahead(const graph::Touch&) const {}
  void take_in(unsigned, PairState& state, const graph::Touch& touch, bool backward) const {
    apply(state, touch, backward, fading_);
  }
  void done(unsigned thread, graph::PartFold<PairState>& part) {
    states_[thread].append(part.states());
  }

  std::size_t pairs() const {
    std::size_t n = 0;
    for (const base::FlatArray<PairState>& mine : states_) n += mine.size();
    return n;
  }

  void write(const std::string& out) const {
    std::vector<PairState> sorted;
    for (const auto& mine : states_) sorted.insert(sorted.end(), mine.begin(), mine.end());
    std::sort(sorted.begin(), sorted.end(), [](const PairState& a, const PairState& b) {
      return a.lo != b.lo ? a.lo < b.lo : a.hi < b.hi;
    });
    auto file = fmt::output_file(out, fmt::buffer_size = 1 << 20);
    file.print("src,dst,n,last,weight,replies\n");
    for (const PairState& s : sorted) {
      for (const std::size_t way : {0, 1}) {
        const Direction& d = s.ways[way];
        if (d.n == 0) continue;
        file.print("{},{},{},{},{:.6g},{}\n", way == 0 ? s.lo : s.hi, way == 0 ? s.hi : s.lo, d.n,
                   d.last_s, d.weight, d.replies);
      }
    }
  }

 private:
  const base::FlatArray<Interaction>& all_;
  unsigned threads_;
  Fading fading_;
  graph::PartedTouches<> parted_;
  std::vector<base::FlatArray<PairState>> states_;  // by thread
};

}  // namespace

int states_job(const std::string& data, const std::string& out, const std::string& timing,
               unsigned threads) {
  double start = wall_seconds();
  const base::FlatArray<Interaction> all = read_interactions(data);
  const double load = wall_seconds() - start;
  if (all.empty()) {
    fmt::print(stderr, "rapport-lab: {}: no interactions there\n", data);
    return 2;
  }
  StatesJob job(all, threads);
  double wall = 1e9, user = 1e9;
  std::string times = "run,wall_ns,cpu_ns\n";
  for (int i = 0; i < kRuns; ++i) {
    start = wall_seconds();
    const double user_start = user_seconds();
    job.run();
    const double w = wall_seconds() - start, u = user_seconds() - user_start;
    times += fmt::format("{},{:.0f},{:.0f}\n", i, w * 1e9, u * 1e9);
    wall = std::min(wall, w);
    user = std::min(user, u);
  }
  if (!timing.empty() && !store::write_file_durably(timing, times)) return 2;
  if (!out.empty()) job.write(out);
  fmt::print(
      "{{\"job\":\"j3\",\"load_s\":{:.2f},\"rss_MB\":{},\"user_s\":{:.3f},\"wall_s\":{:.3f},"
      "\"threads\":{},\"interactions\":{},\"pairs\":{},\"ns_each\":{:.1f}}}\n",
      load, most_megabytes(), user, wall, threads, all.size(), job.pairs(),
      wall * 1e9 / static_cast<double>(all.size()));
  return 0;
}

}  // namespace lab
