// Jobs of the shared bench, in its file interface: `rapport-lab bench --data DIR --job J …`.
// Shape:  loads, answers every question once to warm up, then again with a clock round each; writes
//         answers and times, and prints one JSON line.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>
#include <fmt/os.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <map>
#include <thread>

#include "arrivals.h"
#include "graph/long_silences.h"
#include "graph/path_search.h"
#include "graph/two_steps.h"
#include "lab.h"
#include "network.h"

namespace lab {
namespace {

struct Options {
  std::string data, job, queries, out, timing;
  unsigned threads = 1;
  unsigned limit = 0;         // rows of j1; 0: all
  unsigned updates = 10'000;  // interactions a second while paths are searched
  unsigned visible = 0;       // per cent of the people who show their ties; 0: no filter
};

std::uint64_t wall_ns() {
  return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
}

double seconds_since(std::uint64_t start) { return static_cast<double>(wall_ns() - start) * 1e-9; }

// Each question twice: to warm up, and measured. `say` writes the answer of the second time.
template <class Ask, class Say>
std::vector<Timing> answer(const std::vector<Question>& questions, const Ask& ask, const Say& say) {
  std::vector<Timing> times;
  for (const bool measured : {false, true}) {
    for (const Question& q : questions) {
      const std::uint64_t wall = wall_ns(), cpu = thread_ns();
      const auto found = ask(q);
      const Timing t{q.id, wall_ns() - wall, thread_ns() - cpu};
      if (!measured) continue;
      times.push_back(t);
      say(q, found);
    }
  }
  return times;
}

int paths(const Options& o, bool to_company) {
  constexpr graph::Node kApart = 50'000;
  const std::uint64_t start = wall_ns();
  const Network network = read_network(o.data, kApart);
  if (!network.ties) return 2;
  const double load = seconds_since(start), resident = resident_mb();
  graph::PathSearch search(*network.ties);
  auto out = fmt::output_file(o.out);
  out.print("qid,rank,cost,path\n");
  std::uint64_t looked = 0;
  graph::Visibility visible(network.ties->people());
  Dice dice(5);
  for (graph::Node p = 0; p < network.ties->people(); ++p) {
    if (dice.below(100) < o.visible) visible.show(p);
  }
  const auto ask = [&](const Question& q) {
    graph::PathQuestion question{.from = q.a, .to = {&q.b, 1}};
    if (to_company) question.to = network.staff[q.b];
    if (o.visible > 0) question.visible = &visible;
    return search.find(question);
  };
  const auto people = static_cast<graph::Node>(network.company.size());
  const Arrivals arrivals(*network.ties, people, o.updates);
  const std::uint64_t asked = wall_ns();
  const double user = user_seconds();
  const std::vector<Timing> times = answer(
      read_questions(o.queries), ask, [&](const Question& q, const graph::PricedPaths& found) {
        looked += found.looked;
        for (std::size_t i = 0; i < found.list.size(); ++i) {
          const graph::PricedPath& r = found.list[i];
          std::string path = std::to_string(r.nodes[0]);
          for (std::uint32_t n = 1; n <= r.ties; ++n) path += ">" + std::to_string(r.nodes[n]);
          out.print("{},{},{},{}\n", q.id, i + 1, r.cost, path);
        }
      });
  write_times(o.timing, times);
  fmt::print(
      R"({{"job":"{}","load_s":{:.2f},"rss_MB":{:.0f},"user_s":{:.3f},"edges_per_query":{},"updates_per_s":{:.0f},{}}})"
      "\n",
      o.job, load, resident, user_seconds() - user, looked / std::max<std::size_t>(1, times.size()),
      static_cast<double>(arrivals.arrived()) / seconds_since(asked), percentiles(times));
  return 0;
}

// The bench's strengths as integers, by cost.
std::vector<std::uint16_t> strengths() {
  std::vector<std::uint16_t> all;
  for (int cost = 0; cost <= graph::kMaxCost; ++cost)
    all.push_back(
        static_cast<std::uint16_t>(std::max(1.0, std::round(65535 * std::exp2(-cost / 1000.0)))));
  return all;
}

int silences(const Options& o) {
  const std::uint64_t start = wall_ns();
  const Network network = read_network(o.data);
  if (!network.ties) return 2;
  const double load = seconds_since(start), resident = resident_mb();
  const std::vector<std::uint16_t> strength = strengths();
  const auto weight = [&](std::uint32_t cost) { return std::uint64_t{strength.data()[cost]}; };
  std::array<std::uint64_t, 20> best{};
  auto out = fmt::output_file(o.out);
  out.print("qid,rank,score,person\n");
  const double user = user_seconds();
  const std::vector<Timing> times = answer(
      read_questions(o.queries),
      [&](const Question& q) {
        return graph::long_silences(*network.ties, q.a, kToday, weight, best);
      },
      [&](const Question& q, std::size_t found) {
        for (std::size_t i = 0; i < found; ++i)
          out.print("{},{},{},{}\n", q.id, i + 1, best[i] >> 32, graph::who_of(best[i]));
      });
  write_times(o.timing, times);
  fmt::print(R"({{"job":"j4","load_s":{:.2f},"rss_MB":{:.0f},"user_s":{:.3f},{}}})"
             "\n",
             load, resident, user_seconds() - user, percentiles(times));
  return 0;
}

int all_silences(const Options& o) {
  const Network network = read_network(o.data);
  if (!network.ties) return 2;
  const std::vector<std::uint16_t> strength = strengths();
  const auto weight = [&](std::uint32_t cost) { return std::uint64_t{strength.data()[cost]}; };
  const double user = user_seconds();
  const std::uint64_t start = wall_ns();
  std::atomic<graph::Node> next{0};
  std::atomic<std::uint64_t> sum{0};
  const auto work = [&] {
    constexpr graph::Node kStep = 1024;
    std::array<std::uint64_t, 20> best{};
    std::uint64_t mine = 0;
    for (graph::Node from = next.fetch_add(kStep); from < network.ties->people();
         from = next.fetch_add(kStep)) {
      const auto to = std::min<std::size_t>(network.ties->people(), from + kStep);
      for (graph::Node p = from; p < to; ++p) {
        if (p + 4 < to) network.ties->prefetch_row(p + 4);
        const std::size_t n = graph::long_silences(*network.ties, p, kToday, weight, best);
        for (std::size_t i = 0; i < n; ++i) mine += best[i];
      }
    }
    sum += mine;
  };
  std::vector<std::thread> others;
  for (unsigned t = 1; t < o.threads; ++t) others.emplace_back(work);
  work();
  for (std::thread& t : others) t.join();
  fmt::print(
      R"({{"job":"j4all","threads":{},"members":{},"wall_s":{:.3f},"user_s":{:.3f},"checksum":{}}})"
      "\n",
      o.threads, network.ties->people(), seconds_since(start), user_seconds() - user, sum.load());
  return 0;
}

int introductions(const Options& o) {
  const std::uint64_t start = wall_ns();
  const Network network = read_network(o.data);
  if (!network.ties) return 2;
  const std::vector<std::uint16_t> strength = strengths();
  std::vector<std::uint32_t> rarity(network.ties->people());
  for (graph::Node p = 0; p < rarity.size(); ++p) {
    const graph::Adjacency::Row row = network.ties->row(p);
    std::size_t degree = 0;
    while (row[degree] < graph::kEnd) ++degree;
    rarity[p] = degree < 1 ? 65535
                           : static_cast<std::uint32_t>(
                                 std::lround(65535 / std::log2(1 + static_cast<double>(degree))));
  }
  graph::TwoSteps<std::uint64_t> two_steps(*network.ties);
  const double load = seconds_since(start), resident = resident_mb();
  auto out = fmt::output_file(o.out);
  out.print("qid,rank,score,person\n");
  const double user = user_seconds();
  const auto first = [&](graph::Node x, std::uint64_t word) {
    return std::uint64_t{strength.data()[graph::cost_of(word)]} * rarity.data()[x];
  };
  const auto second = [&](std::uint64_t word) {
    return std::uint64_t{strength.data()[graph::cost_of(word)]};
  };
  const auto score = [](graph::Node, std::uint64_t sum) { return sum; };
  const std::vector<Timing> times = answer(
      read_questions(o.queries),
      [&](const Question& q) { return two_steps.best(q.a, 10, first, second, score); },
      [&](const Question& q, const auto& found) {
        for (std::size_t i = 0; i < found.size(); ++i)
          out.print("{},{},{},{}\n", q.id, i + 1, found[i].score, found[i].who);
      });
  write_times(o.timing, times);
  fmt::print(R"({{"job":"j5","load_s":{:.2f},"rss_MB":{:.0f},"user_s":{:.3f},{}}})"
             "\n",
             load, resident, user_seconds() - user, percentiles(times));
  return 0;
}

}  // namespace

int bench_job(Args args) {
  std::map<std::string, std::string> given;
  for (std::size_t i = 0; i + 1 < args.size(); i += 2) given[args[i]] = args[i + 1];
  Options o{given["--data"], given["--job"], given["--queries"], given["--out"], given["--timing"]};
  const auto number = [&](const char* name, unsigned& value) {
    if (given.contains(name))
      value = static_cast<unsigned>(std::strtoul(given[name].c_str(), nullptr, 10));
  };
  number("--threads", o.threads);
  number("--limit", o.limit);
  number("--updates", o.updates);
  number("--visible", o.visible);
  if (o.job == "j1") return ingest_job(o.data, o.out, o.limit);
  if (o.job == "j2") return paths(o, false);
  if (o.job == "j2c") return paths(o, true);
  if (o.job == "j3") return states_job(o.data, o.out, o.timing, o.threads);
  if (o.job == "j4") return silences(o);
  if (o.job == "j4all") return all_silences(o);
  if (o.job == "j5") return introductions(o);
  fmt::print(stderr, "rapport-lab bench: --job is j1, j2, j2c, j3, j4, j4all or j5\n");
  return 1;
}

}  // namespace lab
