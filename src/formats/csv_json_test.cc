// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "formats/csv.h"
#include "formats/json.h"

namespace formats {
namespace {

std::string rows(std::string text) {
  const auto bytes = bytes_of(std::move(text));
  CsvReader reader(*bytes);
  std::string out;
  for (CsvRow row; *reader.next(row);) {
    out += std::to_string(row.line) + ":";
    for (const std::string& f : row.fields) out += "[" + f + "]";
    if (!row.problem.empty()) out += "!";
    out += "\n";
  }
  return out;
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
