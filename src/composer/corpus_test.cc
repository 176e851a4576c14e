// The corpus: tests/golden/composer/*.txt holds made-up messages, good and bad, and what the coach must
// find in each: these rules and no other. A message is
//   === what it is
//   as: ask_introduction
//   tie: first unheard 3d none      (first message; nothing exchanged; days connected; the band)
//   finds: no_offer flattery        (names of rules; nothing: it is good)
//   subject: may be left out
// and, behind an empty line, its text.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/text.h"
#include "composer/coach.h"
#include "composer/similar.h"

namespace composer {
namespace {

namespace fs = std::filesystem;

struct Message {
  std::string file, title;
  Draft draft;
  std::set<std::string> finds;
};

std::set<std::string> words_in(std::string_view line) {
  std::set<std::string> words;
  for (const std::string_view word : base::split(line, ' ')) {
    if (!word.empty()) words.emplace(word);
  }
  return words;
}

void read_tie(const std::set<std::string>& words, Situation& s) {
  for (const std::string& word : words) {
    if (word == "first") {
      s.first_message = true;
    } else if (word == "unheard") {
      s.exchanged = false;
    } else if (word.ends_with('d') && std::isdigit(static_cast<unsigned char>(word.front())) != 0) {
      s.days_connected = std::atoi(word.c_str());
    } else {
      EXPECT_TRUE(read_word(word, s.band)) << word;
    }
  }
}

std::vector<Message> messages() {
  std::vector<Message> all;
  std::set<fs::path> files;
  for (const auto& entry : fs::directory_iterator(RAPPORT_ROOT "/tests/golden/composer"))
    files.insert(entry.path());
  for (const fs::path& file : files) {
    std::ifstream in(file);
    bool head = true, begun = false;
    for (std::string line; std::getline(in, line);) {
      const auto value_of = [&](std::string_view name) { return line.substr(name.size()); };
      if (line.starts_with("=== ")) {
        all.push_back({file.filename(), line.substr(4), {}, {}});
        head = begun = true;
        continue;
      }
      if (!begun) continue;  // what the file says of itself
      Message& m = all.back();
      if (!head) {
        m.draft.text += line + "\n";
      } else if (line.empty()) {
        head = false;
      } else if (line.starts_with("as: ")) {
        EXPECT_TRUE(read_word(value_of("as: "), m.draft.kind)) << line;
      } else if (line.starts_with("tie: ")) {
        read_tie(words_in(value_of("tie: ")), m.draft.situation);
      } else if (line.starts_with("finds:")) {
        m.finds = words_in(value_of("finds:"));
      } else if (line.starts_with("subject: ")) {
        m.draft.subject = value_of("subject: ");
      } else {
        ADD_FAILURE() << file << ": " << line;
      }
    }
  }
  for (Message& m : all) m.draft.text = std::string(base::trim(m.draft.text));
  return all;
}

std::string joined(const std::set<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : " ") + word;
  return all.empty() ? "nothing" : all;
}

TEST(Corpus, InEveryMessageIsFoundWhatIsInIt) {
  std::set<std::string> known;
  for (const Rule* rule : rules()) known.insert(rule->name);
  struct Count {
    int messages = 0, right = 0, found = 0, missed = 0, wrong = 0;
  };
  std::map<std::string, Count> files;
  for (const Message& m : messages()) {
    std::set<std::string> got;
    for (const Advice& a : all_advice(m.draft)) got.insert(a.rule);
    Count& count = files[m.file];
    ++count.messages;
    count.right += got == m.finds;
    for (const std::string& one : m.finds) {
      EXPECT_TRUE(known.contains(one)) << m.title << ": no rule " << one;
      ++(got.contains(one) ? count.found : count.missed);
    }
    for (const std::string& one : got) count.wrong += !m.finds.contains(one);
    if (got == m.finds) continue;
    ADD_FAILURE() << m.file << ": " << m.title << ": found " << joined(got) << "; there is "
                  << joined(m.finds) << "\n"
                  << m.draft.text << "\n";
  }
  for (const auto& [file, c] : files) {
    if (c.right == c.messages) continue;
    fmt::print(
        "{}: {} of {} messages right; precision {:.3f}, recall {:.3f} ({} found, {} missed, {} "
        "wrong)\n",
        file, c.right, c.messages, c.found / std::max(1.0, double(c.found + c.wrong)),
        c.found / std::max(1.0, double(c.found + c.missed)), c.found, c.missed, c.wrong);
  }
}

// A rule that is always or never found in the corpus is not tested by it.
TEST(Corpus, HoldsMessagesForAndAgainstEveryRule) {
  const auto all = messages();
  EXPECT_GE(all.size(), 300U);
  std::map<std::string, int> found;
  for (const Message& m : all) {
    for (const std::string& one : m.finds) ++found[one];
  }
  for (const Rule* rule : rules()) EXPECT_GE(found[rule->name], 3) << rule->name;
}

TEST(Corpus, AdviceIsPlainAndPlaced) {
  for (const Message& m : messages()) {
    const auto all = all_advice(m.draft);
    const auto few = coach(m.draft);
    EXPECT_EQ(few.size(), std::min(all.size(), kMostAdvice));
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Advice& a = all[i];
      EXPECT_LE(a.where.begin, a.where.end);
      EXPECT_LE(a.where.end, m.draft.text.size());
      EXPECT_TRUE(a.what.ends_with('.')) << a.what;
      EXPECT_LE(a.what.size(), 110U) << a.what;
      EXPECT_LE(a.instead.size(), 110U) << a.instead;
      EXPECT_LE(all[i > 0 ? i - 1 : 0].severity, a.severity);
    }
  }
}

// Some were written as near-misses of one another; all others differ by far.
TEST(Corpus, HoldsFewThatAreAlike) {
  const auto all = messages();
  std::vector<SentText> sent;
  for (const Message& m : all) sent.push_back(sketch(m.draft.text));
  std::size_t alike = 0;
  for (std::size_t i = 0; i < sent.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      alike += similar(sent[i], sent[j]) >= kSame;
    }
  }
  EXPECT_LE(alike, 8U);
}

}  // namespace
}  // namespace composer
