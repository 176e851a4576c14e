// Golden tests of the importers: each folder of tests/golden/importers/NAME holds an input and what
// must come of it. RAPPORT_GOLDEN=write writes that anew; the difference is to be read.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "importers/all.h"
#include "importers/open.h"

namespace importers {
namespace {

namespace fs = std::filesystem;

const base::Time kNow = *base::parse_time("2026-03-01T09:00:00Z");

std::string print(const Draft& d) {
  std::string out = fmt::format("{} {} {} {}{}{}\n", base::print_time(d.at), model::word(d.channel),
                                model::word(d.kind), model::word(d.audience), d.asks ? " asks" : "",
                                d.recipients > 0 ? fmt::format(" to {}", d.recipients) : "");
  for (const Draft::Party& p : d.parties) {
    out += fmt::format("  {} {} {} “{}”\n", model::word(p.role), model::word(p.kind), p.handle,
                       p.name);
  }
  if (!d.message_id.empty()) out += fmt::format("  id {}\n", d.message_id);
  if (!d.parent_id.empty()) out += fmt::format("  answers {}\n", d.parent_id);
  std::string text = d.text;
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 3)
    text.replace(at, 1, " / ");
  return out + fmt::format("  subject {}\n  text {}\n  where {}\n", d.subject, text, d.where);
}

std::string print(const ProfileDraft& d) {
  std::string out = fmt::format("profile of {} “{}” as of {}\n", d.source, d.name,
                                d.as_of == base::Time{} ? "?" : base::print_time(d.as_of));
  for (const auto& h : d.handles) out += fmt::format("  {} {}\n", model::word(h.kind), h.text);
  for (const model::Statement& s : d.statements) {
    out += fmt::format("  {}: {}{}{}\n", model::word(s.kind), base::one_line(s.value),
                       s.detail.empty() ? "" : " | " + base::one_line(s.detail),
                       s.at == base::Time{} ? "" : " | " + base::print_date(s.at));
  }
  return out + fmt::format("  {} bytes as it stood\n  where {}\n", d.raw.size(), d.where);
}

std::string print(const DeedDraft& d) {
  return fmt::format("{} {} {} {} “{}” {}\n  where {}\n", d.given ? "gave" : "received",
                     model::word(d.kind), base::print_time(d.at), d.other.text, d.other_name,
                     base::one_line(d.text), d.where);
}

std::string read(const fs::path& folder) {
  std::string out;
  const auto without_path = [&](std::string text) {
    const std::string path = folder.string() + "/";
    for (std::size_t at; (at = text.find(path)) != std::string::npos;) text.erase(at, path.size());
    return text;
  };
  const Emit emit{[&](Read&& read) -> base::Result<void> {
                    out += without_path(std::visit([](const auto& d) { return print(d); }, read));
                    return {};
                  },
                  [&](std::string where, std::string reason) {
                    out += without_path(fmt::format("skipped {}: {}\n", where, reason));
                  },
                  [] { return false; },
                  [](std::uint64_t) {},
                  kNow,
                  "DE"};
  const auto walked = walk(
      folder.string(), {},
      [&](const Source& source) -> base::Result<void> {
        if (source.path.ends_with("expected.txt")) return {};
        const Importer* importer = recognize(source);
        if (importer == nullptr) {
          out += without_path(
              fmt::format("nobody knows {}: {}\n", source.path, describe_unknown(source)));
          return {};
        }
        out += fmt::format("{}\n", importer->title);
        return importer->parse(source, emit);
      },
      [&](const std::string& where, const std::string& reason) {
        out += without_path(fmt::format("skipped {}: {}\n", where, reason));
      });
  if (!walked) out += walked.error().message + "\n";
  return out;
}

TEST(Importers, ReadTheGoldenFilesAsExpected) {
  const fs::path root = fs::path(RAPPORT_ROOT) / "tests/golden/importers";
  const char* write = std::getenv("RAPPORT_GOLDEN");
  int cases = 0;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_directory()) continue;
    const auto has_input = [&] {
      return std::any_of(
          fs::directory_iterator(entry), fs::directory_iterator(),
          [](const auto& f) { return f.is_regular_file() && f.path().stem() == "input"; });
    };
    if (!has_input()) continue;
    ++cases;
    const fs::path expected = entry.path() / "expected.txt";
    const std::string got = read(entry.path());
    if (write != nullptr && std::string(write) == "write") {
      std::ofstream(expected) << got;
      continue;
    }
    std::ostringstream want;
    want << std::ifstream(expected).rdbuf();
    EXPECT_EQ(got, want.str()) << entry.path();
  }
  EXPECT_GE(cases, 4);
}

}  // namespace
}  // namespace importers
