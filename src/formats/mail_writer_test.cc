// What is written reads back through our own reader, plain and by GMime.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/mail_writer.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"

namespace formats {
namespace {

MailToWrite one() {
  MailToWrite mail;
  mail.message_id = "1234@made.example";
  mail.date = *base::parse_time("2026-11-25T08:00:00Z");
  mail.from = {Address::Kind::kMail, "Rapport, the \"server\"", "rapport@made.example"};
  mail.to = {{Address::Kind::kMail, "Imre Halász", "imre@made.example"}};
  mail.reply_to = {{Address::Kind::kMail, "", "ada@made.example"}};
  mail.subject = "Three people today: Imre Halász, Noor, Ben";
  mail.text = ".\nFrom here on: “été”\n" + std::string(300, 'x') + "\n..two dots\n";
  return mail;
}

TEST(MailWriter, WritesWhatReadsBackTheSame) {
  const auto bytes = print_mail(one());
  ASSERT_TRUE(bytes) << bytes.error().message;
  const Mail mail = parse_mail(*bytes);
  EXPECT_EQ(mail.problems, std::vector<std::string>{});
  EXPECT_EQ(mail.message_id, "1234@made.example");
  EXPECT_EQ(mail.date, one().date);
  ASSERT_EQ(mail.to.size(), 1U);
  EXPECT_EQ(mail.to.front().name, "Imre Halász");
  EXPECT_EQ(mail.to.front().address, "imre@made.example");
  EXPECT_EQ(mail.from.front().address, "rapport@made.example");
  EXPECT_EQ(mail.reply_to.front().address, "ada@made.example");
  EXPECT_EQ(mail.subject, one().subject);
  std::string text = mail.text;
  std::erase(text, '\r');
  EXPECT_EQ(text, one().text);
}

TEST(MailWriter, WritesSevenBitLinesThatAreShortAndEndInCrlf) {
  const auto bytes = print_mail(one());
  ASSERT_TRUE(bytes);
  EXPECT_TRUE(base::is_ascii(*bytes));
  for (std::size_t at = 0; at < bytes->size();) {
    const std::size_t end = bytes->find('\n', at);
    ASSERT_NE(end, std::string::npos);
    EXPECT_EQ((*bytes)[end - 1], '\r');
    EXPECT_LE(end - at, 79U);
    at = end + 1;
  }
}

TEST(MailWriter, LeavesAFurtherHeaderInOnePiece) {
  MailToWrite mail = one();
  const std::string link = "<https://rapport.example/mail/stop/" + std::string(64, 'a') + ">";
  mail.headers = {{"List-Unsubscribe", link},
                  {"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"},
                  {"Auto-Submitted", "auto-generated"}};
  const auto bytes = print_mail(mail);
  ASSERT_TRUE(bytes);
  EXPECT_NE(bytes->find("\r\nList-Unsubscribe: " + link + "\r\n"), std::string::npos) << *bytes;
  EXPECT_NE(bytes->find("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"),
            std::string::npos);
  EXPECT_EQ(parse_mail(*bytes).auto_submitted, "auto-generated");
}

TEST(MailWriter, LetsNoTextBecomeAHeader) {
  MailToWrite mail = one();
  mail.subject = "Hello\r\nBcc: eve@made.example";
  mail.to.front().name = "Imre\r\nBcc: eve@made.example";
  const auto bytes = print_mail(mail);
  ASSERT_TRUE(bytes);
  EXPECT_EQ(bytes->find("\nBcc:"), std::string::npos);
  EXPECT_TRUE(parse_mail(*bytes).bcc.empty());
  EXPECT_EQ(parse_mail(*bytes).to.size(), 1U);
  for (const char* value : {"a\r\nBcc: b", "", "é"}) {
    mail.headers = {{"X-Made", value}};
    EXPECT_FALSE(print_mail(mail)) << value;
  }
  mail.headers = {{"X Made", "a"}};
  EXPECT_FALSE(print_mail(mail));
}

TEST(MailWriter, KnowsWhatCanBeMailed) {
  for (const char* good : {"ada@made.example", "a.b+c@sub.made.example", "a@localhost"})
    EXPECT_TRUE(is_mailable(good)) << good;
  for (const char* bad :
       {"", "ada", "@made.example", "ada@", "a b@made.example", "a@b>c", "a@made..example",
        "a@.example", "a\r\n@b", "<a@b>", "a,b@c", "\"a b\"@c", "ada@[127.0.0.1]", "á@b.example"})
    EXPECT_FALSE(is_mailable(bad)) << bad;
  EXPECT_FALSE(is_mailable(std::string(65, 'a') + "@made.example"));
  EXPECT_EQ(parse_mailbox("Rapport <rapport@made.example>")->name, "Rapport");
  EXPECT_EQ(parse_mailbox("rapport@made.example")->address, "rapport@made.example");
  for (const char* bad : {"", "Rapport", "a@b.example, c@d.example"})
    EXPECT_FALSE(parse_mailbox(bad)) << bad;
}

}  // namespace
}  // namespace formats
