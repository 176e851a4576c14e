// Query: what the index makes of a question, and what it finds; its own, and nobody else's.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <deque>
#include <vector>

#include "match/index.h"

namespace match {

// What is asked, and how near each word of the index is to each of its words.
struct Index::Query {
  Side side = Side::kNeed;  // of the query itself
  std::deque<WordSense> unknown;
  std::vector<WeighedWord> words;
  Meaning meaning;
  std::vector<float> near;    // by word of the index and word of the query
  std::vector<bool> same;     // … whether they are one, as a roofer and roofing are
  std::vector<float> best;    // by word of the index: the nearest word of an offer that asks
  std::vector<float> rarity;  // by word of the index
};

struct Index::Scored {
  Fit fit;
  const Kind* kind = nullptr;
};

}  // namespace match
