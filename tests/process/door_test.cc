// Commands of the terminal while `rapport serve` has the book open: answered by it, seen by its pages,
// and nothing in the way once it is gone.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cstring>
#include <thread>
#include <vector>

#include "base/scratch_folder.h"
#include "store/file.h"
#include "tests/letters.h"
#include "tests/process/started.h"

namespace tests {
namespace {

using net::body_of;

class AtTheDoor : public testing::Test {
 protected:
  void SetUp() override {
    const base::Time start = base::system_clock()->now() - std::chrono::days(60);
    std::vector<Letter> all;
    for (int i = 0; i < 12; ++i) {
      const std::string ada = "Ada <ada@made.example>", imre = "Imre Halász <imre@made.example>";
      all.push_back({i % 2 == 0 ? ada : imre,
                     {i % 2 == 0 ? imre : ada},
                     start + std::chrono::days(i),
                     "Matter",
                     "Shall we meet?",
                     std::to_string(i) + "@made.example",
                     "",
                     ""});
    }
    ASSERT_TRUE(store::write_file_durably(folder_ / "mail.mbox", print_mbox(all)));
    ASSERT_EQ(rapport("import " + folder_ / "mail.mbox"), 0) << err();
    ASSERT_EQ(rapport("me ada@made.example"), 0) << err();
  }

  int rapport(const std::string& words, const std::string& name = "") const {
    return in_shell(RAPPORT_BIN " --data " + book() + " " + words + " >" + folder_ / "out" + name +
                    " 2>" + folder_ / "err" + name);
  }
  std::string book() const { return folder_ / "book"; }
  std::string out(const std::string& name = "") const { return bytes_of(folder_ / "out" + name); }
  std::string err(const std::string& name = "") const { return bytes_of(folder_ / "err" + name); }

  base::ScratchFolder folder_;
};

TEST_F(AtTheDoor, TheServerAnswersCommandsAndItsPagesSeeWhatTheyDid) {
  ASSERT_EQ(rapport("real"), 0);
  const std::string alone = out();
  EXPECT_NE(alone.find("Imre"), std::string::npos) << alone;
  Started server(book(), folder_ / "log");
  ASSERT_TRUE(server.come_in()) << server.said();
  ASSERT_EQ(rapport("real"), 0) << err();
  EXPECT_EQ(out(), alone);
  ASSERT_EQ(rapport("note 'Imre Halász: plays the cello'"), 0) << err();
  EXPECT_NE(body_of(server.get("/api/v1/people?q=imre")).find("Imre"), std::string::npos);
  ASSERT_EQ(rapport("person Imre --json"), 0) << err();
  const auto person = formats::parse_json(out());
  ASSERT_TRUE(person) << out();
  EXPECT_NE(out().find("plays the cello"), std::string::npos);
  const std::string id = formats::text_in(*person, "id");
  EXPECT_NE(body_of(server.get("/api/v1/people/" + id)).find("plays the cello"), std::string::npos);
  EXPECT_EQ(server.stop(), 0);
  ASSERT_EQ(rapport("person Imre"), 0) << err();
  EXPECT_NE(out().find("plays the cello"), std::string::npos);
}

TEST_F(AtTheDoor, SaysWhatWentWrongWithTheSameCodeAndWords) {
  const auto said = [&](const std::string& words) {
    const int code = rapport(words);
    return std::to_string(code) + "\n" + out() + err();
  };
  const std::vector<std::string> lines = {"person Nobody", "later 1 never", "step", "circle --none",
                                          "help-me"};
  std::vector<std::string> alone;
  for (const std::string& line : lines) alone.push_back(said(line));
  const Started server(book(), folder_ / "log");
  for (std::size_t i = 0; i < lines.size(); ++i) EXPECT_EQ(said(lines[i]), alone[i]) << lines[i];
}

TEST_F(AtTheDoor, WhatNeedsTheBookToItselfSaysWhoHasIt) {
  const Started server(book(), folder_ / "log");
  const std::string to_a_file = "export " + folder_ / "all.zip";
  for (const std::string& words :
       {std::string("verify"), to_a_file, std::string("--at now real")}) {
    EXPECT_EQ(rapport(words), 3) << words;
    EXPECT_NE(err().find("has this book open"), std::string::npos) << err();
  }
}

TEST_F(AtTheDoor, SeveralAreAnsweredOneAfterTheOther) {
  const Started server(book(), folder_ / "log");
  std::vector<std::thread> askers;
  std::vector<int> codes(6, -1);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    askers.emplace_back([&, i] {
      codes[i] = rapport("note 'Imre Halász: note " + std::to_string(i) + "'", std::to_string(i));
    });
  }
  for (std::thread& asker : askers) asker.join();
  for (std::size_t i = 0; i < codes.size(); ++i) EXPECT_EQ(codes[i], 0) << err(std::to_string(i));
  ASSERT_EQ(rapport("person Imre"), 0);
  for (std::size_t i = 0; i < codes.size(); ++i)
    EXPECT_NE(out().find("note " + std::to_string(i)), std::string::npos) << out();
}

TEST_F(AtTheDoor, ADoorThatAKilledServerLeftIsNobodysAndANewServerTakesItOver) {
  {
    Started server(book(), folder_ / "log");
    server.kill();
  }
  ASSERT_EQ(rapport("real"), 0) << err();
  const Started server(book(), folder_ / "log");
  ASSERT_EQ(rapport("real"), 0) << err();
  EXPECT_NE(out().find("Imre"), std::string::npos);
}

TEST_F(AtTheDoor, WordsThatDoNotReadAreAnsweredWithoutAHarm) {
  const Started server(book(), folder_ / "log");
  for (const std::string& bytes :
       {std::string("GET / HTTP/1.1\r\n\r\n"), std::string(2 << 20, 'x'), std::string()}) {
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un at{};
    at.sun_family = AF_UNIX;
    std::strncpy(at.sun_path, (book() + "/door").c_str(), sizeof at.sun_path - 1);
    ASSERT_EQ(::connect(fd, reinterpret_cast<sockaddr*>(&at), sizeof at), 0);
    (void)!::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    ::close(fd);
  }
  ASSERT_EQ(rapport("real"), 0) << err();
  EXPECT_NE(out().find("Imre"), std::string::npos);
}

}  // namespace
}  // namespace tests
