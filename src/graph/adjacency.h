// Adjacency: who is tied to whom and at what cost, in rows that a search reads while one writer
// changes them.
// Shape:  a row a person: edges {other, cost, day} sorted by cost, then by the other's number. An
//         edge is one 64-bit word, cost in the high bits, so that sorting and stopping at a bound
//         are comparisons of words; a row ends with kEnd. Every tie stands in the rows of both.
// Unit:   cost in thousandths of a bit, −1000 log2 of the strength: the costs of a path add up.
//         day in days since 1970: see silence().
// Order:  one writer at a time (a lock inside sees to it); any number of readers, who never wait. A
//         reader looks at a row, then asks unchanged(): where it says no, what was read is void.
// Errors: set() is false where there is no room: build anew, larger.
// Cost:   8 bytes an edge, to the next 64, and 16 a person; a row is two cache misses away. set() moves
//         the words between the edge's old and new place, 0.3 µs among 16 million ties.
// Source: a sequence lock a row (Lameter 2005; Boehm, "Can seqlocks get along with programming
//         language memory models?", MSPC 2012). docs/decisions/0013-paths.md
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "graph/pages.h"

namespace graph {

using Node = std::uint32_t;

struct Edge {
  Node other = 0;
  std::uint16_t cost = 0;
  std::uint16_t day = 0;

  static constexpr std::uint64_t word(Node other, std::uint16_t cost, std::uint16_t day) {
    return std::uint64_t{cost} << 48 | std::uint64_t{other} << 16 | day;
  }
};
inline constexpr std::uint16_t kMaxCost = 0xFFFE;
inline constexpr std::uint64_t kEnd = std::uint64_t{0xFFFF} << 48;  // greater than any edge
constexpr Node other_of(std::uint64_t word) { return static_cast<Node>(word >> 16); }
constexpr std::uint32_t cost_of(std::uint64_t word) {
  return static_cast<std::uint32_t>(word >> 48);
}
constexpr std::uint32_t day_of(std::uint64_t word) { return static_cast<std::uint16_t>(word); }
// Words below this one cost at most `most`.
constexpr std::uint64_t beyond(std::uint32_t most) {
  return most > kMaxCost ? kEnd : std::uint64_t{most + 1} << 48;
}

class Adjacency {
 public:
  struct Tie {
    Node a = 0, b = 0;
    std::uint16_t cost = 0, day = 0;
  };
  using Word = std::atomic<std::uint64_t>;

  // A moment of one row. The cheapest edge's cost is known without looking at the row.
  struct Row {
    const Word* words = nullptr;
    std::uint64_t version = 0;
    std::uint32_t least() const { return static_cast<std::uint32_t>(version >> 16) & 0xFFFF; }
    std::uint64_t operator[](std::size_t i) const {
      return words[i].load(std::memory_order_relaxed);
    }
    bool ends(std::size_t i) const { return (*this)[i] >= kEnd; }
    Node other(std::size_t i) const { return other_of((*this)[i]); }
  };

  // Room for as many people, and for `spare` more edges than there are.
  Adjacency(std::size_t people, std::size_t spare);

  // Calls `each` twice with a visitor of all ties, in lots; no tie twice, none to oneself. Before any
  // reader comes.
  using Visit = std::function<void(std::span<const Tie>)>;
  static std::unique_ptr<Adjacency> build(std::size_t people, std::size_t spare,
                                          const std::function<void(const Visit&)>& each);

  std::size_t people() const { return people_; }

  // Readers. row() waits out a change of that row that is going on: tens of nanoseconds.
  Row row(Node u) const {
    std::uint64_t version = rows_[u].load(std::memory_order_acquire);
    while ((version & 1) != 0) version = rows_[u].load(std::memory_order_acquire);
    return {words_ + (version >> 32) * kLine, version};
  }
  bool unchanged(Node u, const Row& row) const {
    std::atomic_thread_fence(std::memory_order_acquire);
    return rows_[u].load(std::memory_order_relaxed) == row.version;
  }
  void prefetch(Node u) const { __builtin_prefetch(&rows_[u]); }
  void prefetch_row(Node u) const {
    const std::uint64_t version = rows_[u].load(std::memory_order_relaxed);
    __builtin_prefetch(words_ + (version >> 32) * kLine);
  }

  // The writer. A tie that is there takes the new cost and day; one that is not is made.
  bool set(const Tie& tie);
  void erase(Node a, Node b);
  // Holds the writer off: for a reader who was disturbed too often.
  std::unique_lock<std::mutex> hold() const { return std::unique_lock(writing_); }

  static constexpr std::size_t kLine = 8;  // words

 private:
  struct Extent {
    std::uint32_t size = 0, lines = 0;
  };

  Word* words_of(Node u) {
    return words_ + (rows_[u].load(std::memory_order_relaxed) >> 32) * kLine;
  }
  std::size_t find(Node u, Node other);
  bool put(Node u, std::uint64_t word);
  void take(Node u, Node other);
  bool take_room(std::size_t lines, std::uint32_t& at, std::uint32_t& got);
  bool move(Node u);
  void open(Node u);
  void close(Node u, std::uint32_t at);

  std::size_t people_;
  Pages row_pages_, word_pages_;
  Word*
      rows_;  // version: line of the first word (32 bits), least cost (16), a count, odd: changing
  Word* words_;
  std::vector<Extent> extents_;
  std::uint32_t next_line_ = 1, lines_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> free_;  // by lines
  mutable std::mutex writing_;
};

// Whole days of silence as of the midnight that begins `today`.
constexpr std::uint32_t silence(std::uint32_t today, std::uint32_t day) {
  return today > day ? today - day : 0;
}
// The day of an edge whose last contact was then: the first midnight not before it.
constexpr std::uint16_t day_after(std::uint32_t last_s) {
  return static_cast<std::uint16_t>((std::uint64_t{last_s} + 86'399) / 86'400);
}

}  // namespace graph
