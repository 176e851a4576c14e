// Imports measured: a bench's interactions as a file of the product's own form through the whole of
// app::import_files, and what each stage of an import costs a record.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>
#include <sys/resource.h>
#include <time.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "app/commit.h"
#include "app/derive.h"
#include "app/import_files.h"
#include "app/record_drafts.h"
#include "importers/all.h"
#include "importers/open.h"
#include "lab.h"

namespace lab {
namespace {

double seconds_of(const timeval& t) {
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
}
double wall_seconds() {
  using namespace std::chrono;
  return duration<double>(steady_clock::now().time_since_epoch()).count();
}
double cpu_seconds() {
  timespec t{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

constexpr std::array kChannels = {"mail", "calendar", "phone", "in person", "chat"};
constexpr std::array kKinds = {"message", "meeting", "call", "comment"};

// id,src,dst,ts,channel,kind → id,from,to,time,channel,kind with handles and words. 0 rows: all.
bool write_product_form(const std::string& from, const std::string& to, std::size_t limit) {
  std::ifstream in(from, std::ios::binary);
  std::ofstream out(to + ".part", std::ios::binary);
  std::string line, text = "id,from,to,time,channel,kind\n";
  if (!std::getline(in, line)) return false;
  for (std::size_t row = 0; (limit == 0 || row < limit) && std::getline(in, line); ++row) {
    std::array<std::uint64_t, 6> f{};
    const char* at = line.data();
    for (std::uint64_t& number : f)
      at = std::from_chars(at, line.data() + line.size(), number).ptr + 1;
    if (f[4] >= kChannels.size() || f[5] >= kKinds.size()) return false;
    fmt::format_to(std::back_inserter(text), "{},p{}@people.example,p{}@people.example,{},{},{}\n",
                   f[0], f[1], f[2], f[3], kChannels.at(f[4]), kKinds.at(f[5]));
    if (text.size() > (std::size_t{1} << 20)) {
      out << text;
      text.clear();
    }
  }
  out << text;
  out.close();
  std::error_code error;
  std::filesystem::rename(to + ".part", to, error);
  return out.good() && !error;
}

int failed(const base::Error& error) {
  fmt::print(stderr, "rapport-lab: {}\n", error.message);
  return 1;
}

struct Spent {
  double parse = 0, derive = 0, decide = 0, commit = 0, fold = 0;
  std::size_t records = 0;
};

// Reads a source with one emitter; the thread's seconds. A clock a record would cost more than it
// measures: parsing is measured alone, then with deriving, then the rest a batch.
base::Result<double> parse(const std::string& path,
                           const std::function<base::Result<void>(importers::Read&&)>& take) {
  const double start = cpu_seconds();
  const importers::Emit emit{take,
                             [](const std::string&, const std::string&) {},
                             [] { return false; },
                             [](std::uint64_t) {},
                             base::time_from_seconds(4'000'000'000),
                             {}};
  TRY_DO(importers::walk(
      path, {},
      [&](const importers::Source& source) -> base::Result<void> {
        const importers::Importer* importer = importers::recognize(source);
        return importer == nullptr ? base::Result<void>{} : importer->parse(source, emit);
      },
      [](const std::string&, const std::string&) {}));
  return cpu_seconds() - start;
}

// One thread, batches of one size; each stage's own time.
class Stages {
 public:
  explicit Stages(app::App& app) : app_(app), deriver_(app.ledger->key()) {}

  base::Result<Spent> run(const std::string& path) {
    TRY(spent_.parse, parse(path, [](importers::Read&&) { return base::Result<void>{}; }));
    const auto derive = [&](auto full) {
      return [&, full](importers::Read&& draft) -> base::Result<void> {
        batch_.records.reserve(kGroup);
        deriver_.add(std::move(draft), batch_);
        return batch_.records.size() >= kGroup ? full() : base::Result<void>{};
      };
    };
    TRY(const double derived, parse(path, derive([&]() -> base::Result<void> {
                                      batch_ = {};
                                      return {};
                                    })));
    spent_.derive = derived - spent_.parse;
    batch_ = {};
    deriver_ = app::Deriver(app_.ledger->key());
    TRY_DO(parse(path, derive([&] { return record(); })));
    TRY_DO(record());
    return spent_;
  }

 private:
  static constexpr std::size_t kGroup = 8192;

  base::Result<void> record() {
    if (batch_.records.empty()) return {};
    const double start = cpu_seconds();
    double decided = 0;
    std::vector<app::Outcome> outcomes;
    const auto decide = [&](const app::Known& known) {
      const double began = cpu_seconds();
      auto facts = app::record_drafts(known, batch_, outcomes);
      decided = cpu_seconds() - began;
      return facts;
    };
    TRY(const std::vector<model::Entry> entries, app::commit(app_, decide, app::Size::kBulk));
    const double committed = cpu_seconds();
    for (const model::Entry& entry : entries) app::apply(folds_, entry);
    const double fold = cpu_seconds() - committed;
    spent_.decide += decided;
    spent_.fold += fold;
    spent_.commit += committed - start - decided - fold;  // commit() folds as well
    spent_.records += outcomes.size();
    batch_ = {};
    return {};
  }

  app::App& app_;
  app::Deriver deriver_;
  app::Batch batch_;
  app::State folds_;
  Spent spent_;
};

}  // namespace

int ingest_job(const std::string& data, const std::string& book, std::size_t limit) {
  const std::string file =
      data + "/interactions_product" + (limit == 0 ? "" : "_" + std::to_string(limit)) + ".csv";
  if (!std::filesystem::exists(file) &&
      !write_product_form(data + "/interactions.csv", file, limit))
    return failed({base::Code::kUnavailable, file + " could not be made"});
  const auto clock = base::system_clock();
  const auto random = base::system_random();
  auto app = app::open({book, std::nullopt, true, std::nullopt}, *clock, *random);
  if (!app) return failed(app.error());
  rusage before{}, after{};
  ::getrusage(RUSAGE_SELF, &before);
  const double start = wall_seconds();
  app::ImportReport report;
  const std::vector<std::string> paths = {file};
  const auto done = app::import_files(**app, paths, {}, report);
  const double wall = wall_seconds() - start;
  ::getrusage(RUSAGE_SELF, &after);
  if (!done) return failed(done.error());
  const app::Records r = report.total();
  const double closing = wall_seconds();
  app::close(**app);
  fmt::print(
      "{{\"job\":\"j1\",\"rows\":{},\"imported\":{},\"duplicate\":{},\"skipped\":{},"
      "\"wall_s\":{:.3f},\"user_s\":{:.3f},\"sys_s\":{:.3f},\"rows_per_s\":{:.0f},\"close_s\":{:."
      "3f},"
      "\"rss_MB\":{}}}\n",
      r.read, r.imported, r.duplicate, r.skipped, wall,
      seconds_of(after.ru_utime) - seconds_of(before.ru_utime),
      seconds_of(after.ru_stime) - seconds_of(before.ru_stime), static_cast<double>(r.read) / wall,
      wall_seconds() - closing, after.ru_maxrss / 1024);
  return 0;
}

int ingest_stages(Args args) {
  if (args.size() != 2) return failed({base::Code::kInvalid, "ingest-stages FILE BOOK"});
  const auto clock = base::system_clock();
  const auto random = base::system_random();
  auto app = app::open({args[1], std::nullopt, true, std::nullopt}, *clock, *random);
  if (!app) return failed(app.error());
  const auto done = Stages(**app).run(args[0]);
  if (!done) return failed(done.error());
  const Spent& spent = *done;
  const double settling = cpu_seconds();
  if (const auto settled = app::settle(**app); !settled) return failed(settled.error());
  const auto each = [&](double s) { return s * 1e9 / static_cast<double>(spent.records); };
  fmt::print(
      "{{\"records\":{},\"parse_ns\":{:.0f},\"derive_ns\":{:.0f},\"decide_ns\":{:.0f},"
      "\"append_ns\":{:.0f},\"fold_ns\":{:.0f},\"settle_s\":{:.3f},\"identities\":{}}}\n",
      spent.records, each(spent.parse), each(spent.derive), each(spent.decide), each(spent.commit),
      each(spent.fold), cpu_seconds() - settling, (*app)->state.people.size());
  return 0;
}

}  // namespace lab
