// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/mime.h"

#include <gtest/gtest.h>

#include "formats/address_quirks.h"
#include "formats/html_text.h"
#include "formats/mail_text.h"

namespace formats {
namespace {

Mail with(const std::string& headers, const std::string& body = "x\n") {
  return parse_mail(headers + "\n" + body);
}

std::string people(const std::vector<Address>& list) {
  std::string out;
  for (const Address& a : list) out += (out.empty() ? "" : " | ") + a.name + " <" + a.address + ">";
  return out;
}

TEST(Mime, DecodesEncodedWordsAlsoInPieces) {
  const Mail m = with(
      "From: =?utf-8?q?H=C3=A9l=C3=A8ne?= Dubois <h@example.org>\nSubject: =?utf-8?B?QmVz?= "
      "=?utf-8?B?dWNo?=\n");
  EXPECT_EQ(people(m.from), "Hélène Dubois <h@example.org>");
  EXPECT_EQ(m.subject, "Besuch");
}

TEST(Mime, GuessesRawBytesThatAreNotUtf8) {
  EXPECT_EQ(with("From: a@example.org\nSubject: Caf\xe9\n").subject, "Café");
}

TEST(Mime, ReadsGroupsCommentsAndQuotedCommas) {
  const Mail m = with(
      "From: \"Brenner, Ada\" <ada@example.org>\nTo: Friends: bob@example.org, Carl "
      "<carl@example.org>;, undisclosed-recipients:;\n"
      "Cc: dora@example.org (Dora Novak)\nBcc: eva@example.org\n");
  EXPECT_EQ(people(m.from), "Ada Brenner <ada@example.org>");
  EXPECT_EQ(people(m.to), " <bob@example.org> | Carl <carl@example.org>");
  EXPECT_EQ(m.cc.size(), 1U);
  EXPECT_EQ(people(m.bcc), " <eva@example.org>");
}

TEST(Mime, JoinsSeveralHeadersOfOneName) {
  EXPECT_EQ(with("From: a@example.org\nTo: b@example.org\nTo: c@example.org\n").to.size(), 2U);
}

TEST(Mime, ReadsExchangeNamesWithoutAddresses) {
  const Mail m = with(
      "From: <Novak>,\"Dora\" </O=FIRM/OU=EU/CN=RECIPIENTS/CN=DNOVAK>\nTo: <Weber>,\"Jo A.\" "
      "</O=FIRM/CN=JW>,<Li>,\"An\" </O=FIRM/CN=AL>\n");
  ASSERT_EQ(m.from.size(), 1U);
  EXPECT_EQ(m.from[0].kind, Address::Kind::kX500);
  EXPECT_EQ(people(m.from), "Dora Novak </O=FIRM/OU=EU/CN=RECIPIENTS/CN=DNOVAK>");
  EXPECT_EQ(m.to.size(), 2U);
}

TEST(Mime, ReadsBareNames) {
  const Mail m = with("From: Dora Novak\nTo: Ann Li, Bo Berg\n");
  EXPECT_EQ(m.from[0].kind, Address::Kind::kName);
  EXPECT_EQ(people(m.to), "Ann Li <Ann Li> | Bo Berg <Bo Berg>");
}

TEST(Mime, TurnsLastNameFirstRound) {
  EXPECT_EQ(clean_name("Novak  Dora", "d@example.org"), "Dora Novak");
  EXPECT_EQ(clean_name("'Novak, Dora'", "d@example.org"), "Dora Novak");
  EXPECT_EQ(clean_name("d@example.org", "d@example.org"), "");
  EXPECT_EQ(clean_name("Dora Novak (Law)", "d@example.org"), "Dora Novak");
}

TEST(Mime, TakesTheReceivedDateWhereTheDateCannotBeRight) {
  const std::string received =
      "Received: from x by y; Thu, 22 Aug 2002 12:00:00 +0000\nFrom: a@example.org\n";
  for (const char* date : {"Sun, 30 Nov 0002 00:00:00 -0800", "Whenever",
                           "Mon, 1 Jan 2035 00:00:00 +0000", "Fri, 1 Jan 1706 00:00:00 +0000"}) {
    const Mail m = with(received + "Date: " + date + "\n");
    ASSERT_TRUE(m.date.has_value()) << date;
    EXPECT_EQ(base::print_date(*m.date), "2002-08-22") << date;
  }
  EXPECT_FALSE(
      with("From: a@example.org\nDate: Sun, 30 Nov 0002 00:00:00 -0800\n").date.has_value());
}

TEST(Mime, ReadsDatesAsMailersWriteThem) {
  const auto time = [](const char* date) { return base::print_time(*parse_mail_date(date)); };
  EXPECT_EQ(time("Thu, 22 Aug 2002 18:26:25 +0700"), "2002-08-22T11:26:25Z");
  EXPECT_EQ(time("22 Aug 02 18:26:25 PST"), "2002-08-23T02:26:25Z");
  EXPECT_EQ(time("Thu, 22 Aug 2002 18:26:25 +0000 (UTC)"), "2002-08-22T18:26:25Z");
  EXPECT_EQ(base::print_time(*parse_from_line_date("From a@example.org Thu Aug 22 12:36:23 2002")),
            "2002-08-22T12:36:23Z");
}

TEST(Mime, PrefersPlainTextAndReadsHtmlWhereThereIsNone) {
  const std::string head = "From: a@example.org\nContent-Type: multipart/alternative; boundary=b\n";
  EXPECT_EQ(with(head,
                 "--b\nContent-Type: text/html\n\n<p>rich</p>\n--b\nContent-Type: "
                 "text/plain\n\nplain\n--b--\n")
                .text,
            "plain");
  EXPECT_EQ(with(head, "--b\nContent-Type: text/html\n\n<p>ri&amp;ch</p><p>two\n--b--\n").text,
            "ri&ch\ntwo");
}

TEST(Mime, SurvivesAThousandNestedParts) {
  std::string body = "From: a@example.org\n", tail;
  for (int i = 0; i < 1000; ++i) {
    const std::string b = "b" + std::to_string(i);
    body += "Content-Type: multipart/mixed; boundary=" + b + "\n\n--" + b + "\n";
  }
  const Mail m = parse_mail(body + "Content-Type: text/plain\n\ndeep\n");
  EXPECT_EQ(people(m.from), " <a@example.org>");
  EXPECT_EQ(m.text, "");
}

TEST(Mime, SurvivesTenThousandPartsAndMillionsOfHeaders) {
  std::string parts = "From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 10'000; ++i) parts += "--b\nContent-Type: image/png\n\nx\n";
  EXPECT_FALSE(parse_mail(parts).problems.empty());
  std::string headers = "From: a@example.org\n";
  for (int i = 0; i < 1'000'000; ++i) headers += "X: y\n";
  EXPECT_EQ(parse_mail(headers + "\nx\n").from.size(), 1U);
}

TEST(Mime, ReadsNothingOutOfNothing) {
  for (const char* text : {"", "\n", ":\n", "From\n", "From: \n\n", "From: <>\n\n"})
    EXPECT_TRUE(parse_mail(text).from.empty());
}

TEST(MailText, KeepsWhatIsNew) {
  EXPECT_EQ(
      new_text(
          "Yes, gladly.\n\nOn 3 May, Bob wrote:\n> Will you come?\n> Bob\n\nSee you\n-- \nAda\n",
          1000),
      "Yes, gladly.\n\nSee you");
  EXPECT_EQ(new_text("Fine.\n\n-----Original Message-----\nFrom: Bob\nTo: Ada\n\nold\n", 1000),
            "Fine.");
  EXPECT_EQ(new_text("AB> old\nnew\n", 1000), "new");
}

TEST(HtmlText, DropsScriptsAndReadsBlocks) {
  EXPECT_EQ(html_text("<head><title>t</title></head><script>x<y</script><p>a "
                      "&lt;b&gt;<br>c</p><blockquote>q</blockquote>"),
            "a <b>\nc\n> q\n");
  EXPECT_EQ(html_text("5 < 6 &nosuch; &#8364; &#xD800;"), "5 < 6 &nosuch; € \xEF\xBF\xBD");
  EXPECT_EQ(html_text("<script>never closed"), "");
}

TEST(HtmlText, IsLinear) {
  std::string html;
  for (int i = 0; i < 200'000; ++i) html += "<div><b<script";
  EXPECT_LT(html_text(html).size(), html.size());
}

}  // namespace
}  // namespace formats
