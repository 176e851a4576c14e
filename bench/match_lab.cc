// Needs and offers, in the file interface of their evaluator: see docs/matching.md.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>
#include <fmt/os.h>

#include <algorithm>
#include <map>
#include <optional>

#include "clocks.h"
#include "formats/byte_source.h"
#include "formats/csv.h"
#include "lab.h"
#include "match/index.h"

namespace lab {
namespace {

using Table = std::vector<std::map<std::string, std::string>>;  // rows by the names of columns

std::optional<Table> read_table(const std::string& path) {
  auto source = formats::open_file(path);
  if (!source) return std::nullopt;
  formats::CsvReader reader(**source);
  formats::CsvRow row;
  std::vector<std::string> names;
  Table table;
  for (auto more = reader.next(row); more && *more; more = reader.next(row)) {
    if (names.empty()) {
      names.assign(row.fields.begin(), row.fields.end());
      continue;
    }
    auto& to = table.emplace_back();
    for (std::size_t i = 0; i < std::min(names.size(), row.fields.size()); ++i)
      to[names[i]] = std::string(row.fields[i]);
  }
  return table;
}

struct Asked {
  std::string id, need, does;  // a need, or what somebody does
};

// Needs (qid,need), or cards (cid,does,needs): who can give what they need, whose need they fit.
void add_asked(std::vector<Asked>& to, Table& table) {
  for (auto& row : table) {
    if (row.contains("cid")) {
      to.push_back({row["cid"] + "-get", row["needs"], ""});
      to.push_back({row["cid"] + "-give", "", row["does"]});
    } else {
      to.push_back({row["qid"], row["need"], ""});
    }
  }
}

// CPU time of this thread since `before`.
double milliseconds_since(std::uint64_t before) {
  return static_cast<double>(thread_ns() - before) / 1e6;
}

}  // namespace

int match(Args args) {
  if (args.size() < 3 || args.size() > 4) {
    fmt::print(stderr, "rapport-lab match CONTACTS.csv NEEDS.csv ANSWERS.csv [CARDS.csv]\n");
    return 1;
  }
  auto contacts = read_table(args[0]);
  std::vector<Asked> asked;
  auto needs = read_table(args[1]);
  auto cards = args.size() == 4 ? read_table(args[3]) : Table{};
  if (!contacts || !needs || !cards) {
    fmt::print(stderr, "a file that can't be read\n");
    return 1;
  }
  add_asked(asked, *needs);
  add_asked(asked, *cards);

  const std::uint64_t start = thread_ns();
  auto vectors = ::match::Vectors::open(::match::vectors_beside_program());
  if (!vectors) fmt::print("{}\n", vectors.error().message);
  const ::match::Sense sense(::match::Lexicon::built_in(), vectors ? &*vectors : nullptr);
  const double opened = milliseconds_since(start);
  ::match::Index index(sense);
  for (std::size_t i = 0; i < contacts->size(); ++i) {
    auto& row = (*contacts)[i];
    index.add_offer(i, 0, row["role"], row["does"]);
    index.add_need(i, 1, row["needs"]);
  }
  const double ready = milliseconds_since(start);

  auto answers = fmt::output_file(args[2]);
  answers.print("qid,rank,id,score,band\n");
  std::vector<double> times;
  ::match::Options options;
  options.want = 10;
  for (const Asked& a : asked) {
    const std::uint64_t before = thread_ns();
    const auto found =
        a.does.empty() ? index.who_helps(a.need, options) : index.whom_helps("", a.does, options);
    times.push_back(milliseconds_since(before));
    for (std::size_t i = 0; i < found.size(); ++i)
      answers.print("{},{},{},{:.3f},{}\n", a.id, i + 1, (*contacts)[found[i].id]["id"],
                    found[i].score, name_of(found[i].band));
  }
  if (times.empty()) return 0;
  const double first = ready + times.front();
  std::sort(times.begin(), times.end());
  fmt::print(
      "{} contacts; vectors and lexicon {:.0f} ms, index {:.0f} ms, the first answer after "
      "{:.0f} ms; a question {:.2f} ms in the middle, {:.2f} ms at most (CPU)\n",
      contacts->size(), opened, ready - opened, first, times[times.size() / 2], times.back());
  return 0;
}

}  // namespace lab
