// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/plain_mail.h"

#include <gtest/gtest.h>

#include "formats/transfer_code.h"

namespace formats {
namespace {

const std::string kHead = "From: Ada Brenner <ada@example.org>\nDate: 3 Feb 2020 1:02:03 -0130\n";

// Read without GMime, and the same as with it.
void expect_plain(const std::string& mail) {
  const auto plain = parse_plain_mail(mail);
  ASSERT_TRUE(plain.has_value()) << mail;
  EXPECT_TRUE(*plain == parse_any_mail(mail)) << mail;
}

TEST(PlainMail, ReadsHeadsOfManyMakesAsGMimeDoes) {
  for (const char* line : {
           "Subject: The plan\n\tfor  May \n",
           "Subject: \n",
           "Subject: =?utf-8?B?QmVz?= =?utf-8?Q?uch?= soon\n",
           "Subject: Gr\xC3\xBC\xC3\x9F\x65 aus Wien\n",
           "Subject: Caf\xE9\n",
           "SUBJECT: one\nsubject: two\n",
           "To: \"Novak, Dora\" <d.novak@example.org>,\n bob@example.org , J. R. Smith "
           "<jr@example.org>\n",
           "To: Novak  Dora <d@example.org>\nTo: 'Bo' <bo@example.org>\nCc: \"\" <c@example.org>\n",
           "To: Friends: a@example.org, Carl <c@example.org>;, undisclosed-recipients:;\n",
           "To: Bob\n",
           "To:\n",
           "To: bob@example.org (Bob), <root>, x@xn--bcher-kva.example\n",
           "To: Weber, Jo <jo@example.org>\n",
           "To: <Novak>,\"Dora\" </O=FIRM/CN=DNOVAK>\n",
           "To: a@example.org b@example.org,\n",
           "Message-ID: <a.1@example.org>\nMessage-ID: <b.2@example.org>\n",
           "Message-ID: bare@example.org\n",
           "Message-ID: <a=?utf-8?q?=C3=A9?=@example.org>\nReferences: <b@c=?utf-8?q?=41?=>\n",
           "References: <a@example.org> <b@example.org>\n\t<c@[10.0.0.1]>\nIn-Reply-To: Bob's of "
           "Tuesday <d@example.org>\n",
           "Received: from x by y; Thu, 22 Aug 2002 12:00:00 +0000 (UTC)\nReceived: from z\n",
           "Received: from x by y\n",
           "List-Id: Talk <talk.example.org>\nPrecedence: List\nReturn-Path: <>\n",
           "X-Auto-Response-Suppress: All\nX-Campaign: 7\nList-Unsubscribe: "
           "<mailto:x@example.org>\n",
       })
    expect_plain(kHead + line + "\nHello\n");
}

TEST(PlainMail, ReadsDatesAsGMimeDoes) {
  for (const char* date :
       {"Thu, 22 Aug 2002 18:26:25 +0700", "22 Aug 2002 8:26 -0000 (GMT)", "22 Aug 02 18:26:25 PST",
        "Thu, 22 Aug 2002 24:26:25 +0700", "Fri, 31 Feb 2003 00:00:00 +0000",
        "Sun, 30 Nov 0002 00:00:00 -0800", "Thu, 1 Jan 1970 00:00:00 +0000",
        "Thu,  1 Jan 2004 00:00:60 +9999", "1 January 2004 00:00:00 +0100", "Whenever", ""}) {
    expect_plain("From: a@example.org\nDate: " + std::string(date) + "\n\nHello\n");
  }
}

TEST(PlainMail, ReadsBodiesAsGMimeDoes) {
  const std::string type = "Content-Type: text/plain; charset=";
  const std::string parts =
      "Content-Type: multipart/mixed; boundary=\"b 1\"\n\npre\n--b 1\nContent-Type: "
      "multipart/alternative;\n boundary=b=2\n\n--b=2 \n" +
      type + "us-ascii\n\nplain\n\n--b=2\nContent-Type: text/html\n\n<p>rich\n--b=2--\n--b 1--\n";
  for (const std::string& rest : std::vector<std::string>{
           "\n", "\n\n", "\nno line end", "Content-Transfer-Encoding: 8BIT\n\nbad \xE9\xFF\n",
           type + "utf-8; format=flowed\n\nGr\xC3\xBC\xC3\x9F\x65\n",
           type + "\"ISO-8859-1\"\nContent-Transfer-Encoding: quoted-printable\n\nCaf=E9 =\nau "
                  "=80lait=20\n",
           type + "utf-8\nContent-Transfer-Encoding: base64\n\nR3LDvMOf\nZQ==\n",
           type + "iso-8859-2\nContent-Disposition: inline; filename=x\n\nplain\n",
           "Content-Type: text/html\n\n<p>one<p>two &amp; three\n", parts}) {
    expect_plain(kHead + rest);
    std::string dos;
    for (const char c : kHead + rest) dos += c == '\n' ? "\r\n" : std::string(1, c);
    expect_plain(dos);
  }
}

TEST(PlainMail, DeclinesWhateverIsInDoubt) {
  const std::string type = "Content-Type: text/plain; charset=";
  for (const std::string& mail : std::vector<std::string>{
           "",
           kHead,
           "no head\n\nx\n",
           "From ada\n" + kHead + "\nx\n",
           kHead + "Subject : x\n\nx\n",
           kHead + "Subject: a\rb\n\nx\n",
           kHead + "\n" + std::string(1, '\0') + "x\n",
           kHead + type + "koi8-r\n\nx\n",
           kHead + type + "us-ascii\n\n\xC3\xA9\n",
           kHead + type + "utf-8\n\n\xC3\n",
           kHead + type + "utf-8\n\n\xEF\xBB\xBFx\n",
           kHead + type + "utf-8\nContent-Transfer-Encoding: base64\n\nR3LDv*==\n",
           kHead + type + "utf-8\nContent-Transfer-Encoding: quoted-printable\n\n=XY\n",
           kHead + type + "utf-8\nContent-Transfer-Encoding: x-uuencode\n\nx\n",
           kHead + type + "utf-8\nContent-Transfer-Encoding: base64\v\n\nR3Lx\n",
           kHead + "Content-Type: text/plain\nContent-Type: text/html\n\nx\n",
           kHead + "Content-Disposition: attachment\n\nx\n",
           kHead + "Content-Type: multipart/report; boundary=b\n\n--b\n\nx\n--b--\n",
           kHead + "Content-Type: multipart/mixed\n\n--b\n\nx\n--b--\n",
           kHead + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nnever closed\n",
           kHead + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: "
                   "image/png\n\nx\n--b--\n",
           kHead + "\n" + std::string((std::size_t{1} << 20) + 1, 'x')}) {
    EXPECT_FALSE(parse_plain_mail(mail).has_value()) << mail.substr(0, 300);
    EXPECT_TRUE(parse_mail(mail) == parse_any_mail(mail));
  }
}

TEST(TransferCode, IsReadWhereItIsSound) {
  EXPECT_EQ(sound_quoted_printable("a=3D=\nb=\r\n=c3=A9_"), "a=b\xC3\xA9_");
  for (const char* damaged : {"=", "=4", "=\r", "=4Z", "a= \n"})
    EXPECT_FALSE(sound_quoted_printable(damaged)) << damaged;
  EXPECT_EQ(sound_base64("YWJj\r\nZGU=\n"), "abcde");
  EXPECT_EQ(sound_base64("\nYQ==\n\n"), "a");
  EXPECT_EQ(sound_base64(""), "");
  for (const char* damaged : {"YWJ", "Y===", "YQ=", "YQ==x", "Y WJj", "=", "YWJj="})
    EXPECT_FALSE(sound_base64(damaged)) << damaged;
}

}  // namespace
}  // namespace formats
