// Scenarios: stories told as text, run through the commands with a clock that stands still.
// SPDX-License-Identifier: AGPL-3.0-or-later
//
//   at 2026-03-01T09:00:00Z         the clock
//   book NAME                       the book from here on ("first", unless said)
//   file NAME                       what follows with "| " in front stands in that file
//   letters FILE A <-> B every 7d from DATE until DATE | SUBJECT
//                                   A writes, B answers the next day; appended to an mbox
//   letter FILE A -> B, C | TIME | SUBJECT | TEXT     one letter, appended
//   nowhere TEXT                    no file of the book has these bytes in it
//   somewhere TEXT                  one has
//   same FILE FILE                  byte for byte
//   different FILE FILE             not so
//   $ rapport WORDS                 runs; "> NAME" at its end keeps the output; the word ID is that of
//                                   the exchange shown last; then, indented by two:
//     text                          stands in the output, in this order, runs of spaces as one
//     !text                         does not
//     = exit N                      it ended with N (0, unless said)
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "base/scratch_folder.h"
#include "base/text.h"
#include "cli/command.h"
#include "tests/letters.h"

namespace tests {
namespace {

namespace fs = std::filesystem;

std::string squeeze(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t';
    if (!space) out += c;
    if (space && !out.empty() && out.back() != ' ') out += ' ';
  }
  return std::string(base::trim(out));
}

std::string read_all(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Words apart by spaces; "…" keeps them together.
std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::istringstream in(line);
  for (std::string word; in >> std::quoted(word);) words.push_back(word);
  return words;
}

class Story {
 public:
  explicit Story(const fs::path& file) : name_(file.filename()) {
    std::ifstream in(file);
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
      where_ = name_ + ":" + std::to_string(number);
      tell(line);
    }
    finish();
  }
  int commands() const { return commands_; }

 private:
  void tell(const std::string& line) {
    const auto rest_of = [&](std::string_view verb) { return line.substr(verb.size()); };
    if (line.starts_with("  ")) return expect(line.substr(2));
    if (line.starts_with("| ") || line == "|") {
      std::ofstream(file_, std::ios::app) << (line.size() > 2 ? line.substr(2) : "") << "\n";
      return;
    }
    finish();
    if (line.empty() || line.starts_with("#")) return;
    if (line.starts_with("at ")) {
      const auto at = base::parse_time(rest_of("at "));
      ASSERT_TRUE(at.has_value()) << where_;
      clock_ = base::fixed_clock(*at);
    } else if (line.starts_with("book ")) {
      book_ = rest_of("book ");
    } else if (line.starts_with("file ")) {
      file_ = folder_ / rest_of("file ");
      fs::create_directories(fs::path(file_).parent_path());
      fs::remove(file_);
    } else if (line.starts_with("letters ")) {
      letters(rest_of("letters "));
    } else if (line.starts_with("letter ")) {
      letter(rest_of("letter "));
    } else if (line.starts_with("nowhere ")) {
      EXPECT_FALSE(book_has(rest_of("nowhere "))) << where_;
    } else if (line.starts_with("somewhere ")) {
      EXPECT_TRUE(book_has(rest_of("somewhere "))) << where_;
    } else if (line.starts_with("same ")) {
      const auto files = words_of(rest_of("same "));
      EXPECT_TRUE(read_all(folder_ / files.at(0)) == read_all(folder_ / files.at(1))) << where_;
    } else if (line.starts_with("different ")) {
      const auto files = words_of(rest_of("different "));
      EXPECT_FALSE(read_all(folder_ / files.at(0)) == read_all(folder_ / files.at(1))) << where_;
    } else if (line.starts_with("$ rapport ")) {
      run(words_of(rest_of("$ rapport ")));
    } else {
      ADD_FAILURE() << where_ << ": not understood: " << line;
    }
  }

  void run(std::vector<std::string> words) {
    std::string keep;
    if (words.size() > 2 && words[words.size() - 2] == ">") {
      keep = words.back();
      words.resize(words.size() - 2);
    }
    for (std::string& word : words) {
      if (word.starts_with("./")) word = folder_ / word.substr(2);
      if (word == "ID") word = exchange_;
    }
    words.insert(words.begin(), {"--data", folder_ / book_});
    out_.clear();
    cli::Console console = cli::Console::into(out_, out_);
    code_ = cli::run(words, console, *clock_, *random_);
    if (!keep.empty()) std::ofstream(folder_ / keep) << out_;
    ran_ = where_;
    for (const std::string_view line : base::split(out_, '\n')) {
      // "  1f2e3d4c  ask …"
      const std::string_view id = line.starts_with("  ") ? line.substr(2, 8) : "";
      if (id.size() == 8 && id.find_first_not_of("0123456789abcdef") == std::string_view::npos)
        exchange_ = id;
    }
    all_ = squeeze(out_);
    at_ = 0;
    expected_code_ = 0;
    ++commands_;
  }

  void expect(const std::string& text) {
    ASSERT_FALSE(ran_.empty()) << where_ << ": nothing ran";
    if (text.starts_with("= exit ")) {
      expected_code_ = std::stoi(text.substr(7));
      return;
    }
    if (text.starts_with("!")) {
      EXPECT_EQ(all_.find(squeeze(text.substr(1))), std::string::npos) << where_ << "\n" << out_;
      return;
    }
    const std::size_t found = all_.find(squeeze(text), at_);
    EXPECT_NE(found, std::string::npos) << where_ << ": not there: " << text << "\n" << out_;
    if (found != std::string::npos) at_ = found + 1;
  }

  void finish() {
    if (!ran_.empty()) {
      EXPECT_EQ(code_, expected_code_) << ran_ << "\n" << out_;
    }
    ran_.clear();
  }

  // FILE A <-> B every 7d from DATE until DATE | SUBJECT
  void letters(const std::string& line) {
    const auto halves = parts(line, " | ");
    ASSERT_EQ(halves.size(), 2U) << where_;
    const auto sides = parts(halves[0], " <-> ");
    const auto tail = parts(sides.at(1), " every ");
    const auto when = words_of(tail.at(1));
    const std::size_t gap = sides[0].find(' ');
    const std::string file = sides[0].substr(0, gap), a = sides[0].substr(gap + 1), b = tail[0];
    const auto until = base::parse_time(when.at(4));
    const auto every = base::parse_duration(when.at(0));
    ASSERT_TRUE(until && every) << where_;
    int n = 0;
    for (base::Time at = *base::parse_time(when.at(2)); at <= *until; at += *every) {
      const std::string id =
          std::to_string(++n) + "." + base::lower_ascii(halves[1]) + "@x.example";
      std::string key;
      for (const char c : id) key += c == ' ' ? '-' : c;
      add(file, {a, {b}, at, halves[1], "I send you the papers.", key, "", ""});
      add(file, {b,
                 {a},
                 at + std::chrono::hours(24),
                 "Re: " + halves[1],
                 "Thank you.",
                 "a" + key,
                 key,
                 ""});
    }
  }

  // FILE A -> B, C | TIME | SUBJECT | TEXT
  void letter(const std::string& line) {
    const auto fields = parts(line, " | ");
    ASSERT_EQ(fields.size(), 4U) << where_;
    const auto sides = parts(fields[0], " -> ");
    const std::size_t gap = sides.at(0).find(' ');
    Letter one;
    one.from = sides[0].substr(gap + 1);
    one.to = parts(sides.at(1), ", ");
    one.at = *base::parse_time(fields[1]);
    one.subject = fields[2];
    one.text = fields[3];
    one.id = where_ + "@x.example";
    add(sides[0].substr(0, gap), one);
  }

  void add(const std::string& file, const Letter& letter) {
    std::ofstream(folder_ / file, std::ios::app) << print_mbox({letter});
  }

  static std::vector<std::string> parts(const std::string& text, const std::string& by) {
    std::vector<std::string> all;
    std::size_t at = 0;
    for (std::size_t next; (next = text.find(by, at)) != std::string::npos; at = next + by.size())
      all.push_back(text.substr(at, next - at));
    all.push_back(text.substr(at));
    return all;
  }

  bool book_has(const std::string& bytes) const {
    return std::any_of(fs::recursive_directory_iterator(folder_ / book_),
                       fs::recursive_directory_iterator(), [&](const fs::directory_entry& entry) {
                         return entry.is_regular_file() &&
                                read_all(entry.path()).find(bytes) != std::string::npos;
                       });
  }

  base::ScratchFolder folder_;
  std::unique_ptr<base::Clock> clock_ =
      base::fixed_clock(*base::parse_time("2026-03-01T09:00:00Z"));
  std::unique_ptr<base::Random> random_ = base::seeded_random(7);
  std::string name_, where_, ran_, book_ = "first", file_, out_, all_, exchange_;
  std::size_t at_ = 0;
  int code_ = 0, expected_code_ = 0, commands_ = 0;
};

TEST(Scenarios, HappenAsTold) {
  int told = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(RAPPORT_ROOT) / "tests/scenarios")) {
    if (entry.path().extension() != ".txt") continue;
    EXPECT_GT(Story(entry.path()).commands(), 0) << entry.path();
    ++told;
  }
  EXPECT_GE(told, 5);
}

}  // namespace
}  // namespace tests
