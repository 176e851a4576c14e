// Book: what a served book's questions take in process, beside what they take over HTTP.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <fstream>

#include "app/app.h"
#include "app/network.h"
#include "app/person.h"
#include "app/relations.h"
#include "lab.h"

namespace lab {
namespace {

using std::chrono::steady_clock;

double ms_since(steady_clock::time_point begun) {
  return std::chrono::duration<double, std::milli>(steady_clock::now() - begun).count();
}

}  // namespace

int book_paths(Args args) {
  if (args.size() != 2) {
    fmt::print(stderr, "rapport-lab book-paths BOOK IDS_FILE\n");
    return 1;
  }
  const auto clock = base::system_clock();
  const auto random = base::system_random();
  auto begun = steady_clock::now();
  auto opened = app::open({args[0], std::nullopt, true, std::nullopt}, *clock, *random);
  if (!opened) {
    fmt::print(stderr, "{}\n", opened.error().message);
    return 1;
  }
  app::App& app = **opened;
  fmt::print("opened in {:.0f} ms\n", ms_since(begun));
  const auto owner = app::owner_of(app);
  std::ifstream in(args[1]);
  std::vector<double> took;
  bool first = true;
  for (std::string id; owner && std::getline(in, id);) {
    const auto person = app::find_by_id(app, id);
    if (!person || *person == *owner) continue;
    begun = steady_clock::now();
    const std::vector<graph::Node> goals = {*person};
    (void)app::paths(app, *owner, goals);
    if (!first) took.push_back(ms_since(begun));  // the first prices the ties
    first = false;
  }
  std::sort(took.begin(), took.end());
  if (took.empty()) return 1;
  fmt::print("{} searches for paths in process: p50 {:.3f} ms, p99 {:.3f} ms\n", took.size(),
             took[took.size() / 2], took[took.size() * 99 / 100]);
  return 0;
}

}  // namespace lab
