// Times the hot jobs on a made network: what `./dev bench` prints in two minutes. Thread CPU time;
// see docs/performance.md.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>
#include <fmt/os.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "arrivals.h"
#include "graph/costs.h"
#include "graph/introductions.h"
#include "graph/long_silences.h"
#include "graph/paths.h"
#include "lab.h"
#include "made_events.h"

namespace lab {
namespace {

void say_each(const char* name, std::vector<std::uint64_t> ns) {
  std::sort(ns.begin(), ns.end());
  const auto at = [&](std::size_t percent) {
    return static_cast<double>(ns[ns.size() * percent / 100]) * 1e-3;
  };
  fmt::print("  {:<46} p50 {:>10.2f} µs   p99 {:>10.2f} µs\n", name, at(50), at(99));
}

template <class Job>
void time_each(const char* name, std::size_t times, const Job& job) {
  std::vector<std::uint64_t> each;
  for (std::size_t i = 0; i < times; ++i) {
    const std::uint64_t start = thread_ns();
    job(i);
    each.push_back(thread_ns() - start);
  }
  say_each(name, std::move(each));
}

// All of it at once, on however many threads it takes.
template <class Job>
void time_all(const char* name, std::size_t things, const Job& job) {
  const double user = user_seconds(), wall = wall_seconds();
  job();
  fmt::print("  {:<46} {:>10.0f} ns each, user; {:.2f} s in all\n", name,
             (user_seconds() - user) * 1e9 / static_cast<double>(things), wall_seconds() - wall);
}

void time_states(const std::vector<graph::Event>& events, graph::Ties& ties) {
  time_all("an interaction applied, one by one", events.size(), [&] {
    for (const graph::Event& e : events) ties.apply(e);
  });
  for (const unsigned threads : {1U, 2U}) {
    time_all(threads == 1 ? "all states at once, 1 thread" : "all states at once, 2 threads",
             events.size(), [&] { (void)graph::Ties::fold(events, threads); });
  }
  fmt::print("  {:<46} {:>10} bytes, and {} of neighbours' lists\n", "a tie",
             ties.pair_bytes() / ties.pairs(), ties.neighbour_bytes() / ties.pairs());
  std::string bytes;
  const auto append = [&](std::string_view some) -> base::Result<void> {
    bytes += some;
    return {};
  };
  time_all("snapshot written, a tie", ties.pairs(), [&] { (void)ties.save(append); });
  time_all("snapshot read, a tie", ties.pairs(), [&] { (void)graph::Ties::load(bytes); });
}

void time_questions(const graph::Ties& ties, double day, Dice& dice) {
  const auto node = [&] { return static_cast<graph::Node>(dice.below(ties.nodes())); };
  time_each("strength of a tie", 20'000, [&](std::size_t) {
    const graph::Pair& pair = ties.pair(static_cast<graph::PairIndex>(dice.below(ties.pairs())));
    (void)graph::strength(ties, pair.lo, pair.hi, day);
  });
  std::unique_ptr<graph::Adjacency> priced;
  time_all("all ties priced, a tie", ties.pairs(), [&] { priced = graph::price(ties, day); });
  const auto people = static_cast<graph::Node>(priced->people());
  graph::PathSearch search(*priced);
  std::vector<graph::Node> group;
  for (int i = 0; i < 500; ++i) group.push_back(node());
  std::sort(group.begin(), group.end());
  group.erase(std::unique(group.begin(), group.end()), group.end());
  {
    const Arrivals arrivals(*priced, people, 10'000);
    time_each("five warmest paths, 10,000 arrivals a second", 1000, [&](std::size_t) {
      const graph::Node to = node();
      (void)search.find({.from = node(), .to = {&to, 1}});
    });
    time_each("five warmest paths to any of 500", 300,
              [&](std::size_t) { (void)search.find({.from = node(), .to = group}); });
  }
  time_each("a tie given its new place", 20'000, [&](std::size_t) {
    const graph::Pair& pair = ties.pair(static_cast<graph::PairIndex>(dice.below(ties.pairs())));
    (void)priced->set({pair.lo, pair.hi, static_cast<std::uint16_t>(1 + dice.below(9000)), 0});
  });
  std::array<std::uint64_t, 20> best{};
  time_all("twenty longest silences, a member", priced->people(), [&] {
    for (graph::Node p = 0; p < people; ++p)
      (void)graph::long_silences(
          *priced, p, static_cast<std::uint32_t>(day),
          [](std::uint32_t cost) { return std::uint64_t{70'000 - cost}; }, best);
  });
  const graph::ContactWeights weights = graph::contact_weights(ties, day);
  graph::Introducing introducing(ties, weights);
  time_each("ten best introductions", 1000,
            [&](std::size_t) { (void)introducing.best(node(), 10); });
}

// The same interactions as files, through the whole import into books that are thrown away.
void time_imports(const std::vector<graph::Event>& events) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / "rapport-bench";
  fs::remove_all(folder);
  fs::create_directories(folder);
  constexpr std::size_t kRows = 200'000, kMails = 20'000;
  {
    auto csv = fmt::output_file((folder / "interactions.csv").string());
    csv.print("id,src,dst,ts,channel,kind\n");
    for (std::size_t i = 0; i < std::min(kRows, events.size()); ++i)
      csv.print("{},{},{},{},0,0\n", i, events[i].from, events[i].to, events[i].at_s);
    auto mbox = fmt::output_file((folder / "mail.mbox").string());
    for (std::size_t i = 0; i < std::min(kMails, events.size()); ++i) {
      Letter letter;
      letter.at = base::time_from_seconds(events[i].at_s);
      letter.from = fmt::format("p{0} <p{0}@people.example>", events[i].from);
      letter.to = fmt::format("p{0} <p{0}@people.example>", events[i].to);
      letter.subject = "About the lease";
      letter.text = std::string(900, 'x') + "\nCan you look at it?\n";
      letter.id = fmt::format("{}@people.example", i);
      mbox.print("From p@people.example Thu Jan  1 00:00:00 2026\n{}\n", print_letter(letter));
    }
  }
  fmt::print("import of a table, again, and of mail:\n");
  std::fflush(stdout);
  for (int again = 0; again < 2; ++again) (void)ingest_job(folder, folder / "book", 0);
  const std::array<std::string, 3> mails = {folder / "mail.mbox", "--book", folder / "letters"};
  (void)mail(mails);
  fs::remove_all(folder);
}

}  // namespace

int bench(Args args) {
  if (!args.empty() && args[0].starts_with("--")) return bench_job(args);
  const std::size_t people = args.empty() ? 100'000 : std::strtoul(args[0].c_str(), nullptr, 10);
  Dice dice(7);
  const std::vector<graph::Event> events = made_events(people, people * 20, dice);
  graph::Ties ties;
  fmt::print("{} people, {} interactions\n", people, events.size());
  time_states(events, ties);
  fmt::print("{} ties\n", ties.pairs());
  time_questions(ties, events.back().at_s / graph::kSecondsADay, dice);
  time_imports(events);
  return 0;
}

}  // namespace lab
