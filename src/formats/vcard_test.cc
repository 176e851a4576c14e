// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/vcard.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

#include "formats/ical.h"

namespace formats {
namespace {

std::vector<VCard> read(ByteSource& source) {
  VCardReader reader(source);
  std::vector<VCard> cards;
  for (VCard card; *reader.next(card);) cards.push_back(card);
  return cards;
}
std::vector<VCard> read(const std::string& text) { return read(*bytes_of(text)); }

// `head`, then a gibibyte of one letter without a line end, then `tail`; never held whole.
class Endless : public ByteSource {
 public:
  Endless(std::string head, std::string tail) : head_(std::move(head)), tail_(std::move(tail)) {}
  base::Result<std::size_t> read(std::span<char> into) override {
    if (!head_.empty()) return take(head_, into);
    if (left_ == 0) return take(tail_, into);
    const std::size_t n = std::min<std::uint64_t>(left_, into.size());
    std::memset(into.data(), 'A', n);
    left_ -= n;
    return n;
  }

 private:
  static std::size_t take(std::string& from, std::span<char> into) {
    const std::size_t n = std::min(from.size(), into.size());
    std::memcpy(into.data(), from.data(), n);
    from.erase(0, n);
    return n;
  }
  std::string head_, tail_;
  std::uint64_t left_ = std::uint64_t{1} << 30;
};

TEST(VCards, ALineOfAGibibyteIsCutAndTheNextCardIsRead) {
  Endless source("BEGIN:VCARD\r\nFN:Ada Brenner\r\nPHOTO:",
                 "\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Imre Vadas\r\nEND:VCARD\r\n");
  const std::vector<VCard> cards = read(source);
  ASSERT_EQ(cards.size(), 2U);
  EXPECT_EQ(cards[0].name, "Ada Brenner");
  EXPECT_FALSE(cards[0].problem.empty());
  EXPECT_LE(cards[0].raw.size(), std::size_t{4} << 20);
  EXPECT_EQ(cards[1].name, "Imre Vadas");
  EXPECT_TRUE(cards[1].problem.empty());
}

TEST(Calendars, ALineOfAGibibyteIsCutAndTheNextEventIsRead) {
  Endless source("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:",
                 "\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Lunch\r\nEND:VEVENT\r\nEND:"
                 "VCALENDAR\r\n");
  const auto calendar = parse_calendar(source);
  ASSERT_TRUE(calendar.has_value());
  ASSERT_EQ(calendar->events.size(), 2U);
  EXPECT_EQ(calendar->events[1].summary, "Lunch");
}

TEST(VCards, ComeBackAsTheyStood) {
  const std::string text =
      "BEGIN:VCARD\r\nVERSION:3.0\r\nitem1.TEL;TYPE=x-odd:1\r\nitem1.X-ABLabel:_$!<Home>!$_\r\n"
      "TEL:2\r\nTEL:3\r\nPHOTO;ENCODING=b:AAAA\r\n BBBB\r\nX-UNKNOWN;a=\"b;c\":d\\,e\r\n"
      "END:VCARD\r\n";
  const std::vector<VCard> cards = read("junk before\r\n" + text + "\r\nand after");
  ASSERT_EQ(cards.size(), 1U);
  EXPECT_EQ(cards[0].raw, text);
  EXPECT_EQ(cards[0].phones.size(), 3U);
}

TEST(VCards, OfManyMegabytesAreReadAndNotGivenBackInPart) {
  std::string text = "BEGIN:VCARD\r\nFN:Ada Brenner\r\n";
  for (int i = 0; i < 9; ++i) text += "X-A:" + std::string(1 << 19, 'a') + "\r\n";
  text += "END:VCARD\r\nBEGIN:VCARD\r\nFN:Imre Vadas\r\nEND:VCARD\r\n";
  const std::vector<VCard> cards = read(text);
  ASSERT_EQ(cards.size(), 2U);
  EXPECT_EQ(cards[0].name, "Ada Brenner");
  EXPECT_TRUE(cards[0].raw.empty());
  EXPECT_FALSE(cards[0].problem.empty());
  EXPECT_EQ(cards[1].raw, "BEGIN:VCARD\r\nFN:Imre Vadas\r\nEND:VCARD\r\n");
}

TEST(VCards, ArePrintedWithinTheirLinesAndReadBack) {
  VCard card;
  card.name = "Zoë, the; long\\one " + std::string(200, 'x') + " 名前名前名前名前名前";
  card.mails = {"zoe@lind.example", "z@lind.example"};
  card.organization = "Acme; Law";
  const std::string text = print_vcard(card);
  for (std::size_t at = 0, end; (end = text.find("\r\n", at)) != std::string::npos; at = end + 2)
    EXPECT_LE(end - at, 75U);
  const std::vector<VCard> back = read(text);
  ASSERT_EQ(back.size(), 1U);
  EXPECT_EQ(back[0].name, card.name);
  EXPECT_EQ(back[0].mails, card.mails);
}

}  // namespace
}  // namespace formats
