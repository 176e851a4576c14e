// Scores of the tie formulas in the file interface of the evaluator: see docs/performance.md.
// Approach:events in file order up to each cut in time, then each question file at that time; one
//         more pass answers "will v reply" before each event. Names: q1 strength, q1d reach, q2
//         reply, q3 rhythm, q4 introductions.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>
#include <fmt/os.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <set>

#include "base/text.h"
#include "formats/json.h"
#include "graph/introductions.h"
#include "graph/strength.h"
#include "lab.h"
#include "store/file.h"

namespace lab {
namespace {

namespace fs = std::filesystem;

std::uint64_t number(std::string_view text) {
  std::uint64_t n = 0;
  std::from_chars(text.data(), text.data() + text.size(), n);
  return n;
}

struct Columns {
  std::vector<std::string> names;
  void operator()(const Row& head) { names.assign(head.begin(), head.end()); }
  std::uint64_t get(const Row& row, std::string_view name) const {
    const auto at = std::find(names.begin(), names.end(), name);
    return at == names.end() ? 0 : number(row[static_cast<std::size_t>(at - names.begin())]);
  }
};

// PATH.csv or PATH.csv.gz, whichever is there.
bool read_either(const fs::path& path,
                 const std::function<void(const Columns&, const Row&)>& visit) {
  Columns columns;
  const auto row = [&](const Row& r) { visit(columns, r); };
  const auto head = [&](const Row& h) { columns(h); };
  return read_csv(path.string() + ".csv.gz", head, row) ||
         read_csv(path.string() + ".csv", head, row);
}

std::vector<graph::Event> read_events(const fs::path& path) {
  std::vector<graph::Event> events;
  read_either(path, [&](const Columns& c, const Row& r) {
    events.push_back(
        {static_cast<std::uint32_t>(c.get(r, "t")), static_cast<graph::Node>(c.get(r, "u")),
         static_cast<graph::Node>(c.get(r, "v")), static_cast<std::uint32_t>(c.get(r, "n")), 1});
  });
  return events;
}

using Ask = std::function<std::string(graph::Node u, graph::Node v)>;

void answer(const fs::path& questions, const fs::path& out, std::string_view head, const Ask& ask) {
  auto file = fmt::output_file(out.string());
  file.print("{}\n", head);
  read_either(questions, [&](const Columns& c, const Row& r) {
    const auto u = static_cast<graph::Node>(c.get(r, "u")),
               v = static_cast<graph::Node>(c.get(r, "v"));
    file.print("{},{},{}\n", u, v, ask(u, v));
  });
}

void answer_split(const fs::path& split, const fs::path& out,
                  const std::vector<graph::Event>& events) {
  const auto text = store::read_file((split / "meta.json").string());
  const auto meta =
      text ? formats::parse_json(*text) : base::fail(base::Code::kNotFound, "no meta.json");
  if (!meta) return;
  const auto real = [&](const char* name) {
    const formats::Json* v = meta->find(name);
    if (v == nullptr) return 0.0;
    return v->as_int() != nullptr ? static_cast<double>(*v->as_int()) : *v->as_double();
  };
  const double cut = real("T"), day = cut / graph::kSecondsADay, window = std::min(30.0, real("W"));
  graph::Ties ties;
  for (const graph::Event& e : events) {
    if (e.at_s < cut) ties.apply(e);
  }
  fs::create_directories(out);
  answer(split / "q1", out / "q1.csv", "u,v,score,memory,first_moves,activity,idle,rhythm",
         [&](auto u, auto v) {
           const graph::Strength s = graph::strength(ties, u, v, day);
           const auto& f = s.factors;
           return fmt::format("{:.9f},{:.9f},{:.9f},{:.9f},{:.9f},{:.9f}", s.z, f[0], f[1], f[2],
                              f[3], f[4]);
         });
  answer(split / "q1d", out / "q1d.csv", "u,v,score",
         [&](auto u, auto v) { return fmt::format("{:.9f}", graph::reach(ties, u, v, day).z); });
  answer(split / "q3", out / "q3.csv", "u,v,p7,pw", [&](auto u, auto v) {
    return fmt::format("{:.9f},{:.9f}", graph::rhythm(ties, u, v, day, 7).contact,
                       graph::rhythm(ties, u, v, day, window).contact);
  });
  const graph::ContactWeights weights = graph::contact_weights(ties, day);
  answer(split / "q4", out / "q4.csv", "u,v,score", [&](auto u, auto v) {
    return fmt::format("{:.9f}", graph::introduction(ties, weights, u, v).score);
  });
}

void answer_replies(const fs::path& split, const fs::path& out,
                    const std::vector<graph::Event>& events) {
  std::set<std::uint64_t> asked;
  read_either(split / "q2", [&](const Columns& c, const Row& r) { asked.insert(c.get(r, "id")); });
  fs::create_directories(out);
  auto file = fmt::output_file((out / "q2.csv").string());
  file.print("id,score\n");
  graph::Ties ties;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const graph::Event& e = events[i];
    if (asked.contains(i)) {
      const double z =
          graph::reply(ties, e.from, e.to, e.at_s / graph::kSecondsADay, e.recipients).z;
      file.print("{},{:.9f}\n", i, z);
    }
    ties.apply(e);
  }
}

}  // namespace

int ties(Args args) {
  if (args.size() < 3) {
    fmt::print(stderr, "rapport-lab ties: EVENTS_DIR SPLITS_DIR OUT_DIR [NAME…]\n");
    return 1;
  }
  const fs::path events_dir = args[0], splits = args[1], out = args[2];
  std::vector<std::string> names(args.begin() + 3, args.end());
  std::error_code error;
  if (names.empty()) {
    for (const auto& folder : fs::directory_iterator(splits, error))
      names.push_back(folder.path().filename());
    std::sort(names.begin(), names.end());
  }
  for (const std::string& name : names) {
    const std::vector<graph::Event> events = read_events(events_dir / name);
    if (events.empty()) {
      fmt::print(stderr, "rapport-lab: {}: no events there\n", (events_dir / name).string());
      return 2;
    }
    for (int i = 0; fs::exists(splits / name / fmt::format("s{}", i)); ++i) {
      answer_split(splits / name / fmt::format("s{}", i), out / name / fmt::format("s{}", i),
                   events);
    }
    answer_replies(splits / name, out / name, events);
    fmt::print("{}: {} events\n", name, events.size());
  }
  return 0;
}

}  // namespace lab
