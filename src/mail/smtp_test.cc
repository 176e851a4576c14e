// Over real sockets, to a made-up mail server; and where RAPPORT_SMTP_SINK names one, to a real one
// that speaks TLS.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/smtp.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>

#include "base/scratch_folder.h"
#include "formats/mail_writer.h"
#include "mail/made_smtp.h"
#include "mail/postman.h"
#include "store/file.h"

namespace mail {
namespace {

using Kind = Outcome::Kind;

Posted a_letter() {
  formats::MailToWrite mail;
  mail.message_id = "1@made.example";
  mail.from = {formats::Address::Kind::kMail, "Rapport", "rapport@made.example"};
  mail.to = {{formats::Address::Kind::kMail, "Ada", "ada@made.example"}};
  mail.subject = "Hello";
  mail.text = ".\n..\n.a line that begins with a dot\nthe end\n";
  return {"a",
          "rapport@made.example",
          {"ada@made.example", "noor@made.example"},
          *formats::print_mail(mail)};
}

std::unique_ptr<Smtp> transport(const SmtpServer& server) {
  auto made = Smtp::open(server);
  EXPECT_TRUE(made) << made.error().message;
  return made ? std::move(*made) : nullptr;
}

TEST(Smtp, HandsALetterOverByteForByte) {
  MadeSmtp server;
  const auto smtp = transport({server.url(), "", "", "", "made.example"});
  const Posted letter = a_letter();
  const Outcome outcome = smtp->send(letter);
  EXPECT_EQ(outcome.kind, Kind::kTaken) << outcome.reason;
  const auto came = server.letters(1);
  ASSERT_EQ(came.size(), 1U);
  EXPECT_EQ(came[0].bytes, letter.bytes);
  EXPECT_EQ(came[0].from, letter.from);
  EXPECT_EQ(came[0].to, letter.to);
  EXPECT_EQ(came[0].user, "");
}

TEST(Smtp, TellsARefusalForGoodFromOneForNow) {
  MadeSmtp server;
  const auto smtp = transport({server.url(), "", "", "", "made.example"});
  for (const char* word : {"MAIL", "RCPT", "DATA", "END"}) {
    server.answer(word, "550 no such box");
    Outcome outcome = smtp->send(a_letter());
    EXPECT_EQ(outcome.kind, Kind::kNever) << word;
    EXPECT_NE(outcome.reason.find("550 no such box"), std::string::npos) << word << outcome.reason;
    server.answer(word, "451 try again");
    outcome = smtp->send(a_letter());
    EXPECT_EQ(outcome.kind, Kind::kLater) << word;
    EXPECT_NE(outcome.reason.find("451 try again"), std::string::npos) << word << outcome.reason;
    server.answer(word, "");
  }
  server.answer("CONNECT", "554 not for you");
  EXPECT_EQ(smtp->send(a_letter()).kind, Kind::kLater) << "it is no letter's fault";
  EXPECT_TRUE(server.letters(0).empty());
}

TEST(Smtp, NobodyThereIsForNow) {
  std::string url;
  {
    const MadeSmtp server;
    url = server.url();
  }
  const auto smtp = transport({url, "", "", "", "made.example"});
  const Outcome outcome = smtp->send(a_letter());
  EXPECT_EQ(outcome.kind, Kind::kLater);
  EXPECT_FALSE(outcome.reason.empty());
}

TEST(Smtp, SignsInWithAPasswordThatNotEverybodyMayRead) {
  MadeSmtp server;
  const base::ScratchFolder folder;
  const std::string file = folder / "password";
  std::ofstream(file) << "four quiet words\nand a second line\n";
  ::chmod(file.c_str(), 0644);
  const SmtpServer to{server.url(), "ada", file, "", "made.example"};
  EXPECT_EQ(Smtp::open(to).error().code, base::Code::kForbidden);
  ::chmod(file.c_str(), 0640);
  const auto smtp = transport(to);
  EXPECT_EQ(smtp->send(a_letter()).kind, Kind::kTaken);
  const auto came = server.letters(1);
  ASSERT_EQ(came.size(), 1U);
  EXPECT_EQ(came[0].user, "AGFkYQBmb3VyIHF1aWV0IHdvcmRz");  // \0ada\0four quiet words
  server.answer("AUTH", "535 wrong");
  EXPECT_EQ(smtp->send(a_letter()).kind, Kind::kLater) << "the password may be mended";
}

TEST(Smtp, TakesOnlyWhatIsAMailServer) {
  for (const char* url :
       {"", "http://made.example", "smtp://", "smtp://a b", "smtp://made.example/x",
        "smtp://user:word@made.example", "smtp://made.example:", "smtp://a:12x"})
    EXPECT_FALSE(Smtp::open({url, "", "", "", "made.example"})) << url;
  for (const char* url : {"smtp://made.example:587", "smtps://made.example", "smtp://[::1]:25"})
    EXPECT_TRUE(Smtp::open({url, "", "", "", "made.example"})) << url;
  EXPECT_FALSE(Smtp::open({"smtp://made.example", "ada", "", "", "made.example"}));
  EXPECT_EQ(
      Smtp::open({"smtp://made.example", "ada", "/no/such/file", "", "made.example"}).error().code,
      base::Code::kNotFound);
}

// A real server, which speaks TLS and wants a name: a script that starts it on PORT with TLS_CERT,
// TLS_KEY and LOGIN, keeps each letter in DATA/messages, and stops it.
TEST(Smtp, GoesOverToTlsBeforeAnythingIsSaidAndOnlyWithWhomItTrusts) {
  const char* script = std::getenv("RAPPORT_SMTP_SINK");
  if (script == nullptr) GTEST_SKIP() << "RAPPORT_SMTP_SINK names no mail server to try it with";
  const base::ScratchFolder folder;
  const std::string at = "cd " + folder.path() + " && ",
                    sink = at + "PORT=15925 DATA=" + folder.path() +
                           " LOGIN=ada:secret TLS_CERT=cert.pem TLS_KEY=key.pem ";
  std::ofstream(folder / "password") << "secret\n";
  std::ofstream(folder / "wrong") << "guess\n";
  ::chmod((folder / "password").c_str(), 0600);
  ::chmod((folder / "wrong").c_str(), 0600);
  ASSERT_EQ(std::system((at + "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out "
                              "cert.pem -days 2 -subj /CN=localhost -addext "
                              "subjectAltName=DNS:localhost >log 2>&1")
                            .c_str()),
            0);
  const std::string paths =
      "TLS_CERT=" + folder.path() + "/cert.pem TLS_KEY=" + folder.path() + "/key.pem ";
  ASSERT_EQ(std::system((sink + paths + script + " start >log 2>&1").c_str()), 0);
  SmtpServer to{"smtp://localhost:15925", "ada", folder / "password", folder / "cert.pem",
                "made.example"};
  Outcome outcome = transport(to)->send(a_letter());
  EXPECT_EQ(outcome.kind, Kind::kTaken) << outcome.reason;
  const auto said = store::read_file(folder / "messages/00001.json");
  ASSERT_TRUE(said);
  EXPECT_NE(said->find("\"user\":\"ada\""), std::string::npos) << *said;
  EXPECT_EQ(said->find("\"tls\":false"), std::string::npos) << *said;
  EXPECT_EQ(*store::read_file(folder / "messages/00001.eml"), a_letter().bytes);
  to.authorities = "/etc/ssl/certs/ca-certificates.crt";  // which know nothing of it
  outcome = transport(to)->send(a_letter());
  EXPECT_EQ(outcome.kind, Kind::kLater);
  to.authorities = folder / "cert.pem";
  to.password_file = folder / "wrong";
  outcome = transport(to)->send(a_letter());
  EXPECT_EQ(outcome.kind, Kind::kLater) << outcome.reason;
  EXPECT_EQ(std::system((sink + script + " stop >log 2>&1").c_str()), 0);
}

TEST(Smtp, APostmanDeliversWhatIsQueuedWhileItWaits) {
  MadeSmtp server;
  const base::ScratchFolder folder;
  const auto clock = base::system_clock();
  const auto random = base::seeded_random(7);
  auto table = store::open_sqlite_table(outbox_file(folder.path()));
  const auto outbox =
      Outbox::open(std::move(*table), *formats::parse_mailbox("rapport@made.example"), *random);
  const auto smtp = transport({server.url(), "", "", "", "made.example"});
  {
    Postman postman(
        **outbox, [&](const Posted& letter) { return smtp->send(letter); }, *clock,
        [](const std::string& fault) { ADD_FAILURE() << fault; });
    for (const char* id : {"a", "b"}) {
      Letter letter;
      letter.id = id;
      letter.to = {{formats::Address::Kind::kMail, "", "ada@made.example"}};
      letter.text = "Hello.\n";
      ASSERT_TRUE((*outbox)->queue(letter, clock->now()));
    }
    EXPECT_EQ(server.letters(2).size(), 2U);
  }
  EXPECT_EQ((*outbox)->counts().sent, 2U) << "the one under way ended first";
}

}  // namespace
}  // namespace mail
