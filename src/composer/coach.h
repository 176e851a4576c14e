// Coach: what a good friend would say of a draft before it is sent.
// Shape:  a rule is one file in rules/ and one line in rules.cc; it reads a Reading and says what it
//         found, where, and what to write instead. Deterministic: no clock, no book, no model.
// Order:  stop before mend before hint; then as in rules.cc; then by place.
// Cost:   a fifth of a millisecond for a message of a hundred words.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "composer/reading.h"

namespace composer {

enum class Severity {
  kStop,  // it would do harm as it is
  kMend,  // it would work less well than it could
  kHint,  // worth a thought
};

struct Advice {
  const char* rule = "";
  Severity severity = Severity::kHint;
  Range where;          // of the draft's text; empty: nowhere in particular
  std::string what;     // one sentence: what is the matter
  std::string instead;  // one line: what to do or write
};

struct Rule {
  const char* name;     // "buried_ask"
  const char* what;     // one line, for the list in docs/composer.md
  bool every_language;  // otherwise English only
  void (*find)(const Reading& reading, std::vector<Advice>& out);
};

inline constexpr std::size_t kMostAdvice = 5;

std::span<const Rule* const> rules();

std::vector<Advice> all_advice(const Draft& draft);
std::vector<Advice> coach(const Draft& draft);  // the first kMostAdvice

// Nothing that stops it, nothing to mend; hints may be left.
bool is_sound(std::span<const Advice> advice);

const char* word(Severity severity);  // "mend"

}  // namespace composer
