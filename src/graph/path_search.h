// Path search: the cheapest simple paths of at most four ties from one person to another, or to
// anybody of a group in whose middle no path stands; exact, on rows that a writer changes meanwhile.
// Shape:  a search keeps its memory from question to question: one a thread, over() whichever ties.
// Order:  by cost, then fewer ties, then smaller numbers.
// Approach:the halves of up to two ties from the near end (the smaller one) are kept; those of the
//         far end are streamed past them. A path of 1, 2, 3, 4 ties is found at one split: (near,
//         far) = (1, 0), (1, 1), (2, 1), (2, 2). Rows are sorted by cost, and every loop ends at a
//         bound: first close to the ends, wider and wider, until there are enough paths; their
//         dearest then bounds one last and complete look.
// Cost:   2 ns an edge looked at, and two cache misses a row; among a million people with 33 ties
//         each some 10,000 edges in 400 rows a question.
// Source: bidirectional search (Pohl 1971); docs/decisions/0013-paths.md
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "graph/adjacency.h"
#include "graph/halves.h"
#include "graph/visibility.h"

namespace graph {

struct PricedPath {
  std::uint32_t cost = 0;
  std::uint32_t ties = 0;
  std::array<Node, 5> nodes{};  // ties + 1 of them
};
bool cheaper(const PricedPath& a, const PricedPath& b);

struct PricedPaths {
  std::vector<PricedPath> list;
  bool partial = false;      // the budget ended it: these paths are there, but better ones may be
  std::uint64_t looked = 0;  // at so many edges
};

struct PathQuestion {
  Node from = 0;
  std::span<const Node> to = {};  // sorted, each once, and not `from`
  std::size_t want = 5;
  std::uint64_t budget = 50'000'000;    // edges looked at
  const Visibility* visible = nullptr;  // whose ties the asker may see; nullptr: everybody's
};

class PathSearch {
 public:
  explicit PathSearch(const Adjacency& all) : all_(&all) {}
  // … and from network to network.
  void over(const Adjacency& all) { all_ = &all; }
  PricedPaths find(PathQuestion question);

 private:
  // One end of the search, with the least that one and two ties away from it cost, and how far it
  // is looked for halves while there is no bound.
  struct End {
    std::span<const Node> roots;
    std::uint32_t one = 0, two = 0;
    std::uint32_t radius = 0;
    std::size_t halves = 0;  // found within it
  };

  // How far the row of a root of the far end has been read.
  struct Reading {
    Adjacency::Row row;
    Node root = 0;
    std::uint32_t next = 0;  // the cost of what comes next
    std::size_t at = 0;
  };

  bool look();
  bool starts_near() const;
  End end_of(std::span<const Node> roots);
  bool enough() const { return best_.size() == question_->want; }
  // What two ties away from `end` may cost so that a path over it is still of use.
  std::uint32_t reach(const End& end, std::uint32_t rest) const;
  void pass(End& near, End& far);
  void begin_far(const End& far);
  template <bool kFiltered>
  void reach_far(std::uint32_t most);
  template <bool kFiltered>
  void keep_near(End& near, const End& far);
  template <bool kFiltered>
  void stream_far(const End& near, End& far);
  template <bool kFiltered, class Each>
  void neighbours(const End& end, std::uint32_t most, const Each& each);
  template <bool kFiltered, class Each>
  std::uint64_t second(Node root, Node x, std::uint32_t most, const Each& each);
  void add(const Half& near, const Half& far, std::uint32_t near_ties, std::uint32_t far_ties);
  void offer(PricedPath path);
  void look_at(std::size_t edges, Node u, const Adjacency::Row& row);
  bool ended() const { return torn_ || over_; }
  bool is_goal(Node n) const;
  bool is_root(const End& end, Node n) const;

  const Adjacency* all_;
  const PathQuestion* question_ = nullptr;
  Filter goals_, far_filter_, near_filter_;
  std::vector<Reading> far_rows_;
  std::vector<Half> far_one_, near_one_, near_two_, candidates_;
  Meeting meet_;
  std::vector<PricedPath> best_;
  std::uint32_t cap_ = 0;  // what a path may cost
  bool bounded_ = false;   // cap_ is of the last look
  bool reversed_ = false;  // the near end is where the path begins
  std::uint64_t looked_ = 0;
  bool torn_ = false;  // a row changed while it was read
  bool over_ = false;  // the budget is spent
};

}  // namespace graph
