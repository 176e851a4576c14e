// Real archives, cards, calendars and address books that we did not write: what becomes of every
// record, pinned. The files lie beside the project and are not part of it; where they are not
// there, this test says so and passes by. The counts were checked by hand: rows, cards and events
// counted with a CSV reader and regular expressions of another make (docs/formats.md, "Checked").
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "importers/all.h"
#include "importers/open.h"
#include "model/fact.h"

namespace importers {
namespace {

struct Counts {
  std::size_t interactions = 0, profiles = 0, deeds = 0, foreign = 0;
  std::map<std::string, std::size_t> skips;

  std::string print() const {
    std::string out = fmt::format("{} interactions, {} profiles, {} deeds, {} files of others",
                                  interactions, profiles, deeds, foreign);
    for (const auto& [reason, count] : skips) out += fmt::format("; {} {}", count, reason);
    return out;
  }
};

std::string read(const std::string& path) {
  Counts counts;
  const auto skip = [&](const std::string&, const std::string& reason) {
    ++counts.skips[reason.substr(0, reason.find(" ("))];
  };
  const Emit emit{[&](Read&& read) -> base::Result<void> {
                    std::visit(model::Overload{[&](const Draft&) { ++counts.interactions; },
                                               [&](const ProfileDraft&) { ++counts.profiles; },
                                               [&](const DeedDraft&) { ++counts.deeds; }},
                               read);
                    return {};
                  },
                  skip,
                  [] { return false; },
                  [](std::uint64_t) {},
                  *base::parse_time("2026-03-01T09:00:00Z"),
                  "GB"};
  const auto walked = walk(
      path, {},
      [&](const Source& source) -> base::Result<void> {
        const Importer* importer = recognize(source);
        if (importer == nullptr) {
          ++counts.foreign;
          return {};
        }
        if (const auto parsed = importer->parse(source, emit); !parsed)
          skip("", parsed.error().message);
        return {};
      },
      skip);
  return walked ? counts.print() : walked.error().message;
}

TEST(SharedArchives, AreReadToTheLastRecord) {
  const std::filesystem::path data = std::filesystem::path(RAPPORT_ROOT) / "../shared/data";
  if (!std::filesystem::exists(data / "linkedin")) GTEST_SKIP() << "no archives beside the project";
  const auto at = [&](const char* path) { return read((data / path).string()); };
  EXPECT_EQ(at("linkedin/silkyrich-sample_export.zip"),
            "20121 interactions, 2129 profiles, 2248 deeds, 27 files of others; 2 LinkedIn's own "
            "of you, and of nobody else; 41 a draft that was never sent");
  EXPECT_EQ(at("linkedin/hestialabs-linkedin.zip"),
            "0 interactions, 3000 profiles, 0 deeds, 2 files of others");
  EXPECT_EQ(at("linkedin/kawsay"),
            "2 interactions, 2 profiles, 0 deeds, 1 files of others; 1 no date");
  EXPECT_EQ(at("vcard"),
            "0 interactions, 52 profiles, 0 deeds, 1 files of others; 4 a card without a name, an "
            "address or a number");
  EXPECT_EQ(at("icalendar"),
            "3699 interactions, 0 profiles, 0 deeds, 9 files of others; 56 a calendar without "
            "events; 75 no time that can be read; 130 nobody else takes part");
  EXPECT_EQ(at("google-contacts"), "0 interactions, 36 profiles, 0 deeds, 1 files of others");
}

}  // namespace
}  // namespace importers
