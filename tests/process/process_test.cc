// The program as a process: interrupted, killed, out of disk, and with another one at the same book.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "base/scratch_folder.h"
#include "tests/letters.h"

namespace tests {
namespace {

using namespace std::chrono_literals;

struct Ended {
  int code = 0;  // 128 + the signal where one ended it
  std::string out;
};

class Rapport : public testing::Test {
 protected:
  void SetUp() override {
    std::vector<Letter> all;
    const base::Time start = *base::parse_time("2024-01-01T08:00:00Z");
    for (int i = 0; i < 20'000; ++i) {
      const std::string friend_of_hers =
          "Friend" + std::to_string(i % 40) + " <f" + std::to_string(i % 40) + "@made.example>";
      const std::string ada = "Ada <ada@made.example>", id = std::to_string(i) + "@made.example";
      all.push_back({i % 2 == 0 ? ada : friend_of_hers,
                     {i % 2 == 0 ? friend_of_hers : ada},
                     start + std::chrono::minutes(31 * i),
                     "Matter " + std::to_string(i % 97),
                     std::string(400, 'x'),
                     id,
                     "",
                     ""});
    }
    std::ofstream(mail_, std::ios::binary) << print_mbox(all);
  }

  // `limit_kib`: the largest file the process may write; 0: as large as it likes.
  pid_t start(const std::vector<std::string>& words, const std::string& out, long limit_kib = 0) {
    std::string line;
    if (limit_kib > 0) line += "ulimit -f " + std::to_string(limit_kib) + "; ";
    line += "exec " RAPPORT_BIN " --data " + book_;
    for (const std::string& word : words) line += " '" + word + "'";
    line += " >" + out + " 2>&1";
    const pid_t child = ::fork();
    if (child == 0) {
      ::execl("/bin/bash", "bash", "-c", line.c_str(), nullptr);
      ::_exit(127);
    }
    return child;
  }

  static Ended wait_for(pid_t child, const std::string& out) {
    int status = 0;
    ::waitpid(child, &status, 0);
    std::ifstream in(out);
    Ended ended{WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status),
                {std::istreambuf_iterator<char>(in), {}}};
    return ended;
  }

  Ended run(const std::vector<std::string>& words, long limit_kib = 0) {
    const std::string out = folder_ / "out.txt";
    return wait_for(start(words, out, limit_kib), out);
  }

  // The digest of the whole file, imported in one piece into a book of its own.
  std::string clean_digest() {
    const std::string mine = book_;
    book_ = folder_ / "clean";
    EXPECT_EQ(run({"import", file_}).code, 0);
    const std::string digest = run({"digest"}).out;
    book_ = mine;
    return digest;
  }

  void goes_on_to(const std::string& digest) {
    const Ended verified = run({"verify"});
    EXPECT_EQ(verified.code, 0) << verified.out;
    const Ended again = run({"import", file_});
    EXPECT_EQ(again.code, 0) << again.out;
    EXPECT_EQ(run({"digest"}).out, digest);
  }

  // Killed again and again, a little later each time.
  void is_killed_and_goes_on(int times) {
    const std::string digest = clean_digest(), out = folder_ / "killed.txt";
    for (int i = 0; i < times; ++i) {
      const pid_t child = start({"import", file_}, out);
      std::this_thread::sleep_for(std::chrono::milliseconds(5 + 23 * i));
      ::kill(child, SIGKILL);
      wait_for(child, out);
      if (std::filesystem::exists(book_ + "/book.db")) {
        const Ended verified = run({"verify"});
        ASSERT_EQ(verified.code, 0) << verified.out;
      }
    }
    goes_on_to(digest);
  }

  base::ScratchFolder folder_;
  std::string book_ = folder_ / "book", mail_ = folder_ / "mail.mbox";
  std::string file_ = mail_;  // what is imported
};

TEST_F(Rapport, CtrlCEndsTheReadingAndTheNextRunGoesOn) {
  const std::string digest = clean_digest(), out = folder_ / "stopped.txt";
  const pid_t child = start({"import", file_}, out);
  // Once the first group of mails is in the book, it is in the middle of it.
  std::error_code none;
  const auto written = [&] { return std::filesystem::file_size(book_ + "/book.db-wal", none); };
  for (int i = 0; i < 10'000 && (written() < 200'000 || none); ++i)
    std::this_thread::sleep_for(1ms);
  ::kill(child, SIGINT);
  const Ended stopped = wait_for(child, out);
  EXPECT_EQ(stopped.code, 130) << stopped.out;
  EXPECT_NE(stopped.out.find("goes on"), std::string::npos) << stopped.out;
  goes_on_to(digest);
}

TEST_F(Rapport, KilledAtAnyMomentItKeepsWhatItHad) { is_killed_and_goes_on(6); }

TEST_F(Rapport, KilledInATableTheNextRunEndsWithItsRowsAndNoOthers) {
  constexpr int kRows = 30'000;
  file_ = folder_ / "table.csv";
  std::ofstream table(file_);
  table << "id,time,from,to,kind\n";
  for (int i = 0; i < kRows; ++i) {
    table << i << "," << 1'600'000'000 + 61 * i << ",p" << i % 701 << "@made.example,p"
          << (i * 7 + 1) % 701 << "@made.example,message\n";
  }
  table.close();
  is_killed_and_goes_on(8);
  const Ended again = run({"import", file_, "--json"});
  EXPECT_NE(again.out.find("\"imported\":0"), std::string::npos) << again.out;
  EXPECT_NE(again.out.find("\"duplicate\":" + std::to_string(kRows)), std::string::npos)
      << again.out;
}

TEST_F(Rapport, AFullDiskIsSaidInWordsAndCostsNothing) {
  const std::string digest = clean_digest();
  for (const long limit : {1L, 40L, 700L, 3000L}) {
    const Ended full = run({"import", mail_}, limit);
    EXPECT_EQ(full.code, 4) << limit << ": " << full.out;
    EXPECT_NE(full.out.find("rapport: "), std::string::npos) << full.out;
  }
  goes_on_to(digest);
}

TEST_F(Rapport, ASecondProcessIsRefusedWithTheFirstOnesNumber) {
  const std::string out = folder_ / "first.txt";
  const pid_t child = start({"import", mail_}, out);
  while (!std::filesystem::exists(book_ + "/book.db-wal")) std::this_thread::sleep_for(1ms);
  const Ended second = run({"real"});
  EXPECT_EQ(second.code, 3) << second.out;
  EXPECT_NE(second.out.find(std::to_string(child)), std::string::npos) << second.out;
  EXPECT_EQ(wait_for(child, out).code, 0);
}

}  // namespace
}  // namespace tests
