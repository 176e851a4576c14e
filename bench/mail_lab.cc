// Mail: how fast an archive is read, and how fast it becomes a book. One line of JSON.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>
#include <sys/resource.h>

#include <chrono>
#include <filesystem>

#include "app/import_files.h"
#include "formats/mbox.h"
#include "formats/plain_mail.h"
#include "importers/all.h"
#include "importers/open.h"
#include "lab.h"

namespace lab {
namespace {

struct Spent {
  double wall = 0, user = 0;
};

double seconds(const timeval& t) {
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
}

// Of the whole process: an import may use several threads.
Spent spent_now() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now().time_since_epoch();
  return {wall.count(), seconds(usage.ru_utime)};
}

struct Counts {
  std::uint64_t messages = 0, skipped = 0, asks = 0, answers = 0;
};

base::Result<Counts> parse(const std::string& path) {
  Counts counts;
  const importers::Emit emit{[&](importers::Read&& read) -> base::Result<void> {
                               ++counts.messages;
                               if (const auto* draft = std::get_if<importers::Draft>(&read)) {
                                 counts.asks += draft->asks ? 1 : 0;
                                 counts.answers += draft->parent_id.empty() ? 0 : 1;
                               }
                               return {};
                             },
                             [&](const std::string&, const std::string&) { ++counts.skipped; },
                             [] { return false; }, [](std::uint64_t) {},
                             base::system_clock()->now()};
  const auto visit = [&](const importers::Source& source) -> base::Result<void> {
    const importers::Importer* importer = importers::recognize(source);
    if (importer != nullptr) return importer->parse(source, emit);
    ++counts.skipped;
    return {};
  };
  TRY_DO(importers::walk(path, {}, visit,
                         [&](const std::string&, const std::string&) { ++counts.skipped; }));
  return counts;
}

// The share of the messages that need no GMime.
base::Result<double> plain_share(const std::string& path) {
  std::uint64_t all = 0, plain = 0;
  const auto one = [&](std::string_view bytes) {
    ++all;
    plain += formats::parse_plain_mail(bytes) ? 1 : 0;
  };
  const auto visit = [&](const importers::Source& source) -> base::Result<void> {
    if (!source.head.starts_with("From ")) {
      TRY(const std::string bytes, formats::read_head(*source.bytes, std::size_t{64} << 20));
      one(bytes);
      return {};
    }
    formats::MboxReader reader(*source.bytes);
    for (formats::MboxMessage message;;) {
      TRY(const bool more, reader.next(message));
      if (!more) return {};
      one(message.bytes);
    }
  };
  TRY_DO(importers::walk(path, {}, visit, [](const std::string&, const std::string&) {}));
  return all == 0 ? 0 : static_cast<double>(plain) / static_cast<double>(all);
}

std::uint64_t bytes_of(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_directory(path, error)) return std::filesystem::file_size(path, error);
  std::uint64_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path, error))
    if (entry.is_regular_file(error)) bytes += entry.file_size(error);
  return bytes;
}

void print(const std::string& counts, std::uint64_t messages, std::uint64_t bytes,
           const Spent& start, const Spent& end) {
  const double wall = end.wall - start.wall;
  fmt::print(
      "{{{}, \"bytes\": {}, \"wall_s\": {:.3f}, \"user_s\": {:.3f}, \"msgs_per_s\": {:.0f}, "
      "\"MB_per_s\": {:.1f}",
      counts, bytes, wall, end.user - start.user, static_cast<double>(messages) / wall,
      static_cast<double>(bytes) / wall / 1e6);
}

base::Result<void> time_parsing(const std::string& path) {
  const Spent start = spent_now();
  TRY(const Counts counts, parse(path));
  const Spent end = spent_now();
  TRY(const double share, plain_share(path));
  print(fmt::format(R"("messages": {}, "skipped": {}, "asks": {}, "answers": {})", counts.messages,
                    counts.skipped, counts.asks, counts.answers),
        counts.messages, bytes_of(path), start, end);
  fmt::print(", \"fast_share\": {:.4f}}}\n", share);
  return {};
}

base::Result<void> time_importing(const std::string& path, const std::string& folder) {
  const auto clock = base::system_clock();
  const auto random = base::system_random();
  TRY(const std::unique_ptr<app::App> app,
      app::open({folder, std::nullopt, true, std::nullopt}, *clock, *random));
  const Spent start = spent_now();
  app::ImportReport report;
  const std::vector<std::string> paths = {path};
  TRY_DO(app::import_files(*app, paths, {}, report));
  const Spent end = spent_now();
  const app::Records total = report.total();
  print(fmt::format(
            R"("messages": {}, "skipped": {}, "imported": {}, "updated": {}, "duplicate": {})",
            total.read, total.skipped, total.imported, total.updated, total.duplicate),
        total.read, bytes_of(path), start, end);
  fmt::print("}}\n");
  app::close(*app);
  return {};
}

}  // namespace

int mail(Args args) {
  const bool importing = args.size() == 3 && args[1] == "--book";
  if (args.size() != 1 && !importing) {
    fmt::print(stderr, "rapport-lab mail FILE [--book FOLDER]\n");
    return 1;
  }
  const base::Result<void> timed =
      importing ? time_importing(args[0], args[2]) : time_parsing(args[0]);
  if (timed) return 0;
  fmt::print(stderr, "{}\n", timed.error().message);
  return 1;
}

}  // namespace lab
