// Who is who, in the file interface of its evaluator: see docs/performance.md.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>
#include <fmt/os.h>

#include <chrono>

#include "lab.h"
#include "people_sources.h"

namespace lab {
namespace {

std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

}  // namespace

int people(Args args) {
  if (args.size() != 3) {
    fmt::print(stderr, "rapport-lab people SOURCES_DIR ANSWERS.csv SUGGESTIONS.csv\n");
    return 1;
  }
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  const std::vector<KeyedRecord> keyed = read_people_sources(args[0]);
  std::vector<identity::MatchRecord> records;
  for (const KeyedRecord& k : keyed) records.push_back(k.shows);
  const auto read = Clock::now();
  const identity::Matching matching = identity::match(records, {}, identity::Ask::kYes);
  const auto done = Clock::now();

  auto answers = fmt::output_file(args[1]);
  answers.print("source,record key,person id\n");
  for (std::size_t i = 0; i < keyed.size(); ++i)
    answers.print("{},{},p{}\n", keyed[i].source, cell(keyed[i].key), matching.group[i]);
  auto suggestions = fmt::output_file(args[2]);
  suggestions.print("person id a,person id b,score,chance,why\n");
  for (const identity::MatchQuestion& q : matching.questions)
    suggestions.print("p{},p{},{:.9f},{:.3f},{}\n", q.a, q.b, q.score, q.chance, cell(q.why));
  const auto seconds = [](auto d) { return std::chrono::duration<double>(d).count(); };
  fmt::print("{} records read in {:.2f} s, matched in {:.2f} s; {} questions\n", keyed.size(),
             seconds(read - start), seconds(done - read), matching.questions.size());
  return 0;
}

}  // namespace lab
