// Real mail that we did not write: what becomes of every record, pinned. The files lie beside the
// project and are not part of it; where they are not there, this test says so and passes by. The
// counts were checked by hand: files and From_ lines counted with find, tar and grep; headers with
// a parser of another make (docs/performance.md, "Counts").
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "formats/mbox.h"
#include "formats/plain_mail.h"
#include "importers/all.h"
#include "importers/open.h"

namespace importers {
namespace {

struct Counts {
  std::size_t drafts = 0, lists = 0, bulk = 0, automatic = 0, answers = 0;
  std::map<std::string, std::size_t> skips;  // by reason, without what stands in brackets

  std::string print() const {
    std::string out = fmt::format("{} drafts: {} list, {} bulk, {} automatic, {} answer something",
                                  drafts, lists, bulk, automatic, answers);
    for (const auto& [reason, count] : skips) out += fmt::format("; {} {}", count, reason);
    return out;
  }
};

Counts read(const std::string& path) {
  Counts counts;
  const auto skip = [&](const std::string&, const std::string& reason) {
    ++counts.skips[reason.substr(0, reason.find(" ("))];
  };
  const Emit emit{[&](Read&& read) -> base::Result<void> {
                    const auto& d = std::get<Draft>(read);
                    ++counts.drafts;
                    counts.lists += d.audience == model::Audience::kList ? 1 : 0;
                    counts.bulk += d.audience == model::Audience::kBulk ? 1 : 0;
                    counts.automatic += d.audience == model::Audience::kAutomatic ? 1 : 0;
                    counts.answers += d.parent_id.empty() ? 0 : 1;
                    return {};
                  },
                  skip, [] { return false; }, [](std::uint64_t) {}};
  EXPECT_TRUE(walk(
                  path, {},
                  [&](const Source& source) -> base::Result<void> {
                    const Importer* importer = recognize(source);
                    if (importer == nullptr) {
                      skip(source.path, "unknown");
                      return {};
                    }
                    return importer->parse(source, emit);
                  },
                  skip)
                  .has_value());
  return counts;
}

TEST(RealMail, IsAccountedForToTheLastRecord) {
  const std::filesystem::path folder = std::filesystem::path(RAPPORT_ROOT) / "../shared/data/email";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the real mail is not beside the project";
  const std::map<std::string, std::string> kPinned = {
#include "importers/shared_mail_counts.inc"
  };
  for (const auto& [name, counts] : kPinned)
    EXPECT_EQ(read((folder / name).string()).print(), counts) << name;
}

TEST(RealMail, IsReadAlikeWithAndWithoutGMime) {
  const std::filesystem::path folder = std::filesystem::path(RAPPORT_ROOT) / "../shared/data/email";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the real mail is not beside the project";
  std::size_t all = 0, plain = 0;
  const auto compare = [&](std::string_view bytes, const std::string& where) {
    ++all;
    const auto read = formats::parse_plain_mail(bytes);
    if (!read) return;
    ++plain;
    EXPECT_TRUE(*read == formats::parse_any_mail(bytes)) << where;
  };
  const auto visit = [&](const Source& source) -> base::Result<void> {
    if (!source.head.starts_with("From ")) {
      TRY(const std::string bytes, formats::read_head(*source.bytes, std::size_t{64} << 20));
      compare(bytes, source.path);
      return {};
    }
    formats::MboxReader reader(*source.bytes);
    for (formats::MboxMessage message;;) {
      TRY(const bool more, reader.next(message));
      if (!more) return {};
      compare(message.bytes, fmt::format("{}, message {}", source.path, message.number));
    }
  };
  EXPECT_TRUE(walk(folder.string(), {}, visit, [](const std::string&, const std::string&) {}));
  EXPECT_GT(plain * 100, all * 95) << plain << " of " << all;
}

}  // namespace
}  // namespace importers
