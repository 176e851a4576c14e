// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/path_search.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace graph {
namespace {

constexpr std::uint32_t kFirstRadius = 1000;  // beyond the least that two ties cost
constexpr std::uint32_t kFarthest = 4 * kMaxCost;
constexpr std::size_t kFetchAhead = 8;
constexpr int kUndisturbed = 8;  // looks that a writer may spoil before he is held off

std::uint32_t less(std::uint32_t a, std::uint32_t b) { return a > b ? a - b : 0; }

// Walks a row up to a bound, and fetches ahead what a visit of each neighbour will read.
template <class Each>
std::size_t walk(const Adjacency& all, const Adjacency::Row& row, std::uint64_t bound,
                 const Each& each) {
  constexpr std::size_t kRowsAhead = 12, kWordsAhead = 6;
  std::size_t rows = 0, words = 0, i = 0;
  for (;; ++i) {
    const std::uint64_t word = row[i];
    if (word >= bound) return i;
    for (; rows < i + kRowsAhead && row[rows] < bound; ++rows) all.prefetch(other_of(row[rows]));
    for (; words < i + kWordsAhead && words < rows; ++words) all.prefetch_row(other_of(row[words]));
    if (!each(other_of(word), cost_of(word))) return i;
  }
}

}  // namespace

bool cheaper(const PricedPath& a, const PricedPath& b) {
  return std::tie(a.cost, a.ties, a.nodes) < std::tie(b.cost, b.ties, b.nodes);
}

bool PathSearch::is_goal(Node n) const {
  return goals_.passes(n) && std::binary_search(question_->to.begin(), question_->to.end(), n);
}
bool PathSearch::is_root(const End& end, Node n) const {
  return end.roots.size() == 1 ? end.roots[0] == n : is_goal(n);
}

// The least cost one tie and two ties away; not back to where it came from.
PathSearch::End PathSearch::end_of(std::span<const Node> roots) {
  End end{roots, kFarthest, kFarthest, roots.size() > 1 ? kFirstRadius / 8 : kFirstRadius, 0};
  for (std::size_t r = 0; r < roots.size() && !ended(); ++r) {
    if (r + 8 < roots.size()) all_->prefetch(roots[r + 8]);
    const Node root = roots[r];
    const Adjacency::Row row = all_->row(root);
    if (row.least() > kMaxCost) continue;
    end.one = std::min(end.one, row.least());
    if (row.least() >= end.two) continue;
    walk(*all_, row, kEnd, [&](Node x, std::uint32_t cost) {
      if (cost >= end.two) return false;
      const Adjacency::Row next = all_->row(x);
      if (cost + next.least() >= end.two) return true;
      const std::uint64_t second = other_of(next[0]) == root ? next[1] : next[0];
      if (second < kEnd) end.two = std::min(end.two, cost + cost_of(second));
      torn_ = torn_ || !all_->unchanged(x, next);
      return !torn_;
    });
    torn_ = torn_ || !all_->unchanged(root, row);
  }
  return end;
}

// Joins two halves that end at the same person to a path, if it is simple and good enough.
void PathSearch::add(const Half& near, const Half& far, std::uint32_t near_ties,
                     std::uint32_t far_ties) {
  if (near.cost + far.cost > cap_) return;
  PricedPath path{near.cost + far.cost, near_ties + far_ties, {}};
  std::size_t n = 0;
  path.nodes[n++] = near.root;
  if (near_ties == 2) path.nodes[n++] = near.via;
  path.nodes[n++] = near.at;
  if (far_ties == 2) path.nodes[n++] = far.via;
  if (far_ties >= 1) path.nodes[n++] = far.root;
  offer(path);
}

void PathSearch::offer(PricedPath path) {
  if (path.cost > cap_) return;
  const std::size_t n = path.ties + 1;
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = a + 1; b < n; ++b) {
      if (path.nodes[a] == path.nodes[b]) return;
    }
  }
  if (!reversed_) std::reverse(path.nodes.begin(), path.nodes.begin() + n);
  if (enough() && !cheaper(path, best_.back())) return;
  best_.insert(std::upper_bound(best_.begin(), best_.end(), path, cheaper), path);
  if (best_.size() > question_->want) best_.pop_back();
  if (enough()) cap_ = std::min(cap_, best_.back().cost);
}

// After a row was read: is it what it was, and is there budget left?
void PathSearch::look_at(std::size_t edges, Node u, const Adjacency::Row& row) {
  torn_ = torn_ || !all_->unchanged(u, row);
  looked_ += edges;
  over_ = over_ || looked_ > question_->budget;
}

// Calls each(root, x, cost) for the neighbours of an end that may stand in the middle of a path.
template <bool kFiltered, class Each>
void PathSearch::neighbours(const End& end, std::uint32_t most, const Each& each) {
  for (std::size_t r = 0; r < end.roots.size() && !ended(); ++r) {
    if (r + 8 < end.roots.size()) all_->prefetch(end.roots[r + 8]);
    if (r + 4 < end.roots.size()) all_->prefetch_row(end.roots[r + 4]);
    const Node root = end.roots[r];
    const Adjacency::Row row = all_->row(root);
    if (row.least() > most) continue;
    const std::size_t edges = walk(*all_, row, beyond(most), [&](Node x, std::uint32_t cost) {
      if (kFiltered && !question_->visible->tie(root, x)) return true;
      each(root, x, cost);
      return !ended();
    });
    look_at(edges, root, row);
  }
}

// Calls each(m, cost) for the neighbours of x but the root, up to a cost.
template <bool kFiltered, class Each>
std::uint64_t PathSearch::second(Node root, Node x, std::uint32_t most, const Each& each) {
  const Adjacency::Row row = all_->row(x);
  if (row.least() > most) return 0;
  const bool open = !kFiltered || question_->visible->shows(x);
  const std::uint64_t bound = beyond(most);
  std::size_t i = 0;
  for (std::uint64_t word = row[0]; word < bound; word = row[++i]) {
    const Node m = other_of(word);
    if (m == root || (kFiltered && !open && !question_->visible->shows(m))) continue;
    each(m, cost_of(word));
  }
  look_at(i, x, row);
  return i;
}

std::uint32_t PathSearch::reach(const End& end, std::uint32_t rest) const {
  return bounded_ ? less(cap_, rest) : std::min(end.two, kFarthest) + end.radius;
}

// The far end's neighbours: what a path of two or three ties passes last. What was read for an
// earlier look is gone on with.
template <bool kFiltered>
void PathSearch::reach_far(std::uint32_t most) {
  const bool group = question_->to.size() > 1;
  for (std::size_t r = 0; r < far_rows_.size() && !ended(); ++r) {
    if (r + kFetchAhead < far_rows_.size() && far_rows_[r + kFetchAhead].next <= most)
      __builtin_prefetch(far_rows_[r + kFetchAhead].row.words + far_rows_[r + kFetchAhead].at);
    Reading& it = far_rows_[r];
    if (it.next > most) continue;
    const std::uint64_t bound = beyond(most);
    const std::size_t start = it.at;
    std::uint64_t word = it.row[it.at];
    for (; word < bound; word = it.row[++it.at]) {
      const Node x = other_of(word);
      if (kFiltered && !question_->visible->tie(it.root, x)) continue;
      if (group && is_goal(x)) continue;
      far_one_.push_back({x, it.root, it.root, cost_of(word)});
      far_filter_.mark(x);
    }
    it.next = cost_of(word);
    look_at(it.at - start, it.root, it.row);
  }
  if (far_filter_.full(far_one_.size())) {
    far_filter_.clear(far_one_.size() * 2);
    for (const Half& half : far_one_) far_filter_.mark(half.at);
  }
}

// The near end's halves; and the paths of one, two and three ties, which they find.
template <bool kFiltered>
void PathSearch::keep_near(End& near, const End& far) {
  near_filter_.clear(near.halves * 2);
  near_one_.clear();
  near_two_.clear();
  candidates_.clear();
  const bool group = question_->to.size() > 1;
  const std::uint32_t kept = reach(near, far.two), farther = reach(near, far.one);
  std::vector<Half>& both = near_one_;  // one tie, of which the far end may know the end
  neighbours<kFiltered>(
      near, bounded_ ? cap_ : farther, [&](Node root, Node y, std::uint32_t cost) {
        if (is_root(far, y)) add({y, root, root, cost}, {y, y, y, 0}, 1, 0);
        if (group && is_goal(y)) return;
        if (far_filter_.passes(y)) both.push_back({y, root, root, cost});
        second<kFiltered>(root, y, less(farther, cost), [&](Node m, std::uint32_t c) {
          const std::uint32_t sum = cost + c;
          if (far_filter_.passes(m)) candidates_.push_back({m, y, root, sum});
          if (sum > kept) return;
          near_two_.push_back({m, y, root, sum});
          near_filter_.mark(m);
        });
      });
  near.halves = near_two_.size();
  meet_(both, far_one_, [&](const Half& n, const Half& f) { add(n, f, 1, 1); });
  meet_(candidates_, far_one_, [&](const Half& n, const Half& f) {
    if (!group || !is_goal(n.at)) add(n, f, 2, 1);
  });
}

// The far end's halves of two ties, past those kept: paths of four.
template <bool kFiltered>
void PathSearch::stream_far(const End& near, End& far) {
  candidates_.clear();
  if (near_two_.size() < far_one_.size()) {
    const std::uint32_t last = reach(far, near.two), least = far.one;
    for (std::uint32_t i = 0; i < near_two_.size() && !ended(); ++i) {
      if (i + 16 < near_two_.size()) all_->prefetch(near_two_[i + 16].at);
      if (i + 8 < near_two_.size()) all_->prefetch_row(near_two_[i + 8].at);
      const Half half = near_two_[i];
      const std::uint32_t most = bounded_ ? less(cap_, half.cost) : last;
      second<kFiltered>(half.via, half.at, less(most, least), [&](Node z, std::uint32_t c) {
        if (far_filter_.passes(z)) candidates_.push_back({z, i, half.root, half.cost + c});
      });
    }
    meet_(candidates_, far_one_, [&](const Half& n, const Half& f) {
      const Half& half = near_two_[n.via];
      if (!is_goal(half.at) || question_->to.size() == 1)
        offer({n.cost + f.cost, 4, {half.root, half.via, half.at, n.at, f.root}});
    });
    return;
  }
  const bool group = question_->to.size() > 1;
  const std::uint32_t most = reach(far, near.two);
  far.halves = 0;
  for (std::size_t i = 0; i < far_one_.size() && !ended(); ++i) {
    if (i + 2 * kFetchAhead < far_one_.size()) all_->prefetch(far_one_[i + 2 * kFetchAhead].at);
    if (i + kFetchAhead < far_one_.size()) all_->prefetch_row(far_one_[i + kFetchAhead].at);
    const Half& first = far_one_[i];
    if (first.cost > most) continue;
    far.halves +=
        second<kFiltered>(first.root, first.at, most - first.cost, [&](Node m, std::uint32_t c) {
          if (near_filter_.passes(m))
            candidates_.push_back({m, first.at, first.root, first.cost + c});
        });
  }
  meet_(candidates_, near_two_, [&](const Half& f, const Half& n) {
    if (!group || !is_goal(n.at)) add(n, f, 2, 2);
  });
}

void PathSearch::pass(End& near, End& far) {
  best_.clear();
  if (question_->visible != nullptr) {
    reach_far<true>(reach(far, near.one));
    keep_near<true>(near, far);
    stream_far<true>(near, far);
  } else {
    reach_far<false>(reach(far, near.one));
    keep_near<false>(near, far);
    stream_far<false>(near, far);
  }
}

// The end with fewer ties is the near one; of a group and a person the person.
bool PathSearch::starts_near() const {
  if (question_->to.size() > 1) return true;
  const Adjacency::Row from = all_->row(question_->from), to = all_->row(question_->to[0]);
  for (std::size_t i = 0;; ++i) {
    if (from[i] >= kEnd) return true;
    if (to[i] >= kEnd) return false;
  }
}

void PathSearch::begin_far(const End& far) {
  far_rows_.clear();
  far_one_.clear();
  far_filter_.clear(far.roots.size() * 4);
  for (const Node root : far.roots) {
    const Adjacency::Row row = all_->row(root);
    if (row.least() <= kMaxCost) far_rows_.push_back({row, root, row.least(), 0});
  }
}

// False: a writer came between.
bool PathSearch::look() {
  torn_ = over_ = bounded_ = false;
  best_.clear();
  reversed_ = starts_near();
  End near = end_of({&question_->from, 1}), far = end_of(question_->to);
  if (!reversed_) std::swap(near, far);
  if (near.one == kFarthest || far.one == kFarthest) return !torn_;
  begin_far(far);
  std::size_t halves = 0;
  while (!ended()) {
    cap_ = kFarthest;
    pass(near, far);
    if (near.radius > kFarthest && far.radius > kFarthest) break;
    if (enough()) {
      cap_ = best_.back().cost;  // whatever is missing costs no more
      bounded_ = true;
      pass(near, far);
      break;
    }
    // As many meetings for less: of two uneven lots the smaller one grows.
    const bool near_done = near.radius > kFarthest, far_done = far.radius > kFarthest;
    const bool stuck = near.halves + far.halves == halves;  // one of them is all there is
    const bool grow_near = near.halves <= far.halves * 2 || far_done || stuck;
    const bool grow_far = far.halves <= near.halves * 2 || near_done || stuck;
    halves = near.halves + far.halves;
    if (grow_near) near.radius *= 2;
    if (grow_far) far.radius *= 2;
  }
  return !torn_;
}

PricedPaths PathSearch::find(PathQuestion question) {
  // Whoever was never in contact has no row, and may have a number beyond them.
  const auto beyond = std::lower_bound(question.to.begin(), question.to.end(), all_->people());
  question.to = {question.to.begin(), beyond};
  if (question.to.empty() || question.from >= all_->people()) return {};
  question_ = &question;
  looked_ = 0;
  if (question.to.size() > 1) {
    goals_.clear(question.to.size());
    for (const Node goal : question.to) goals_.mark(goal);
  }
  bool done = false;
  for (int i = 0; i < kUndisturbed && !done; ++i) done = look();
  if (!done) {
    const auto lock = all_->hold();
    look();
  }
  return {best_, over_, looked_};
}

}  // namespace graph
