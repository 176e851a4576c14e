// Needs and offers of the development data, where it lies beside the repository: the measured figure
// is the floor.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "base/text.h"
#include "formats/csv.h"
#include "match/index.h"

namespace tests {
namespace {

namespace fs = std::filesystem;

using Table = std::vector<std::map<std::string, std::string>>;

Table read_table(const fs::path& path) {
  Table table;
  const auto source = formats::open_file(path.string());
  if (!source) return table;
  formats::CsvReader reader(**source);
  formats::CsvRow row;
  std::vector<std::string> names;
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

TEST(Matching, finds_the_right_person_among_three_for_most_needs_of_the_development_data) {
  const fs::path folder = fs::path(RAPPORT_ROOT) / "../shared/data/matching";
  if (!fs::exists(folder)) GTEST_SKIP() << "the development data is not here";
  const auto vectors = match::Vectors::open(match::vectors_beside_program());
  if (!vectors) GTEST_SKIP() << "the build made no word vectors";
  const match::Sense sense(match::Lexicon::built_in(), &*vectors);
  match::Index index(sense);
  Table contacts = read_table(folder / "contacts.csv");
  for (std::size_t i = 0; i < contacts.size(); ++i)
    index.add_offer(i, 0, contacts[i]["role"], contacts[i]["does"]);

  std::size_t answerable = 0, right = 0;
  for (auto& need : read_table(folder / "needs.csv")) {
    const auto wanted = base::split(need["right_ids"], '|');
    if (need["right_ids"].empty()) continue;
    ++answerable;
    const std::vector<match::Match> found = index.who_helps(need["need"]);
    right += std::any_of(found.begin(), found.end(), [&](const match::Match& m) {
      return std::find(wanted.begin(), wanted.end(), contacts[m.id]["id"]) != wanted.end();
    });
  }
  std::printf("%zu of %zu needs\n", right, answerable);
  EXPECT_GE(right * 100, answerable * 80);
}

}  // namespace
}  // namespace tests
