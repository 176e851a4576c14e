// The ledger by itself: made interactions appended in groups of 10,000, each durable before the next,
// through the same calls as an import's; then all of them looked up again, and timelines read.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "lab.h"
#include "ledger/fact_codec.h"
#include "ledger/ledger.h"

namespace lab {
namespace {

constexpr std::uint64_t kGroup = 10'000, kInteractionsOfPerson = 100, kTimelines = 1000;
constexpr std::uint64_t kSmall = 200;

// Time of the parts that count, in between of which things are made ready.
class Watch {
 public:
  void start() { at_ = now(); }
  void stop() {
    const Reading end = now();
    spent_.wall += end.wall - at_.wall;
    spent_.user += end.user - at_.user;
    spent_.system += end.system - at_.system;
  }
  void tell(const char* what, std::uint64_t n) const {
    const double ns = 1e9 / static_cast<double>(n);
    fmt::print(
        "{:<28}{:>9.0f} a second; CPU each {:>6.0f} ns and {:>6.0f} of the system's; {:.2f} s\n",
        what, static_cast<double>(n) / spent_.wall, spent_.user * ns, spent_.system * ns,
        spent_.wall);
    std::fflush(stdout);
  }

 private:
  struct Reading {
    double wall = 0, user = 0, system = 0;
  };
  static double seconds(const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  }
  static Reading now() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto wall = std::chrono::steady_clock::now().time_since_epoch();
    return {std::chrono::duration<double>(wall).count(), seconds(used.ru_utime),
            seconds(used.ru_stime)};
  }
  Reading at_, spent_;
};

struct Made {
  const base::Key& key;
  std::vector<model::IdentityId> people;
  std::mt19937_64 dice{1};

  model::EntryId id(std::uint64_t n) const {
    return {ledger::interaction_id(key, std::to_string(n)).bytes};
  }
  model::NewEntry entry(std::uint64_t n) {
    model::Interaction it;
    const model::EntryId entry_id = id(n);
    it.id.bytes = entry_id.bytes;
    it.at = base::time_from_seconds(1'500'000'000 + static_cast<std::int64_t>(n * 7));
    it.participants = {{people[dice() % people.size()], model::Role::kFrom},
                       {people[dice() % people.size()], model::Role::kTo}};
    return {entry_id, model::InteractionRecorded{std::move(it)}};
  }
};

base::Result<void> append(ledger::Ledger& ledger, std::vector<model::NewEntry> facts) {
  TRY_DO(ledger.begin());
  TRY_DO(ledger.append(base::time_from_seconds(1), std::move(facts)));
  return ledger.commit();
}

int complain(const std::string& what) {
  fmt::print(stderr, "{}\n", what);
  return 1;
}

// Each of the batches is there, at its number.
int find_all(ledger::Ledger& ledger, const Made& made, std::uint64_t n) {
  Watch watch;
  for (std::uint64_t from = 0; from < n; from += kGroup) {
    std::vector<model::EntryId> ids;
    for (std::uint64_t i = from; i < std::min(n, from + kGroup); ++i) ids.push_back(made.id(i));
    watch.start();
    const auto seqs = ledger.find_all(ids);
    watch.stop();
    if (!seqs) return complain(seqs.error().message);
    for (std::uint64_t i = 0; i < seqs->size(); ++i) {
      if ((*seqs)[i] != from + i + 1) return complain(fmt::format("{} is lost", from + i + 1));
    }
  }
  watch.tell("found again, by 10,000", n);
  return 0;
}

int read_timelines(ledger::Ledger& ledger, const Made& made) {
  Watch lists, entries;
  std::uint64_t read = 0, most = std::min<std::uint64_t>(kTimelines, made.people.size());
  for (std::uint64_t p = 0; p < most; ++p) {
    lists.start();
    const auto seqs = ledger.timeline(made.people[p]);
    lists.stop();
    if (!seqs) return complain(seqs.error().message);
    entries.start();
    for (const std::uint64_t seq : *seqs) {
      if (!ledger.read(seq, store::WithText::kYes)) return complain("an entry does not read");
      ++read;
    }
    entries.stop();
  }
  lists.tell("timelines", most);
  entries.tell("entries of them read", read);
  return 0;
}

int measure(const std::string& folder, std::uint64_t n) {
  const auto random = base::system_random();
  const std::string file = folder + "/book.db";
  auto log = store::open_sqlite_log(file, std::nullopt);
  if (!log) return complain(log.error().message);
  ledger::Ledger ledger(std::move(*log), *random);
  Made made{.key = ledger.key(), .people = {}};
  for (std::uint64_t p = 0; p <= n / kInteractionsOfPerson; ++p) {
    made.people.push_back(
        ledger::identity_id(made.key, {model::HandleKind::kMail, fmt::format("{}@x.example", p)}));
  }
  Watch all, first;
  for (std::uint64_t from = 0; from < n; from += kGroup) {
    std::vector<model::NewEntry> facts;
    facts.reserve(kGroup);
    for (std::uint64_t i = from; i < std::min(n, from + kGroup); ++i)
      facts.push_back(made.entry(i));
    all.start();
    if (from < n / 4) first.start();
    const auto done = append(ledger, std::move(facts));
    all.stop();
    if (!done) return complain(done.error().message);
    if (from < n / 4) first.stop();
    if (from < n / 4 && from + kGroup >= n / 4)
      first.tell("the first quarter appended", from + kGroup);
  }
  all.tell("all appended, by 10,000", n);
  if (const int failed = find_all(ledger, made, n)) return failed;
  if (const int failed = read_timelines(ledger, made)) return failed;
  Watch small;
  small.start();
  for (std::uint64_t i = 0; i < kSmall; ++i) {
    if (const auto done = append(ledger, {made.entry(n + i)}); !done)
      return complain(done.error().message);
  }
  small.stop();
  small.tell("appended one by one", kSmall);
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  fmt::print("{} bytes an entry on disk, {} MB of memory at the most\n",
             std::filesystem::file_size(file) / n, used.ru_maxrss / 1024);
  return 0;
}

}  // namespace

int ledger(Args args) {
  if (args.size() != 2) return complain("usage: rapport-lab ledger FOLDER N");
  std::filesystem::create_directories(args[0]);
  return measure(args[0], std::strtoull(args[1].c_str(), nullptr, 10));
}

}  // namespace lab
