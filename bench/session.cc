// A session of many acknowledged writes, for crash tests: several threads log meetings, and now and
// then something is erased. After each "done" a line goes to the acknowledgement file, never before.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <thread>

#include "app/commit.h"
#include "lab.h"

namespace lab {
namespace {

constexpr int kThreads = 8, kPeople = 20;
constexpr std::uint64_t kEraseEvery = 40;

// One entry a call; its number, or nothing where the disk refused.
std::optional<std::uint64_t> log_meeting(app::App& app, std::uint64_t n) {
  const auto entries = app::commit(app, [&](const app::Known& known) -> base::Result<app::Facts> {
    model::Interaction it;
    it.id = known.random.id<model::InteractionTag>();
    it.at = known.now - std::chrono::hours(n);
    it.channel = model::Channel::kInPerson;
    it.kind = model::Kind::kMeeting;
    for (const std::uint64_t person : {n % kPeople, (n + 1 + n / kPeople) % kPeople}) {
      const model::Handle handle{model::HandleKind::kName, fmt::format("person {}", person)};
      it.participants.push_back({ledger::identity_id(known.ledger.key(), handle),
                                 it.participants.empty() ? model::Role::kFrom : model::Role::kTo});
    }
    it.subject = fmt::format("Meeting {}", n);
    it.text = std::string(200 + n % 1500, static_cast<char>('a' + n % 26));
    const model::EntryId id{it.id.bytes};
    return app::Facts{{id, model::InteractionRecorded{std::move(it)}}};
  });
  if (!entries || entries->size() != 1) return std::nullopt;
  return entries->front().seq;
}

}  // namespace

int session(Args args) {
  if (args.size() != 3) {
    std::fprintf(stderr, "usage: rapport-lab session FOLDER ACK_FILE WRITES\n");
    return 1;
  }
  const auto clock = base::fixed_clock(base::time_from_seconds(1'750'000'000));
  const auto random = base::seeded_random(1);
  auto opened = app::open({args[0], std::nullopt, true, std::nullopt}, *clock, *random);
  if (!opened) {
    std::fprintf(stderr, "%s\n", opened.error().message.c_str());
    return 1;
  }
  app::App& app = **opened;
  const int acks = ::open(args[1].c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (acks < 0) return 1;
  const std::uint64_t writes = std::strtoull(args[2].c_str(), nullptr, 10);
  std::atomic<std::uint64_t> next = 0, refused = 0;
  const auto acknowledge = [&](bool done) {
    if (!done || ::write(acks, "done\n", 5) != 5) ++refused;
  };
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&] {
      for (std::uint64_t n; (n = next++) < writes;) {
        const auto seq = log_meeting(app, n);
        acknowledge(seq.has_value());
        if (!seq || n % kEraseEvery != kEraseEvery - 1) continue;
        acknowledge(app::erase(app, std::array{*seq}, {}).has_value());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  app::close(app);
  ::close(acks);
  fmt::print("{} writes, {} refused\n", writes, refused.load());
  return 0;
}

}  // namespace lab
