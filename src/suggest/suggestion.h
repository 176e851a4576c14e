// Suggestion: one thing worth doing now, with one true reason and a first line to send.
// Shape:  a rule proposes from the folds alone and names the entries its reason rests on; once the
//         few that are shown are chosen, the same rule puts them into words from those entries. A
//         rule is one file in rules/ and one line in rules.cc.
// Order:  rules by debt: thank, answer, keep a promise, reciprocate, reach out; inside a rule the weightier first, then by handle.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "exchange/dues.h"
#include "graph/ties.h"
#include "identity/directory.h"
#include "identity/profiles.h"
#include "model/interaction.h"
#include "suggest/answers.h"
#include "suggest/conversations.h"

namespace suggest {

// The folds a rule may read, as of `now`.
struct View {
  const identity::Directory& people;
  const graph::Ties& ties;
  const Conversations& conversations;
  const Answers& answers;
  const identity::Profiles& profiles;
  const exchange::Courses& exchanges;
  base::Time now{};

  // What was said to this rule about the person, by whichever of its identities.
  Answer said(std::string_view rule, Person about) const;
  double day() const { return base::days_since_epoch(now); }
  // Of the member, looked for once: several rules ask.
  const std::vector<exchange::Due>& dues() const;

  mutable std::optional<std::vector<exchange::Due>> looked_for{};
};

struct Rule;

struct Suggestion {
  const Rule* rule = nullptr;
  Person about = 0;
  double weight = 0;                   // comparable inside one rule
  std::vector<std::uint64_t> entries;  // what the reason rests on; never empty
  bool in_profiles = false;            // … is a deed, a statement, an exchange; no interaction
  std::optional<exchange::Due> due{};  // … is due in this exchange: done means that it was done
};

struct Words {
  std::string reason;   // one sentence or two, true, with its date
  std::string subject;  // of what would be sent
  std::string first_line;
};

struct Rule {
  const char* name;  // "answer": in files and on the command line
  const char* verb;  // "Answer": what the card tells you to do
  void (*propose)(const View& view, std::vector<Suggestion>& out);
  Words (*say)(const View& view, const Suggestion& it, std::span<const model::Interaction> entries);
};

std::span<const Rule* const> rules();          // by debt, the heaviest first
const Rule* find_rule(std::string_view name);  // nullptr: none

// All that stand of one rule, put off and refused ones left out; the weightiest first.
std::vector<Suggestion> proposals(const View& view, const Rule& rule);

inline constexpr std::size_t kMostCards = 5;

// At most kMostCards, at most three of one rule while another still has any; deterministic.
std::vector<Suggestion> rank(const View& view);

std::string first_name(const identity::Directory& people, Person person);

}  // namespace suggest
