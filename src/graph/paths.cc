// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/paths.h"

#include <algorithm>

#include "graph/strength.h"

namespace graph {
namespace {

Path path_of(const Ties& ties, double day, const PricedPath& priced) {
  Path path;
  path.nodes.assign(priced.nodes.begin(), priced.nodes.begin() + priced.ties + 1);
  path.warmth = 1;
  for (std::size_t i = 0; i < priced.ties; ++i) {
    const double p = strength(ties, path.nodes[i], path.nodes[i + 1], day).probability;
    path.strengths.push_back(p);
    path.warmth *= p;
    if (p < path.strengths[path.weakest]) path.weakest = i;
  }
  return path;
}

bool seen(const PathQuestion& question, Node goal) {
  return question.visible == nullptr || question.visible->tie(question.from, goal);
}

}  // namespace

bool warmer(const Path& a, const Path& b) {
  const bool a_direct = a.strengths.size() == 1, b_direct = b.strengths.size() == 1;
  if (a_direct != b_direct) return a_direct;
  if (a.warmth != b.warmth) return a.warmth > b.warmth;
  if (a.nodes.size() != b.nodes.size()) return a.nodes.size() < b.nodes.size();
  return a.nodes < b.nodes;
}

Paths find_paths(PathSearch& search, const Ties& ties, double day, PathQuestion question) {
  Paths paths;
  std::vector<Node> goals(question.to.begin(), question.to.end());
  std::sort(goals.begin(), goals.end());
  goals.erase(std::unique(goals.begin(), goals.end()), goals.end());
  std::erase(goals, question.from);
  question.to = goals;
  // A direct tie is an answer, however faint: the search may not have found it worth its while.
  for (const Node goal : goals) {
    const PairIndex pair = ties.find(question.from, goal);
    if (pair == kNoPair || !mutual(ties, pair) || !seen(question, goal)) continue;
    paths.list.push_back(path_of(ties, day, {0, 1, {question.from, goal}}));
  }
  const PricedPaths found = search.find(question);
  paths.partial = found.partial;
  for (const PricedPath& priced : found.list) {
    if (priced.ties > 1) paths.list.push_back(path_of(ties, day, priced));
  }
  std::sort(paths.list.begin(), paths.list.end(), warmer);
  if (paths.list.size() > question.want) paths.list.resize(question.want);
  return paths;
}

}  // namespace graph
