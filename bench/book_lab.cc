// Book: what a served book's questions take in process, beside what they take over HTTP.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <string>
#include <vector>

#include "api/json.h"
#include "app/app.h"
#include "app/network.h"
#include "app/person.h"
#include "app/relations.h"
#include "lab.h"
#include "net/raw_client.h"

namespace lab {
namespace {

using std::chrono::steady_clock;

const std::string kToday = "/api/v1/today";

double ms_since(steady_clock::time_point begun) {
  return std::chrono::duration<double, std::milli>(steady_clock::now() - begun).count();
}

void say(const std::string& what, std::vector<double> took) {
  std::sort(took.begin(), took.end());
  if (took.empty()) return;
  fmt::print("{} {}: p50 {:.3f} ms, p90 {:.3f} ms, p99 {:.3f} ms\n", took.size(), what,
             took[took.size() / 2], took[took.size() * 9 / 10], took[took.size() * 99 / 100]);
}

// Whom nothing leads to is soon known; so the two are told apart.
struct Searches {
  std::vector<double> leading, vain;
  void add(bool leads, double ms) { (leads ? leading : vain).push_back(ms); }
  void say(const std::string& how) const {
    std::vector<double> all = leading;
    all.insert(all.end(), vain.begin(), vain.end());
    lab::say("searches for paths " + how, all);
    lab::say("… that find some", leading);
    lab::say("… that find none", vain);
  }
};

}  // namespace

// --awake: waits for answers without sleeping: a core of a virtual machine that went to sleep may take
// longer to wake than an answer takes.
int http_paths(Args args) {
  if (args.size() != 3 && (args.size() != 4 || args[3] != "--awake")) {
    fmt::print(stderr, "rapport-lab http-paths PORT COOKIE IDS_FILE [--awake]\n");
    return 1;
  }
  net::RawClient client(static_cast<std::uint16_t>(std::stoi(args[0])));
  const std::string rest = " HTTP/1.1\r\nHost: localhost\r\nCookie: " + args[1] + "\r\n\r\n";
  std::vector<double> kept;
  Searches searches;
  const auto ask = [&](const std::string& target, bool count) {
    const std::string question = "GET " + target + rest;
    const auto begun = steady_clock::now();
    client.say(question);
    char byte = 0;
    while (args.size() == 4 && ::recv(client.descriptor(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0) {
    }
    const std::string answer = client.answer();
    const double took = ms_since(begun);
    const bool well = answer.starts_with("HTTP/1.1 200");
    if (target == kToday) kept.push_back(took);
    if (target != kToday && count) searches.add(answer.find("\"strengths\"") != answer.npos, took);
    if (!well) fmt::print(stderr, "no answer: {}\n", target);
    return well;
  };
  for (int i = 0; i < 500; ++i)
    if (!ask(kToday, i > 0)) return 1;
  say("answers that are kept", kept);
  std::ifstream in(args[2]);
  bool first = true;  // it prices the ties
  for (std::string id; std::getline(in, id); first = false)
    if (!ask("/api/v1/paths?to=" + id, !first)) return 1;
  searches.say("over HTTP");
  return 0;
}

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
  Searches searches;
  std::vector<double> written;
  bool first = true;
  for (std::string id; owner && std::getline(in, id);) {
    const auto person = app::find_by_id(app, id);
    if (!person || *person == *owner) continue;
    begun = steady_clock::now();
    const std::vector<graph::Node> goals = {*person};
    const graph::Paths paths = app::paths(app, *owner, goals);
    const double search = ms_since(begun);
    (void)formats::print_json(api::paths_json(app, paths));
    if (!first) searches.add(!paths.list.empty(), search);  // the first prices the ties
    if (!first) written.push_back(ms_since(begun));
    first = false;
  }
  searches.say("in process");
  say("of them with their answer written", written);
  return 0;
}

}  // namespace lab
