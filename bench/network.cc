// SPDX-License-Identifier: AGPL-3.0-or-later
#include "network.h"

#include <fmt/core.h>
#include <fmt/os.h>
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <functional>
#include <span>

#include "lab.h"

namespace lab {
namespace {

struct TieRow {
  std::uint32_t a, b;
  std::uint16_t cost, s16;
  std::uint32_t last;
};
static_assert(sizeof(TieRow) == 16);

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
File open(const std::string& path) { return {std::fopen(path.c_str(), "rb"), std::fclose}; }

template <class T>
bool read_rows(const std::string& path, const std::function<void(std::span<const T>)>& each) {
  const File file = open(path);
  if (!file) return false;
  std::vector<T> block(1 << 15);
  for (;;) {
    const std::size_t n = std::fread(block.data(), sizeof(T), block.size(), file.get());
    each(std::span(block).first(n));
    if (n < block.size()) return true;
  }
}

std::uint32_t number(std::string_view text) {
  std::uint32_t n = 0;
  std::from_chars(text.data(), text.data() + text.size(), n);
  return n;
}

graph::Adjacency::Tie tie_of(const TieRow& t) {
  return {t.a, t.b, t.cost, graph::day_after(t.last)};
}

bool read_ties(const std::string& folder, const graph::Adjacency::Visit& visit) {
  std::vector<graph::Adjacency::Tie> ties;
  if (read_rows<TieRow>(folder + "/ties.bin", [&](std::span<const TieRow> rows) {
        ties.clear();
        for (const TieRow& row : rows) ties.push_back(tie_of(row));
        visit(ties);
      }))
    return true;
  return read_csv(
      folder + "/ties.csv", [](const Row&) {},
      [&](const Row& r) {
        const graph::Adjacency::Tie tie =
            tie_of({number(r[0]), number(r[1]), static_cast<std::uint16_t>(number(r[2])),
                    static_cast<std::uint16_t>(number(r[3])), number(r[4])});
        visit({&tie, 1});
      });
}

bool read_companies(const std::string& folder, std::vector<std::uint32_t>& company) {
  if (read_rows<std::uint32_t>(folder + "/persons.bin", [&](std::span<const std::uint32_t> some) {
        company.insert(company.end(), some.begin(), some.end());
      }))
    return true;
  return read_csv(
      folder + "/persons.csv", [](const Row&) {},
      [&](const Row& r) { company.push_back(number(r[1])); });
}

// A ring in which everybody is tied to the sixteen after them.
std::vector<graph::Adjacency::Tie> ring(graph::Node from, graph::Node people) {
  std::vector<graph::Adjacency::Tie> ties;
  if (people <= 2 * kRing) return ties;
  for (graph::Node i = 0; i < people; ++i) {
    for (graph::Node k = 1; k <= kRing; ++k)
      ties.push_back({from + i, from + (i + k) % people, static_cast<std::uint16_t>(100 * k), 0});
  }
  return ties;
}

}  // namespace

Network read_network(const std::string& folder, graph::Node apart) {
  Network network;
  if (!read_companies(folder, network.company)) {
    fmt::print(stderr, "rapport-lab: {}: neither persons.bin nor persons.csv is there\n", folder);
    return network;
  }
  for (graph::Node p = 0; p < network.company.size(); ++p) {
    const std::uint32_t c = network.company[p];
    if (c >= network.staff.size()) network.staff.resize(c + 1);
    network.staff[c].push_back(p);
  }
  bool found = true;
  const auto people = static_cast<graph::Node>(network.company.size());
  const std::vector<graph::Adjacency::Tie> others = ring(people, apart);
  network.ties =
      graph::Adjacency::build(people + apart, people, [&](const graph::Adjacency::Visit& visit) {
        found = read_ties(folder, visit);
        visit(others);
      });
  if (!found) {
    fmt::print(stderr, "rapport-lab: {}: neither ties.bin nor ties.csv is there\n", folder);
    network.ties.reset();
  }
  return network;
}

std::vector<Question> read_questions(const std::string& file) {
  std::vector<Question> questions;
  read_csv(
      file, [](const Row&) {},
      [&](const Row& r) {
        if (r.size() < 3 || r[1].empty()) return;
        questions.push_back({number(r[0]), r[1][0], number(r[2]), r.size() > 3 ? number(r[3]) : 0});
      });
  return questions;
}

void write_times(const std::string& file, const std::vector<Timing>& times) {
  if (file.empty()) return;
  auto out = fmt::output_file(file);
  out.print("qid,wall_ns,cpu_ns\n");
  for (const Timing& t : times) out.print("{},{},{}\n", t.id, t.wall_ns, t.cpu_ns);
}

std::string percentiles(std::vector<Timing> times) {
  if (times.empty()) return "\"n\":0";
  std::sort(times.begin(), times.end(),
            [](const Timing& a, const Timing& b) { return a.cpu_ns < b.cpu_ns; });
  double sum = 0;
  for (const Timing& t : times) sum += static_cast<double>(t.cpu_ns);
  const auto at = [&](std::size_t percent) {
    return static_cast<double>(
               times[std::min(times.size() - 1, times.size() * percent / 100)].cpu_ns) *
           1e-3;
  };
  return fmt::format(
      R"("n":{},"cpu_p50_us":{:.1f},"cpu_p99_us":{:.1f},"cpu_max_us":{:.1f},"cpu_mean_us":{:.1f})",
      times.size(), at(50), at(99), static_cast<double>(times.back().cpu_ns) * 1e-3,
      sum * 1e-3 / static_cast<double>(times.size()));
}

}  // namespace lab
