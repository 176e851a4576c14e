// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/match.h"

#include <gtest/gtest.h>

#include "identity/evidence.h"
#include "identity/handles.h"
#include "identity/name_words.h"

namespace identity {
namespace {

using model::HandleKind;

MatchRecord record(const std::string& name, const std::vector<std::string>& handles,
                   const std::string& firm = "", const std::string& post = "") {
  MatchRecord r;
  if (!name.empty()) r.names.push_back(name);
  for (const std::string& text : handles) {
    if (const auto mail = mail_handle(text)) {
      show_handle(r, *mail);
    } else if (const auto phone = phone_handle(text, "DE")) {
      show_handle(r, *phone);
    } else if (const auto page = page_handle(text)) {
      show_handle(r, *page);
    }
  }
  show_job(r, firm, post);
  return r;
}

class People : public testing::Test {
 protected:
  std::size_t add(MatchRecord r) {
    r.place = "place " + std::to_string(records_.size());
    records_.push_back(std::move(r));
    return records_.size() - 1;
  }
  bool one(std::size_t a, std::size_t b) {
    const Matching m = match(records_, judged_, Ask::kNo);
    return m.group[a] == m.group[b];
  }
  bool asked(std::size_t a, std::size_t b) {
    const Matching m = match(records_, judged_, Ask::kYes);
    for (const MatchQuestion& q : m.questions) {
      if ((q.a == m.group[a] && q.b == m.group[b]) || (q.a == m.group[b] && q.b == m.group[a]))
        return true;
    }
    return false;
  }
  std::vector<MatchRecord> records_;
  std::vector<MatchJudgement> judged_;
};

TEST_F(People, AreOneByWhatOnlyOneBears) {
  const auto a = add(record("Ada Brenner", {"ada@brenner.example"}));
  const auto b = add(record("Brenner, Ada", {"Ada+news@Brenner.example", "0151 2345678"}));
  const auto c = add(record("", {"+49 151 2345678"}));
  EXPECT_TRUE(one(a, b));
  EXPECT_TRUE(one(a, c));
}

TEST_F(People, AreNotOneByAMailboxThatTheyShare) {
  const auto a = add(record("Ada Brenner", {"info@brenner.example"}));
  const auto b = add(record("Imre Vadas", {"info@brenner.example"}));
  const auto c = add(record("Ada Brenner", {"info@brenner.example", "ada@brenner.example"}));
  EXPECT_FALSE(one(a, b));
  EXPECT_TRUE(one(a, c));
  // An address that went to a successor.
  const auto d = add(record("Zoe Lind", {"counsel@acme.example"}));
  const auto e = add(record("Noor Haddad", {"counsel@acme.example"}));
  EXPECT_FALSE(one(d, e));
  // A list says who wrote, and is nobody.
  const auto f = add(record("Lena Fischer via Choir", {"choir@lists.example"}));
  const auto g = add(record("Bo Lee via Choir", {"choir@lists.example"}));
  EXPECT_FALSE(one(f, g));
}

TEST_F(People, AreTwoWhenTheyAreFatherAndSon) {
  const auto a = add(record("John Smith Sr.", {"+49 30 1234567"}));
  const auto b = add(record("John Smith Jr.", {"+49 30 1234567"}));
  const auto c = add(record("John", {"+49 30 1234567"}));
  EXPECT_FALSE(one(a, b));
  EXPECT_FALSE(one(a, c));
  EXPECT_FALSE(one(b, c));
}

TEST_F(People, AreOneByNameAndFirmWhereNothingSpeaksAgainst) {
  const auto a = add(record("Robert Hartwood", {"linkedin.com/in/rh"}, "Acme GmbH", "Counsel"));
  const auto b = add(record("Bob Hartwood", {"bob@x.example"}, "ACME", "Counsel"));
  const auto c = add(record("", {"r.hartwood@acme.example"}));
  EXPECT_TRUE(one(a, b));
  EXPECT_TRUE(one(a, c));
  // Two of that name there: nobody can tell whose the card is.
  add(record("Robert Hartwood", {"linkedin.com/in/rh2"}, "Acme", "Engineer"));
  EXPECT_FALSE(one(a, b));
}

TEST_F(People, OfOneNameAloneAreAskedAbout) {
  const auto a = add(record("Ximena Echeverría", {"xe@gmail.com"}));
  const auto b = add(record("Ximena Echeverria", {"+49 151 2345678"}));
  EXPECT_FALSE(one(a, b));
  EXPECT_TRUE(asked(a, b));
  judged_.push_back({0, 1, false});
  EXPECT_FALSE(asked(a, b));
  judged_[0].same = true;
  EXPECT_TRUE(one(a, b));
}

TEST_F(People, StayApartWhereTheOwnerSaidSo) {
  const auto a = add(record("Ada Brenner", {"ada@brenner.example"}));
  const auto b = add(record("Ada Brenner", {"ada@brenner.example"}));
  const auto c = add(record("Ada Brenner", {"ada@brenner.example"}));
  judged_.push_back({static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(c), false});
  EXPECT_FALSE(one(a, c));
  EXPECT_TRUE(one(a, b) || one(b, c));
}

TEST(NameWords, MeetInTheirSpellings) {
  const auto words = [](const char* name) { return name_words(name).words; };
  EXPECT_EQ(words("Dr. Müller, Eva"), words("Eva Mueller, PhD"));
  EXPECT_EQ(words("Łukasz Wiśniewski 🚀"), words("Lukasz WISNIEWSKI"));
  EXPECT_EQ(words("Ольга Иванова"), words("Ol'ga Ivanova"));
  EXPECT_EQ(name_words("John Smith, Jr.").generation, Generation::kJunior);
  EXPECT_EQ(sound_of("mohammed"), sound_of("muhamad"));
  EXPECT_TRUE(is_slip("borkowski", "borkwoski"));
  EXPECT_FALSE(is_slip("chanjin", "chanbin"));
  EXPECT_EQ(firm_key("Acme Labs, GmbH"), firm_key("ACME LABS"));
  EXPECT_EQ(writer_of("Bo Lee on behalf of Ada Brenner"), "Bo Lee");
}

TEST(NameWords, OfAMegabyteAreLookedAtInPart) {
  EXPECT_LE(name_words(std::string(1 << 20, 'a')).words.front().size(), 200U);
  EXPECT_LE(name_words("Ada " + std::string(1 << 20, ' ') + "Brenner").words.size(), 2U);
}

TEST(Handles, AreCanonical) {
  const auto phone = [](const char* text, const char* region = "DE") {
    const auto h = phone_handle(text, region);
    return h ? h->text : std::string();
  };
  EXPECT_EQ(phone("+44 (0)1632 960123"), "+441632960123");
  EXPECT_EQ(phone("0044 1632 960123"), "+441632960123");
  EXPECT_EQ(phone("0151/234-5678"), "+491512345678");
  EXPECT_EQ(phone("(212) 555-0123", "US"), "+12125550123");
  EXPECT_EQ(phone("0151 2345678", ""), "");
  EXPECT_EQ(phone("030 1234 ext 7"), "");
  EXPECT_EQ(phone("112"), "");
  const auto page = [](const char* text) {
    const auto h = page_handle(text);
    return h ? h->text : std::string();
  };
  EXPECT_EQ(page("http://uk.linkedin.com/in/Ada/?trk=x"), "linkedin.com/in/ada");
  EXPECT_EQ(page("https://www.linkedin.com/in/zo%C3%AB-lind"), "linkedin.com/in/zoë-lind");
  EXPECT_EQ(page("https://social.example/@Ada"), "ada@social.example");
  EXPECT_EQ(page("https://brenner.example/"), "");
  EXPECT_EQ(same_mailbox("a.da+x@googlemail.com"), "ada@gmail.com");
  EXPECT_EQ(kind_of_mailbox("info@acme.example"), Mailbox::kShared);
  EXPECT_EQ(kind_of_mailbox("messages-noreply@site.example"), Mailbox::kMachine);
  EXPECT_EQ(kind_of_mailbox("infante@acme.example"), Mailbox::kPersonal);
}

}  // namespace
}  // namespace identity
