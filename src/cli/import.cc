// import: files into the book, with progress and a report in which every record is accounted for.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <map>

#include "app/facts.h"
#include "app/import_files.h"
#include "app/owner.h"
#include "app/restore.h"
#include "app/watches.h"
#include "cli/command.h"

namespace cli {
namespace {

std::atomic<bool> interrupted = false;

// Ctrl-C ends the reading between two records; what was recorded is safe. A second one ends the
// program.
class Interruption {
 public:
  Interruption() {
    interrupted = false;
    struct sigaction action{};
    action.sa_handler = [](int) {
      if (interrupted.exchange(true)) std::_Exit(130);
    };
    ::sigaction(SIGINT, &action, &before_int_);
    ::sigaction(SIGTERM, &action, &before_term_);
  }
  ~Interruption() {
    ::sigaction(SIGINT, &before_int_, nullptr);
    ::sigaction(SIGTERM, &before_term_, nullptr);
  }

 private:
  struct sigaction before_int_{}, before_term_{};
};

std::string grouped(std::uint64_t n) {
  std::string s = std::to_string(n);
  for (std::size_t at = s.size(); at > 3;) s.insert(at -= 3, ",");
  return s;
}

formats::Json json_of(const app::ImportReport& report) {
  formats::Json json = formats::Json::object();
  formats::Json& files = json["files"] = formats::Json::array();
  for (const app::FileReport& file : report.files) {
    files.push(app::json_of(file, file.skips.size()));
  }
  if (report.stopped) json["stopped"] = true;
  return json;
}

// The reasons of a file's skips, the most frequent first, each with its first place.
void print_skips(Console& console, const app::FileReport& file) {
  std::map<std::string, app::Skip> reasons;
  for (const app::Skip& skip : file.skips) {
    // "no date that can be right (…)" is one reason, whatever stands in the brackets.
    const std::string reason = skip.reason.substr(0, skip.reason.find(" ("));
    const auto [at, fresh] = reasons.try_emplace(reason, app::Skip{skip.where, skip.reason, 0});
    at->second.count += skip.count;
  }
  std::vector<app::Skip> sorted;
  for (auto& [reason, skip] : reasons) sorted.push_back(std::move(skip));
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const app::Skip& a, const app::Skip& b) { return a.count > b.count; });
  constexpr std::size_t kMost = 6;
  for (std::size_t i = 0; i < std::min(kMost, sorted.size()); ++i) {
    const app::Skip& s = sorted[i];
    console.line(
        console.tone(Tone::kSoft, fmt::format("    {:>7}  {}{}", grouped(s.count), safe(s.reason),
                                              s.count > 1 ? "; first:" : ":")));
    console.line(console.tone(Tone::kSoft, "             " + safe(s.where)));
  }
  if (sorted.size() > kMost)
    console.line(console.tone(Tone::kSoft, "             … and other reasons: see --json"));
}

void print_report(Console& console, const app::ImportReport& report) {
  for (const app::FileReport& file : report.files) {
    const app::Records& r = file.records;
    console.line(fmt::format("{}: {}", console.tone(Tone::kStrong, safe(file.path)), file.source));
    console.line(fmt::format("  {} read: {} new, {} updated, {} known already, {} skipped",
                             grouped(r.read), grouped(r.imported), grouped(r.updated),
                             grouped(r.duplicate), grouped(r.skipped)));
    print_skips(console, file);
  }
}

base::Result<void> say_owner(Session& session) {
  app::App& app = *session.app;
  if (app.state.people.owner() != identity::kNobody || app.state.interactions == 0) return {};
  TRY(const auto candidates, app::propose_owner(app, 5));
  std::string likely;
  for (const app::OwnerCandidate& c : candidates) {
    if (c.likely) likely += " " + safe(app.state.people.at(c.identity).handle.text);
  }
  session.console.line();
  if (likely.empty()) {
    session.console.line(
        "Next: say which addresses are yours; `rapport me` shows who it could be.");
  } else {
    session.console.line("Next: say which addresses are yours. It looks like:  rapport me" +
                         likely);
  }
  return {};
}

// "de_DE.UTF-8" → "DE": the country that local telephone numbers are of.
base::Result<std::string> region_of(const Words& words) {
  if (words.has("--region")) {
    const std::string& region = words.options.at("--region");
    if (region.size() != 2)
      return base::fail(base::Code::kInvalid, "--region takes a country's two letters, such as DE");
    std::string upper;
    for (const char c : region) upper += static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
    return upper;
  }
  for (const char* name : {"LC_ALL", "LC_TELEPHONE", "LANG"}) {
    const char* value = std::getenv(name);
    const std::string_view locale = value == nullptr ? "" : value;
    const std::size_t at = locale.find('_');
    if (at != std::string_view::npos && locale.size() >= at + 3)
      return std::string(locale.substr(at + 1, 2));
  }
  return std::string();
}

void say_job_changes(Session& session, std::uint64_t before) {
  const std::vector<app::JobChange> changes = app::job_changes(*session.app, before);
  constexpr std::size_t kMost = 10;
  if (!changes.empty()) session.console.line("\nNew jobs since the last time:");
  for (std::size_t i = 0; i < std::min(kMost, changes.size()); ++i) {
    session.console.line(fmt::format("  {}: {} → {}", show_name(*session.app, changes[i].person),
                                     safe(changes[i].before), safe(changes[i].now)));
  }
  if (changes.size() > kMost)
    session.console.line(fmt::format("  … and {} more", changes.size() - kMost));
}

base::Result<void> restore_export(Session& session, const Words& words) {
  if (words.words.size() > 1) {
    return base::fail(base::Code::kInvalid,
                      "a book's export is restored alone: name no other file beside it");
  }
  TRY_DO(app::restore(words.words.front(), session.folder, session.random));
  TRY(session.app, app::open({session.folder, session.as_of, true, std::nullopt}, session.clock,
                             session.random));
  app::close(*session.app);
  const std::uint64_t entries = session.app->ledger->last_seq();
  if (words.json) {
    app::ImportReport report;
    app::FileReport& file = report.line(words.words.front(), "book export");
    file.records.read = file.records.imported = entries;
    session.console.line(formats::print_json(json_of(report)));
  } else {
    session.console.line(
        fmt::format("The book is restored: {} entries, every one verified.", grouped(entries)));
  }
  return {};
}

}  // namespace

base::Result<void> run_import(Session& session, const Words& words) {
  if (words.words.empty())
    return base::fail(base::Code::kInvalid, "import what? Name files or folders");
  for (const std::string& path : words.words) {
    if (app::is_export(path)) return restore_export(session, words);
  }
  TRY(session.app, app::open({session.folder, session.as_of, true, std::nullopt}, session.clock,
                             session.random));
  if (words.has("--region") || session.app->region.empty()) {
    TRY(session.app->region, region_of(words));
  }
  const std::uint64_t before = session.app->ledger->last_seq();
  const Interruption interruption;
  app::ImportReport report;
  app::Importing how;
  how.stop = &interrupted;
  auto last = std::chrono::steady_clock::now();
  how.progress = [&](const app::ImportReport& so_far, const std::string& reading) {
    const auto now = std::chrono::steady_clock::now();
    if (now - last < std::chrono::milliseconds(100)) return;
    last = now;
    session.console.status(
        fmt::format("{} records read … {}", grouped(so_far.total().read), safe(reading)));
  };
  const base::Result<void> done = app::import_files(*session.app, words.words, how, report);
  if (done && !report.stopped) app::look_out(*session.app);
  session.console.status("");
  app::close(*session.app);
  if (words.json) {
    if (done || !report.files.empty()) session.console.line(formats::print_json(json_of(report)));
  } else {
    print_report(session.console, report);
    if (report.stopped)
      session.console.line(
          "Stopped. What was read is kept; the same command goes on where this one ended.");
    if (done && !report.stopped) {
      say_job_changes(session, before);
      TRY_DO(say_owner(session));
    }
  }
  session.interrupted = report.stopped;
  return done;
}

}  // namespace cli
