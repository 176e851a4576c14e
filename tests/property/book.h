// Book: a whole book on made-up mail, for laws about it.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>

#include "app/commit.h"
#include "app/digest.h"
#include "app/import_files.h"
#include "app/owner.h"
#include "base/scratch_folder.h"
#include "tests/letters.h"

namespace tests {

inline const base::Time kNow = *base::parse_time("2026-03-01T09:00:00Z");

inline std::string person(std::uint64_t n) {
  const std::string name = "Person" + std::to_string(n);
  return name + " Made <" + name + "@made.example>";
}

// Mail among a few people over a year; every third one an answer; some copies know less.
inline std::vector<Letter> letters(std::uint64_t seed, std::size_t count) {
  std::mt19937_64 dice(seed);
  std::vector<Letter> all;
  for (std::size_t i = 0; i < count; ++i) {
    Letter one;
    const std::uint64_t from = dice() % 6;
    one.from = person(from);
    if (dice() % 13 == 0) one.from += ", " + person(6 + dice() % 2);
    for (std::uint64_t k = 0; k <= dice() % 3; ++k) one.to.push_back(person(dice() % 8));
    one.at = kNow - std::chrono::hours(dice() % 9000) - std::chrono::seconds(dice() % 3);
    one.subject = "Matter " + std::to_string(dice() % 9);
    one.text = "Words " + std::to_string(i) + (dice() % 4 == 0 ? ". Will you come?" : ".");
    if (dice() % 8 != 0) one.id = std::to_string(seed) + "-" + std::to_string(i) + "@made.example";
    if (dice() % 3 == 0 && !all.empty()) one.answers = all[dice() % all.size()].id;
    if (dice() % 11 == 0) one.headers = "List-Id: <made.example>\n";
    all.push_back(one);
  }
  return all;
}

// What another mailbox has of the same letter: another recipient's copy without all headers.
inline Letter lesser(Letter letter) {
  letter.answers.clear();
  letter.to.resize(1);
  letter.text.clear();
  return letter;
}

class Book {
 public:
  explicit Book(const std::string& folder, std::uint64_t seed = 1)
      : random_(base::seeded_random(seed)), folder_(folder) {
    open();
  }
  ~Book() {
    if (app_) app::close(*app_);
  }
  void open(base::Time as_of = kNow) {
    if (app_) app::close(*app_);
    app_.reset();
    app::Opening opening;
    opening.folder = folder_;
    opening.as_of = as_of;
    auto opened = app::open(opening, *clock_, *random_);
    ASSERT_TRUE(opened.has_value()) << opened.error().message;
    app_ = std::move(*opened);
  }
  app::App& app() { return *app_; }

  app::Records import(const std::vector<Letter>& letters) {
    const app::Records r = import_file("mail.mbox", print_mbox(letters));
    EXPECT_EQ(r.read, letters.size());
    return r;
  }
  app::Records import_file(const std::string& name, const std::string& content) {
    const std::string file = scratch_ / name;
    std::ofstream(file, std::ios::binary) << content;
    app_->region = "DE";
    app::ImportReport report;
    const std::vector<std::string> paths = {file};
    const auto done = app::import_files(*app_, paths, {}, report);
    EXPECT_TRUE(done.has_value()) << (done ? "" : done.error().message);
    const app::Records r = report.total();
    EXPECT_EQ(r.read, r.imported + r.updated + r.duplicate + r.skipped);
    return r;
  }
  void me(std::uint64_t n) {
    const std::string whole = person(n);
    const std::size_t at = whole.find('<') + 1;
    const std::vector<std::string> mine = {whole.substr(at, whole.size() - at - 1)};
    EXPECT_TRUE(app::name_owner(*app_, mine).has_value());
  }
  std::string digest() {
    EXPECT_TRUE(app::settle(*app_).has_value());
    const auto digest = app::digest(*app_);
    EXPECT_TRUE(digest.has_value());
    return digest.value_or("");
  }

 private:
  base::ScratchFolder scratch_;
  std::unique_ptr<base::Clock> clock_ = base::fixed_clock(kNow);
  std::unique_ptr<base::Random> random_;
  std::string folder_;
  std::unique_ptr<app::App> app_;
};

inline std::string read_all(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace tests
