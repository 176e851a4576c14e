// Nothing that was acknowledged is lost, and nothing goes twice but where it could not be known.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/outbox.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "base/scratch_folder.h"
#include "mail/postman.h"

namespace mail {
namespace {

using Kind = Outcome::Kind;

class HandClock final : public base::Clock {
 public:
  base::Time now() override { return at; }
  base::Time at = *base::parse_time("2026-11-25T08:00:00Z");
};

const formats::Address kFrom{formats::Address::Kind::kMail, "Rapport", "rapport@made.example"};

Letter a_letter(const std::string& id) {
  Letter letter;
  letter.id = id;
  letter.to = {{formats::Address::Kind::kMail, "Ada", "ada@made.example"}};
  letter.bcc = {{formats::Address::Kind::kMail, "", "noor@made.example"}};
  letter.subject = "Hello";
  letter.text = "Imre Halasz and the lease.\n";
  return letter;
}

// A disk that is full at the call it is told to be.
class Faulty final : public store::Table {
 public:
  Faulty(std::unique_ptr<store::Table> real, int& calls_left)
      : real_(std::move(real)), left_(calls_left) {}
  base::Result<bool> add(std::string_view key, std::int64_t mark, std::string_view value) override {
    if (full()) return no_room();
    return real_->add(key, mark, value);
  }
  base::Result<void> set(std::string_view key, std::int64_t mark, std::string_view value) override {
    if (full()) return no_room();
    return real_->set(key, mark, value);
  }
  base::Result<std::optional<store::TableRow>> find(std::string_view key) override {
    return real_->find(key);
  }
  base::Result<void> scan(std::int64_t mark, const Visit& visit) override {
    return real_->scan(mark, visit);
  }
  base::Result<void> latest(std::size_t most, const Visit& visit) override {
    return real_->latest(most, visit);
  }
  base::Result<std::map<std::int64_t, std::uint64_t>> counts() override { return real_->counts(); }

 private:
  static base::Failure no_room() {
    return base::fail(base::Code::kUnavailable, "the disk is full");
  }
  bool full() { return left_ >= 0 && left_-- == 0; }
  std::unique_ptr<store::Table> real_;
  int& left_;
};

class OutboxTest : public testing::Test {
 protected:
  std::unique_ptr<Outbox> open() {
    auto table = store::open_sqlite_table(outbox_file(folder_.path()));
    EXPECT_TRUE(table) << table.error().message;
    auto outbox =
        Outbox::open(std::make_unique<Faulty>(std::move(*table), calls_left_), kFrom, *random_);
    EXPECT_TRUE(outbox) << outbox.error().message;
    return std::move(*outbox);
  }
  // One round, in which each letter has this outcome.
  base::Result<void> deliver(Outbox& outbox, const Outcome& outcome) {
    return deliver_due(
        outbox,
        [&](const Posted& letter) {
          sent_.push_back(letter);
          return outcome;
        },
        clock_);
  }
  std::string file_bytes() const {
    std::string all;
    for (const char* end : {"", "-wal"}) {
      std::ifstream in(outbox_file(folder_.path()) + end, std::ios::binary);
      all.append(std::istreambuf_iterator<char>(in), {});
    }
    return all;
  }
  // What a child does until it is killed.
  template <class Does>
  static void in_a_child_that_dies(Does does) {
    const pid_t child = ::fork();
    if (child == 0) {
      does();
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
  }

  base::ScratchFolder folder_;
  HandClock clock_;
  std::unique_ptr<base::Random> random_ = base::seeded_random(7);
  int calls_left_ = -1;
  std::vector<Posted> sent_;
};

TEST_F(OutboxTest, SendsALetterOnceHoweverOftenItIsQueued) {
  const auto outbox = open();
  EXPECT_TRUE(*outbox->queue(a_letter("daily/a/1"), clock_.at));
  EXPECT_FALSE(*outbox->queue(a_letter("daily/a/1"), clock_.at));
  EXPECT_EQ(outbox->find("daily/a/1")->value().state, State::kQueued);
  ASSERT_TRUE(deliver(*outbox, {}));
  EXPECT_FALSE(*outbox->queue(a_letter("daily/a/1"), clock_.at));
  ASSERT_TRUE(deliver(*outbox, {}));
  ASSERT_EQ(sent_.size(), 1U);
  EXPECT_EQ(sent_[0].from, "rapport@made.example");
  EXPECT_EQ(sent_[0].to, (std::vector<std::string>{"ada@made.example", "noor@made.example"}));
  EXPECT_EQ(sent_[0].bytes.find("noor@"), std::string::npos) << "who is in bcc stands nowhere";
  const auto open_again = open();
  EXPECT_FALSE(*open_again->queue(a_letter("daily/a/1"), clock_.at));
  EXPECT_EQ(open_again->find("daily/a/1")->value().state, State::kSent);
  EXPECT_EQ(open_again->counts().sent, 1U);
  EXPECT_EQ(open_again->counts().queued, 0U);
}

TEST_F(OutboxTest, KeepsNoWordAndNoAddressOfWhatWent) {
  const auto outbox = open();
  ASSERT_TRUE(outbox->queue(a_letter("a"), clock_.at));
  ASSERT_TRUE(outbox->queue(a_letter("b"), clock_.at));
  ASSERT_TRUE(outbox->queue(a_letter("c"), clock_.at));
  EXPECT_NE(file_bytes().find("Halasz"), std::string::npos);
  ASSERT_TRUE(outbox->tell("a", {}, clock_.at));
  ASSERT_TRUE(outbox->tell("b", {Kind::kNever, "550 <ada@made.example> is nobody\r\n"}, clock_.at));
  ASSERT_TRUE(outbox->take_back("c", clock_.at));
  EXPECT_EQ(outbox->find("b")->value().reason, "550 … is nobody");
  EXPECT_EQ(outbox->find("c")->value().reason, "taken back");
  for (const char* trace : {"Halasz", "ada@", "noor@"})
    EXPECT_EQ(file_bytes().find(trace), std::string::npos) << trace;
}

TEST_F(OutboxTest, TriesOneNowAndTakesOneBackByItsWholeId) {
  const auto outbox = open();
  for (const char* id : {"first/1", "first/10"})
    ASSERT_TRUE(outbox->queue(a_letter(id), clock_.at));
  ASSERT_TRUE(deliver(*outbox, {Kind::kLater, "450 busy"}));
  ASSERT_EQ(sent_.size(), 2U);
  int woken = 0;
  outbox->on_queue([&] { ++woken; });
  EXPECT_TRUE(*outbox->try_now("first/10", clock_.at));
  EXPECT_EQ(woken, 1) << "whoever sleeps until the next try";
  ASSERT_TRUE(deliver(*outbox, {Kind::kLater, "450 busy"}));
  ASSERT_EQ(sent_.size(), 3U);
  EXPECT_EQ(sent_[2].id, "first/10");
  const auto waiting = outbox->waiting(9);
  ASSERT_EQ(waiting->size(), 2U);
  EXPECT_EQ((*waiting)[0].tries, 1U);
  EXPECT_EQ((*waiting)[1].tries, 2U);
  EXPECT_TRUE(*outbox->take_back_one("first/1", clock_.at));
  EXPECT_FALSE(*outbox->take_back_one("first/1", clock_.at));
  EXPECT_FALSE(*outbox->take_back_one("first", clock_.at)) << "no beginning of an id";
  EXPECT_FALSE(*outbox->try_now("first/1", clock_.at));
  EXPECT_EQ(outbox->find("first/1")->value().reason, "taken back");
  EXPECT_EQ(outbox->find("first/10")->value().state, State::kQueued);
  EXPECT_EQ(outbox->waiting(9)->size(), 1U);
}

TEST_F(OutboxTest, TriesAgainAfterGrowingWaitsForThreeDays) {
  const auto outbox = open();
  const base::Time begun = clock_.at;
  ASSERT_TRUE(outbox->queue(a_letter("a"), begun));
  std::vector<base::Micros> waits;
  while (outbox->find("a")->value().state == State::kQueued && waits.size() < 1000) {
    ASSERT_TRUE(deliver(*outbox, {Kind::kLater, "450 busy"}));
    const auto next = outbox->next_due();
    if (!next) break;
    waits.push_back(*next - clock_.at);
    clock_.at = *next - base::Micros(1);
    const std::size_t before = sent_.size();
    ASSERT_TRUE(deliver(*outbox, {}));
    EXPECT_EQ(sent_.size(), before) << "not before its time";
    clock_.at = *next;
  }
  const Fate fate = outbox->find("a")->value();
  EXPECT_EQ(fate.state, State::kFailed);
  EXPECT_EQ(fate.reason, "450 busy");
  EXPECT_GT(clock_.at, begun + std::chrono::hours(66));
  EXPECT_LE(clock_.at, begun + std::chrono::hours(72));
  ASSERT_GT(waits.size(), 20U);
  EXPECT_LT(waits.size(), 40U);
  for (std::size_t i = 0; i < waits.size(); ++i) {
    const base::Micros whole = std::min<base::Micros>(
        std::chrono::hours(4),
        std::chrono::minutes(1) * (std::int64_t{1} << std::min<std::size_t>(i, 20)));
    EXPECT_GE(waits[i], whole * 8 / 10) << i;
    EXPECT_LE(waits[i], whole * 12 / 10) << i;
  }
  EXPECT_NE(waits[0], std::chrono::minutes(1)) << "not all at the same moment";
  EXPECT_EQ(outbox->counts().failed, 1U);
}

TEST_F(OutboxTest, GivesUpAtOnceWhatIsRefusedForGoodAndGoesOnWithTheOthers) {
  const auto outbox = open();
  for (const char* id : {"a", "b", "c"}) ASSERT_TRUE(outbox->queue(a_letter(id), clock_.at));
  const auto by_id = [&](const Posted& letter) {
    sent_.push_back(letter);
    if (letter.id == "a") return Outcome{Kind::kNever, "550 no"};
    if (letter.id == "b") return Outcome{Kind::kLater, "451 later"};
    return Outcome{};
  };
  ASSERT_TRUE(deliver_due(*outbox, by_id, clock_));
  EXPECT_EQ(sent_.size(), 3U);
  EXPECT_EQ(outbox->find("a")->value().state, State::kFailed);
  EXPECT_EQ(outbox->find("b")->value().state, State::kQueued);
  EXPECT_EQ(outbox->find("c")->value().state, State::kSent);
  const auto latest = outbox->latest(2);
  ASSERT_EQ(latest->size(), 2U);
  EXPECT_EQ(latest->front().id, "c");
  EXPECT_EQ(latest_letters(folder_.path(), 9)->size(), 3U) << "also from elsewhere";
}

TEST_F(OutboxTest, SurvivesAKillBetweenTheAcknowledgementAndTheSending) {
  in_a_child_that_dies([&] {
    const auto outbox = open();
    if (outbox->queue(a_letter("a"), clock_.at)) ::kill(::getpid(), SIGKILL);
  });
  const auto outbox = open();
  EXPECT_FALSE(*outbox->queue(a_letter("a"), clock_.at));
  ASSERT_TRUE(deliver(*outbox, {}));
  ASSERT_EQ(sent_.size(), 1U);
}

TEST_F(OutboxTest, SurvivesAKillBetweenTheSendingAndItsNote) {
  const std::string first = folder_ / "first";
  in_a_child_that_dies([&] {
    const auto outbox = open();
    (void)outbox->queue(a_letter("a"), clock_.at);
    (void)deliver_due(
        *outbox,
        [&](const Posted& letter) {
          std::ofstream(first, std::ios::binary) << letter.bytes;
          ::kill(::getpid(), SIGKILL);
          return Outcome{};
        },
        clock_);
  });
  const auto outbox = open();
  ASSERT_TRUE(deliver(*outbox, {}));
  ASSERT_EQ(sent_.size(), 1U);
  std::ifstream in(first, std::ios::binary);
  const std::string before{std::istreambuf_iterator<char>(in), {}};
  EXPECT_FALSE(before.empty());
  EXPECT_EQ(sent_[0].bytes, before) << "the same Message-ID, so that it is known for the same";
  EXPECT_EQ(outbox->find("a")->value().state, State::kSent);
}

TEST_F(OutboxTest, AcknowledgesNothingThatAFullDiskDidNotTake) {
  const auto outbox = open();
  calls_left_ = 0;
  EXPECT_EQ(outbox->queue(a_letter("a"), clock_.at).error().code, base::Code::kUnavailable);
  EXPECT_EQ(outbox->counts().queued, 0U);
  EXPECT_EQ(outbox->next_due(), std::nullopt);
  EXPECT_TRUE(*outbox->queue(a_letter("a"), clock_.at)) << "when there is room again";
  calls_left_ = 0;
  EXPECT_FALSE(deliver(*outbox, {}));
  EXPECT_EQ(outbox->find("a")->value().state, State::kQueued) << "its end was not written down";
  clock_.at = *outbox->next_due();
  ASSERT_TRUE(deliver(*outbox, {}));
  ASSERT_EQ(sent_.size(), 2U);
  EXPECT_EQ(sent_[0].bytes, sent_[1].bytes);
  EXPECT_EQ(outbox->find("a")->value().state, State::kSent);
}

TEST_F(OutboxTest, SendsNothingThatCameToBeTooLate) {
  const auto outbox = open();
  Letter letter = a_letter("a");
  letter.until = clock_.at + std::chrono::hours(12);
  ASSERT_TRUE(outbox->queue(letter, clock_.at));
  clock_.at += std::chrono::hours(13);
  const auto open_again = open();
  ASSERT_TRUE(deliver(*open_again, {}));
  EXPECT_TRUE(sent_.empty());
  EXPECT_EQ(open_again->find("a")->value().reason, "too late");
  letter = a_letter("b");
  letter.until = clock_.at + std::chrono::seconds(30);
  ASSERT_TRUE(open_again->queue(letter, clock_.at));
  ASSERT_TRUE(deliver(*open_again, {Kind::kLater, "450 busy"}));
  EXPECT_EQ(open_again->find("b")->value().state, State::kFailed)
      << "no further try would be in time";
}

TEST_F(OutboxTest, TakesNoLetterThatIsNone) {
  const auto outbox = open();
  Letter letter = a_letter("with space");
  EXPECT_EQ(outbox->queue(letter, clock_.at).error().code, base::Code::kInvalid);
  letter = a_letter("a");
  letter.to.front().address = "no address";
  EXPECT_EQ(outbox->queue(letter, clock_.at).error().code, base::Code::kInvalid);
  letter = a_letter("a");
  letter.bcc.front().address = "a@b>\r\nDATA";
  EXPECT_EQ(outbox->queue(letter, clock_.at).error().code, base::Code::kInvalid);
  letter = a_letter("a");
  letter.bcc.assign(60, letter.to.front());
  EXPECT_EQ(outbox->queue(letter, clock_.at).error().code, base::Code::kInvalid);
  EXPECT_EQ(outbox->counts().queued, 0U);
}

TEST_F(OutboxTest, ALetterThatDoesNotReadHoldsUpNoOther) {
  {
    const auto table = store::open_sqlite_table(outbox_file(folder_.path()));
    ASSERT_TRUE((*table)->add("broken", 0, R"({"queued":1,"next":1,"until":9000000000000000})"));
  }
  const auto outbox = open();
  {
    const auto table = store::open_sqlite_table(outbox_file(folder_.path()));
    ASSERT_TRUE((*table)->set("broken", 0, "no letter"));
  }
  ASSERT_TRUE(outbox->queue(a_letter("a"), clock_.at));
  ASSERT_TRUE(deliver(*outbox, {}));
  EXPECT_EQ(sent_.size(), 1U);
  EXPECT_EQ(outbox->find("broken")->value().state, State::kFailed);
}

}  // namespace
}  // namespace mail
