// Introductions: two people who never met, and whom both know well: who should be brought together,
// by whom.
// Shape:  w = sqrt(memory both ways); a way over k counts w_ak w_kb / (all of k's w).
// Cost:   preparing O(pairs); a question the sum of the neighbours' degrees.
// Source: docs/ties.md, formula 6.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "graph/strength.h"

namespace graph {

struct ContactWeights {
  std::vector<double> pair;   // w of each pair
  std::vector<double> node;   // their sum a person
  std::vector<double> alive;  // ln activity, out and in
  double day = 0;
};
ContactWeights contact_weights(const Ties& ties, double day);

struct Introduction {
  Node who = 0;
  double score = 0;
  Node broker = 0;  // the best one
  double broker_share = 0;
  std::size_t brokers = 0;
};

// People never in contact with `who`, with at least one contact in common; the best first, at most
// `want`.
std::vector<Introduction> introductions(const Ties& ties, const ContactWeights& weights, Node who,
                                        std::size_t want);

double introduction_score(const Ties& ties, const ContactWeights& weights, Node a, Node b);

}  // namespace graph
