// Match: which records are the same human. Merges by itself only what is practically certain, asks
// about the rest in order of worth, and keeps people of one name apart.
// Shape:  a record is what one place shows of somebody. Equal groups are one person; a question is about
//         two groups, best first. The same for any order of the records, but for the numbers.
// Approach:first what only one human bears (addresses, numbers, pages), unless its bearers' names say
//         that several share it; then a name together with a firm or with the same company of
//         people, where nothing speaks against it. Nicknames are known or learned from the records.
// Cost:   O(n log n) in practice: comparisons stay inside blocks of similar names; 34,000 records
//         take about a second.
// Source: Fellegi and Sunter, "A theory for record linkage" (1969), for evidence for and against.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace identity {

struct MatchRecord {
  std::vector<std::string> names;    // as people wrote them
  std::vector<std::string> hints;    // parts of addresses and handles: a name perhaps
  std::vector<std::string> handles;  // "mail:ada@example.org", "page:linkedin.com/in/ada" …
  std::vector<std::string> firms;    // firm_key()
  std::string post;                  // what they do at the first of the firms
  std::vector<std::string> circles;  // who was together: a group chat, a thread, a meeting
  std::string place;  // where it stands; to link two places is worth more than two of one
  bool once = false;  // the place shows a human once: two of it are two people
};

struct MatchQuestion {
  std::uint32_t a = 0, b = 0;  // the groups, by their first records
  double chance = 0;           // that the answer is yes
  double score = 0;            // … times what it would join
  std::string why;             // "the same name, both at Acme"
};

// What the owner said: these two are one person, or they are not.
struct MatchJudgement {
  std::uint32_t a = 0, b = 0;
  bool same = true;
};

struct Matching {
  std::vector<std::uint32_t> group;  // by record: the first record of its group
  std::vector<MatchQuestion> questions;
};

enum class Ask : bool { kNo, kYes };

Matching match(std::span<const MatchRecord> records, std::span<const MatchJudgement> judged,
               Ask ask);

}  // namespace identity
