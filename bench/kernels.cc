// Kernels: each hot loop on a fixed input, for counting its instructions: what a clock on a noisy
// machine can't see. tools/instructions.py counts from the entry to the exit of counted().
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <array>
#include <functional>

#include "formats/mime.h"
#include "graph/costs.h"
#include "graph/introductions.h"
#include "graph/long_silences.h"
#include "graph/paths.h"
#include "graph/strength.h"
#include "lab.h"
#include "made_events.h"
#include "network.h"

// Not inlined, and with a name that a tool finds.
extern "C" __attribute__((noinline)) void counted(const std::function<void()>& kernel) { kernel(); }

namespace lab {
namespace {

constexpr std::size_t kPeople = 5'000;

struct Made {
  std::vector<graph::Event> events;
  graph::Ties ties;
  double day = 0;
  std::unique_ptr<graph::Adjacency> priced;

  Made() {
    Dice dice(3);
    events = made_events(kPeople, kPeople * 20, dice);
    for (const graph::Event& e : events) ties.apply(e);
    day = events.back().at_s / graph::kSecondsADay;
    priced = graph::price(ties, day);
  }
};

void apply(Made& made) {
  graph::Ties ties;
  counted([&] {
    for (const graph::Event& e : made.events) ties.apply(e);
  });
}

void fold(Made& made) {
  counted([&] { (void)graph::Ties::fold(made.events, 1); });
}

void mail(Made&) {
  std::vector<std::string> all;
  for (const Letter& letter : letters(1)) all.push_back(print_letter(letter));
  counted([&] {
    for (const std::string& one : all) (void)formats::parse_mail(one);
  });
}

void price(Made& made) {
  counted([&] { (void)graph::price(made.ties, made.day); });
}

void paths(Made& made) {
  graph::PathSearch search(*made.priced);
  counted([&] {
    for (graph::Node i = 1; i < 400; ++i) {
      const graph::Node to = i * 11;
      (void)search.find({.from = i, .to = {&to, 1}});
    }
  });
}

void paths_to_group(Made& made) {
  graph::PathSearch search(*made.priced);
  std::vector<graph::Node> group;
  for (graph::Node n = 1000; n < 1400; ++n) group.push_back(n);
  counted([&] {
    for (graph::Node i = 1; i < 100; ++i) (void)search.find({.from = i, .to = group});
  });
}

void set_tie(Made& made) {
  counted([&] {
    for (const graph::Event& e : made.events) {
      if (e.from == e.to) continue;
      (void)made.priced->set({e.from, e.to, static_cast<std::uint16_t>(1 + e.at_s % 3000), 1});
    }
  });
}

void introductions(Made& made) {
  const graph::ContactWeights weights = graph::contact_weights(made.ties, made.day);
  graph::Introducing introducing(made.ties, weights);
  counted([&] {
    for (graph::Node i = 0; i < 200; ++i) (void)introducing.best(i * 20, 10);
  });
}

void silences(Made& made) {
  std::array<std::uint64_t, 20> best{};
  counted([&] {
    for (graph::Node i = 0; i < kPeople; ++i) {
      (void)graph::long_silences(
          *made.priced, i, static_cast<std::uint32_t>(made.day),
          [](std::uint32_t cost) { return std::uint64_t{70'000 - cost}; }, best);
    }
  });
}

struct Kernel {
  const char* name;
  void (*run)(Made& made);
};
constexpr std::array kKernels = {
    Kernel{"apply", apply},       Kernel{"fold", fold},
    Kernel{"mail", mail},         Kernel{"price", price},
    Kernel{"paths", paths},       Kernel{"paths_to_group", paths_to_group},
    Kernel{"set_tie", set_tie},   Kernel{"introductions", introductions},
    Kernel{"silences", silences},
};

}  // namespace

int kernel(Args args) {
  if (args.empty()) {
    for (const Kernel& k : kKernels) fmt::print("{}\n", k.name);
    return 0;
  }
  for (const Kernel& k : kKernels) {
    if (args[0] != k.name) continue;
    Made made;
    k.run(made);
    return 0;
  }
  fmt::print(stderr, "rapport-lab kernel: there is none called {}\n", args[0]);
  return 1;
}

}  // namespace lab
