// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "formats/csv.h"
#include "formats/json.h"

namespace formats {
namespace {

std::string rows_of(ByteSource& bytes) {
  CsvReader reader(bytes);
  std::string out;
  for (CsvRow row; *reader.next(row);) {
    out += std::to_string(row.line) + ":";
    for (const std::string_view f : row.fields) out.append("[").append(f).append("]");
    if (!row.problem.empty()) out += "!";
    out += "\n";
  }
  return out;
}

std::string rows(std::string text) { return rows_of(*bytes_of(std::move(text))); }

// Gives a few bytes at a time.
class Drops : public ByteSource {
 public:
  Drops(std::string text, std::uint64_t seed) : text_(std::move(text)), dice_(seed) {}
  base::Result<std::size_t> read(std::span<char> into) override {
    const std::size_t n = std::min({into.size(), text_.size() - at_, 1 + dice_() % 3});
    std::copy_n(text_.data() + at_, n, into.data());
    at_ += n;
    return n;
  }

 private:
  std::string text_;
  std::size_t at_ = 0;
  std::mt19937_64 dice_;
};

// The grammar a character at a time, for texts with "," between the fields and without a mark.
std::string slow_rows(const std::string& text) {
  std::string out;
  int line = 1;
  for (std::size_t i = 0; i < text.size();) {
    const int began = line;
    std::vector<std::string> fields(1);
    bool quoted = false, closed = false, open = false;
    for (bool row = true; row && i < text.size();) {
      const char c = text[i++];
      std::string& field = fields.back();
      if (quoted) {
        if (c == '\n') ++line;
        if (c != '"') {
          field += c;
        } else if (i < text.size() && text[i] == '"') {
          field += text[i++];
        } else {
          quoted = false;
          closed = true;
        }
      } else if (c == '\n' || c == '\r') {
        if (c == '\r' && i < text.size() && text[i] == '\n') ++i;
        ++line;
        row = false;
      } else if (c == ',') {
        fields.emplace_back();
        closed = false;
      } else if (c == '"' && field.empty() && !closed) {
        quoted = true;
      } else {
        field += c;
      }
      open = quoted && i == text.size();
    }
    if (fields.size() == 1 && fields[0].empty() && !open) continue;
    out += std::to_string(began) + ":";
    for (const std::string& f : fields) out += "[" + f + "]";
    out += open ? "!\n" : "\n";
  }
  return out;
}

TEST(Csv, ReadsWhateverThePiecesAsOneWhoReadsACharacterAtATime) {
  std::mt19937_64 dice(1);
  for (int i = 0; i < 3000; ++i) {
    std::string text = "a,b,c,d\n";
    for (std::uint64_t n = dice() % 60; n > 0; --n) text += "ab,,\"\"\"\n\r"[dice() % 9];
    const std::string slow = slow_rows(text);
    ASSERT_EQ(rows(text), slow) << text;
    Drops drops(text, static_cast<std::uint64_t>(i));
    ASSERT_EQ(rows_of(drops), slow) << text;
  }
}

TEST(Csv, ReadsQuotesAndLineBreaksInThem) {
  EXPECT_EQ(rows("a,b\n\"x, \"\"y\"\"\",\"two\nlines\"\nlast,"),
            "1:[a][b]\n2:[x, \"y\"][two\nlines]\n4:[last][]\n");
}

TEST(Csv, TellsTheSeparatorAndDropsTheMark) {
  EXPECT_EQ(rows("\xEF\xBB\xBF"
                 "a;b\n1,5;2\n"),
            "1:[a][b]\n2:[1,5][2]\n");
  EXPECT_EQ(rows("a\tb\n1\t2\n"), "1:[a][b]\n2:[1][2]\n");
}

TEST(Csv, ReadsEveryKindOfLineEndAndSkipsEmptyLines) {
  EXPECT_EQ(rows("a,b\r\n\r\nc,d\re,f"), "1:[a][b]\n3:[c][d]\n4:[e][f]\n");
}

TEST(Csv, SaysWhereAQuoteIsNeverClosed) {
  EXPECT_EQ(rows("a,b\n\"open,c\n"), "1:[a][b]\n2:[open,c\n]!\n");
  EXPECT_NE(rows("a\n\"" + std::string(2 << 20, 'x') + "\nb\n").find("!"), std::string::npos);
}

TEST(Csv, SaysWhereARowHasTooManyColumns) {
  EXPECT_NE(rows("a\n" + std::string(5000, ',') + "\nb\n").find("!"), std::string::npos);
}

TEST(Json, PrintsWhatItReads) {
  const char* text = R"({"a":[1,-2.5,true,null,"ü\"\n"],"b":{"c":{}}})";
  EXPECT_EQ(print_json(*parse_json(text)), text);
  EXPECT_EQ(print_json(*parse_json("-2.5e3")), "-2500.0");  // a fraction stays one
}

TEST(Json, RefusesWhatIsNotJson) {
  for (const std::string& text :
       {std::string("{"), std::string("[1,]"), std::string("01"), std::string("\"\xff\""),
        std::string("18446744073709551615"), std::string("{} x"),
        std::string(40, '[') + std::string(40, ']')}) {
    EXPECT_FALSE(parse_json(text).has_value()) << text;
  }
  EXPECT_FALSE(parse_json("[" + std::string(100, ' ') + "]", 50).has_value());
}

}  // namespace
}  // namespace formats
