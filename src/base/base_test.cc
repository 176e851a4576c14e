// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "base/bytes.h"
#include "base/hash.h"
#include "base/random.h"
#include "base/text.h"
#include "base/time.h"

namespace base {
namespace {

TEST(Text, FoldsCaseAndAccents) {
  EXPECT_EQ(fold("Zoë  ÅNGSTRÖM"), "zoe angstrom");
  EXPECT_EQ(fold("Jose\u0301"), fold("JOSÉ"));
  EXPECT_EQ(fold("\xff\xfe"), fold("\xff\xfe"));
}

TEST(Text, NeverCutsInTheMiddleOfACharacter) {
  EXPECT_EQ(shorten("Zoë", 3), "Zo");
  EXPECT_EQ(shorten("abcdefgh", 6, true), "abc…");
  EXPECT_TRUE(is_utf8(shorten("äöüäöüäöü", 7, true)));
}

TEST(Text, MakesUtf8OfAnything) {
  EXPECT_EQ(make_utf8(std::string("a\0b", 3)), "a b");
  EXPECT_TRUE(is_utf8(make_utf8("\xc3\x28\xed\xa0\x80")));
}

TEST(Time, ReadsWhatItPrints) {
  for (const char* text :
       {"2026-03-01T09:00:00Z", "1999-12-31T23:59:59.000125Z", "2000-02-29T00:00:00Z"}) {
    EXPECT_EQ(print_time(*parse_time(text)), text);
  }
  EXPECT_EQ(print_time(*parse_time("2026-03-01 10:30 +01:00")), "2026-03-01T09:30:00Z");
  for (const char* text :
       {"2026-13-01", "2026-02-30", "yesterday", "2026-03-01T25:00", "2026-03-01T09:00:00Zx", ""}) {
    EXPECT_FALSE(parse_time(text).has_value()) << text;
  }
}

TEST(Time, ReadsSpans) {
  EXPECT_EQ(parse_duration("2w"), std::chrono::days(14));
  EXPECT_FALSE(parse_duration("2 weeks").has_value());
  EXPECT_FALSE(parse_duration("-1d").has_value());
}

TEST(Bytes, ComeBackAsTheyWereWritten) {
  std::string out;
  ByteWriter to(out);
  to.varint(300);
  to.zigzag(-5);
  to.zigzag(INT64_MIN);
  to.text("words");
  to.f64(-.1);
  ByteReader from(out);
  EXPECT_EQ(from.varint(), 300U);
  EXPECT_EQ(from.zigzag(), -5);
  EXPECT_EQ(from.zigzag(), INT64_MIN);
  EXPECT_EQ(from.text(), "words");
  EXPECT_EQ(from.f64(), -.1);
  EXPECT_TRUE(from.done());
}

TEST(Bytes, AreNeverReadBeyondTheirEnd) {
  ByteReader from(std::string_view("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11));
  EXPECT_EQ(from.varint(), 0U);
  EXPECT_FALSE(from.ok());
  ByteReader text(
      "\x7f"
      "ab");
  EXPECT_EQ(text.text(), "");
  EXPECT_FALSE(text.ok());
}

TEST(Hash, KeepsPartsApart) {
  EXPECT_NE(Hasher().add("ab").add("c").finish(), Hasher().add("a").add("bc").finish());
  Key key{};
  key[0] = 1;
  EXPECT_NE(Hasher(key).add("a").finish(), Hasher().add("a").finish());
}

TEST(Random, GivesTheSameForTheSameSeed) {
  struct Tag {};
  EXPECT_EQ(seeded_random(4)->id<Tag>(), seeded_random(4)->id<Tag>());
  EXPECT_NE(seeded_random(4)->id<Tag>(), seeded_random(5)->id<Tag>());
}

}  // namespace
}  // namespace base
