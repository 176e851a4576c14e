// The sample network: made-up people around a lawyer, and three years of their mail, from one seed.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"

namespace lab {

// A small generator of our own, so that the same seed gives the same files everywhere (splitmix64).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }
  bool chance(double p) { return uniform() < p; }
  std::size_t below(std::size_t n) { return next() % n; }
  double spread();  // around 1, seldom under .4 or over 2.5

 private:
  std::uint64_t state_;
};

enum class Manner {
  kSteady,    // both write, at the rhythm
  kFading,    // the rhythm slows down by the year
  kRising,    // began some months ago, and grows
  kAsleep,    // was close until a day two years back
  kSentOnly,  // the owner writes, nobody answers
  kNewsletter,
  kList,
  kMachine,
};

struct Contact {
  const char* name;
  const char* address;
  double gap_days;
  Manner manner;
  const char* friends;  // others whom this one writes to with the owner in Cc: addresses' first
                        // letters "a,b"
};

struct Topic {
  const char* subject;
  std::vector<const char*> openings, answers, closings;
};

std::span<const Contact> contacts();
std::span<const Topic> topics();

struct Letter {
  base::Time at{};
  std::string from, to, cc, subject, text, id, parent;
  std::vector<std::string> references;
  std::vector<std::string> headers;  // further ones, whole lines
  bool html = false;
};

// All letters of the three years, by time.
std::vector<Letter> letters(std::uint64_t seed);
std::string print_letter(const Letter& letter);

// sample_books.cc
std::vector<std::pair<std::string, std::string>> linkedin_archive();  // member and bytes
std::string address_book();                                           // vCards
std::string calendar();                                               // iCalendar

}  // namespace lab
