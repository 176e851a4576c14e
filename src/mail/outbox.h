// Outbox: the letters that are to be sent, on disk from the moment they are acknowledged until a mail
// server has taken them.
// Shape:  whoever wants a letter sent queues it; a Postman takes what is due, and says what became of it.
//         Of a letter that went, or could not go, only its id, its times and the reason stay: no
//         address, no word of it. From several threads at once.
// Order:  queued, then sent or failed; what is tried again is due after 1, 2, 4 … minutes, at most 4
//         hours, each a fifth more or less; after 3 days, or when it came to be too late, it failed.
// Errors: queue(): kInvalid for what is no letter, the table's otherwise, and then it is not queued.
// Recovery: a letter whose end was not written down goes out again, with the same bytes, and the
//         same Message-ID, by which mail programs know it for the same.
//         What waited for a further try has it at the next start.
// Cost:   a write to disk for each step of a letter.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "mail/letter.h"
#include "store/table.h"

namespace mail {

enum class State : std::uint8_t { kQueued = 0, kSent = 1, kFailed = 2 };
const char* word(State state);

// What a letter is to the one who delivers it.
struct Posted {
  std::string id;
  std::string from;             // of the envelope
  std::vector<std::string> to;  // … all who get it
  std::string bytes;            // RFC 5322
};

struct Outcome {
  enum class Kind : std::uint8_t { kTaken, kLater, kNever } kind = Kind::kTaken;
  std::string reason;  // of the last two: what the mail server said
};

// What is known of one letter, whatever its state.
struct Fate {
  std::string id;
  State state = State::kQueued;
  base::Time queued{}, ended{};
  base::Time next{};   // of kQueued: not tried before
  base::Time until{};  // … nor after
  std::uint32_t tries = 0;
  std::string reason;  // of the last try, without addresses; empty: none
};

struct LetterCounts {
  std::atomic<std::uint64_t> queued = 0, sent = 0, failed = 0;
};

class Outbox {
 public:
  // `from`: the server's own address, "Rapport <rapport@example.org>".
  static base::Result<std::unique_ptr<Outbox>> open(std::unique_ptr<store::Table> table,
                                                    const formats::Address& from,
                                                    base::Random& random);

  // False: one of this id was queued before, whatever became of it.
  base::Result<bool> queue(const Letter& letter, base::Time now);
  // Those still queued whose ids begin so go no more. One that is being sent right now may.
  base::Result<void> take_back(std::string_view ids, base::Time now);
  // The one of this id. False: it is not queued.
  base::Result<bool> take_back_one(std::string_view id, base::Time now);
  base::Result<bool> try_now(std::string_view id, base::Time now);

  base::Result<std::optional<Fate>> find(std::string_view id);
  base::Result<std::vector<Fate>> latest(std::size_t most);  // the last queued first
  base::Result<std::vector<Fate>> waiting(
      std::size_t most);  // still queued, the first queued first
  const LetterCounts& counts() const { return counts_; }

  // The postman's: the next that is due, and what became of it. Nothing is told twice at once.
  base::Result<std::optional<Posted>> due(base::Time now);
  base::Result<void> tell(const std::string& id, const Outcome& outcome, base::Time now);
  std::optional<base::Time> next_due();  // nullopt: nothing is queued

  // Called, from whichever thread, when there is something to send.
  void on_queue(std::function<void()> call);

 private:
  Outbox(std::unique_ptr<store::Table> table, formats::Address from, base::Random& random)
      : table_(std::move(table)), from_(std::move(from)), random_(random) {}
  base::Result<void> load();
  base::Result<void> end(const Fate& fate);
  base::Result<void> end_as_taken_back(const std::string& id, base::Time now);
  base::Micros wait_after(std::uint32_t tries);

  std::unique_ptr<store::Table> table_;
  formats::Address from_;
  base::Random& random_;
  std::mutex access_;
  struct Waiting {
    std::string id;
    base::Time next{}, until{};
  };
  std::vector<Waiting> waiting_;  // what is queued, in its order
  LetterCounts counts_;
  std::function<void()> call_;
};

std::string outbox_file(const std::string& folder);
// Of an outbox that no server has open; none is fine.
base::Result<void> take_back_letters(const std::string& folder, std::string_view ids,
                                     base::Time now, base::Random& random);
// For a look from another process, or beside a server that sends no mail.
base::Result<std::vector<Fate>> latest_letters(const std::string& folder, std::size_t most);

}  // namespace mail
