// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/adjacency.h"

#include <algorithm>

#include "base/assert.h"

namespace graph {
namespace {

constexpr auto kRelaxed = std::memory_order_relaxed;

std::size_t lines_for(std::size_t edges) {
  return (edges + 1 + Adjacency::kLine - 1) / Adjacency::kLine;
}
// Rows grow by a third or a half, to sizes that fit again for others: 1 2 3 4 6 8 12 16 …
std::size_t roomy(std::size_t lines) {
  std::size_t power = 1;
  while (power < lines) power *= 2;
  return power >= 4 && power * 3 / 4 >= lines ? power * 3 / 4 : power;
}

std::uint64_t version_of(std::uint64_t line, std::uint64_t least, std::uint64_t count) {
  return line << 32 | least << 16 | (count & 0xFFFF);
}

}  // namespace

// Line 0 is the empty row of everybody who has none.
Adjacency::Adjacency(std::size_t people, std::size_t spare)
    : people_(people),
      row_pages_((people + kLine) * sizeof(Word)),
      word_pages_((spare / kLine * 3 / 2 + people / 4 + 4096) * kLine * sizeof(Word)),
      rows_(static_cast<Word*>(row_pages_.at())),
      words_(static_cast<Word*>(word_pages_.at())),
      extents_(people),
      lines_(static_cast<std::uint32_t>(word_pages_.bytes() / sizeof(Word) / kLine)) {
  words_[0].store(kEnd, kRelaxed);
  for (std::size_t u = 0; u < people; ++u) rows_[u].store(version_of(0, 0xFFFF, 0), kRelaxed);
}

std::unique_ptr<Adjacency> Adjacency::build(std::size_t people, std::size_t spare,
                                            const std::function<void(const Visit&)>& each) {
  constexpr std::size_t kAhead = 16;
  std::vector<std::uint32_t> degree(people);
  std::size_t words = 0;
  each([&](std::span<const Tie> ties) {
    for (std::size_t i = 0; i < ties.size(); ++i) {
      if (i + kAhead < ties.size()) __builtin_prefetch(&degree[ties[i + kAhead].b], 1);
      ++degree[ties[i].a];
      ++degree[ties[i].b];
    }
  });
  for (const std::uint32_t d : degree) words += lines_for(d) * kLine;
  auto made = std::make_unique<Adjacency>(people, words + spare);
  Adjacency& all = *made;
  std::vector<Word*> ends(people);  // where the next word of each goes
  for (Node u = 0; u < people; ++u) {
    if (degree[u] == 0) continue;
    all.extents_[u] = {degree[u], static_cast<std::uint32_t>(lines_for(degree[u]))};
    all.rows_[u].store(version_of(all.next_line_, 0, 0), kRelaxed);
    ends[u] = all.words_of(u);
    all.next_line_ += all.extents_[u].lines;
  }
  each([&](std::span<const Tie> ties) {
    for (std::size_t i = 0; i < ties.size(); ++i) {
      if (i + 2 * kAhead < ties.size()) __builtin_prefetch(&ends[ties[i + 2 * kAhead].b], 1);
      if (i + kAhead < ties.size()) __builtin_prefetch(ends[ties[i + kAhead].b], 1);
      const Tie& t = ties[i];
      (ends[t.a]++)->store(Edge::word(t.b, t.cost, t.day), kRelaxed);
      (ends[t.b]++)->store(Edge::word(t.a, t.cost, t.day), kRelaxed);
    }
  });
  std::vector<std::uint64_t> row;
  for (Node u = 0; u < people; ++u) {
    const std::size_t size = all.extents_[u].size;
    if (size == 0) continue;
    Word* const at = all.words_of(u);
    row.resize(size);
    for (std::size_t i = 0; i < size; ++i) row[i] = at[i].load(kRelaxed);
    std::sort(row.begin(), row.end());
    for (std::size_t i = 0; i < size; ++i) at[i].store(row[i], kRelaxed);
    at[size].store(kEnd, kRelaxed);
    const std::uint64_t line = all.rows_[u].load(kRelaxed) >> 32;
    all.rows_[u].store(version_of(line, cost_of(row[0]), 0), kRelaxed);
  }
  return made;
}

void Adjacency::open(Node u) {
  rows_[u].store(rows_[u].load(kRelaxed) + 1, kRelaxed);
  std::atomic_thread_fence(std::memory_order_release);
}

void Adjacency::close(Node u, std::uint32_t at) {
  const std::uint64_t first = words_[std::size_t{at} * kLine].load(kRelaxed);
  rows_[u].store(version_of(at, cost_of(first), rows_[u].load(kRelaxed) + 1),
                 std::memory_order_release);
}

// Where in the row of u the other stands; its size where they do not. Rows are sorted by cost, so
// it is looked for from the front: 4 words a nanosecond.
std::size_t Adjacency::find(Node u, Node other) {
  const Word* const at = words_of(u);
  const std::size_t size = extents_[u].size;
  std::size_t i = 0;
  while (i < size && other_of(at[i].load(kRelaxed)) != other) ++i;
  return i;
}

bool Adjacency::take_room(std::size_t lines, std::uint32_t& at, std::uint32_t& got) {
  got = static_cast<std::uint32_t>(roomy(lines));
  if (const auto free = free_.find(got); free != free_.end() && !free->second.empty()) {
    at = free->second.back();
    free->second.pop_back();
    return true;
  }
  if (lines_ - next_line_ < got) return false;
  at = next_line_;
  next_line_ += got;
  return true;
}

// To a larger place. A reader of the old one finds an end in it still, and that the row has changed.
bool Adjacency::move(Node u) {
  Extent& extent = extents_[u];
  std::uint32_t to = 0, got = 0;
  if (!take_room(lines_for(extent.size + 1), to, got)) return false;
  const Word* const from = words_of(u);
  Word* const into = words_ + std::size_t{to} * kLine;
  into[extent.size].store(kEnd, kRelaxed);
  for (std::size_t i = 0; i < extent.size; ++i) into[i].store(from[i].load(kRelaxed), kRelaxed);
  if (extent.lines > 0) {
    std::uint32_t fits = 1;
    while (roomy(fits + 1) <= extent.lines) fits = static_cast<std::uint32_t>(roomy(fits + 1));
    free_[fits].push_back(static_cast<std::uint32_t>(rows_[u].load(kRelaxed) >> 32));
  }
  extent.lines = got;
  open(u);
  close(u, to);
  return true;
}

// Words are shifted one by one, so that whoever reads meanwhile reads words, and an end.
bool Adjacency::put(Node u, std::uint64_t word) {
  Extent& extent = extents_[u];
  const std::size_t was = find(u, other_of(word));
  const bool fresh = was == extent.size;
  if (fresh && lines_for(extent.size + 1) > extent.lines && !move(u)) return false;
  Word* const at = words_of(u);
  open(u);
  if (fresh) at[++extent.size].store(kEnd, kRelaxed);
  std::size_t i = was;
  for (; i > 0 && at[i - 1].load(kRelaxed) > word; --i)
    at[i].store(at[i - 1].load(kRelaxed), kRelaxed);
  for (; i + 1 < extent.size && at[i + 1].load(kRelaxed) < word; ++i)
    at[i].store(at[i + 1].load(kRelaxed), kRelaxed);
  at[i].store(word, kRelaxed);
  close(u, static_cast<std::uint32_t>(rows_[u].load(kRelaxed) >> 32));
  return true;
}

void Adjacency::take(Node u, Node other) {
  Extent& extent = extents_[u];
  std::size_t i = find(u, other);
  if (i == extent.size) return;
  Word* const at = words_of(u);
  open(u);
  for (; i < extent.size; ++i) at[i].store(at[i + 1].load(kRelaxed), kRelaxed);
  --extent.size;
  close(u, static_cast<std::uint32_t>(rows_[u].load(kRelaxed) >> 32));
}

bool Adjacency::set(const Tie& tie) {
  ASSERT(tie.a != tie.b && tie.a < people_ && tie.b < people_ && tie.cost <= kMaxCost);
  const std::unique_lock lock(writing_);
  if (!put(tie.a, Edge::word(tie.b, tie.cost, tie.day))) return false;
  if (put(tie.b, Edge::word(tie.a, tie.cost, tie.day))) return true;
  take(tie.a, tie.b);
  return false;
}

void Adjacency::erase(Node a, Node b) {
  const std::unique_lock lock(writing_);
  take(a, b);
  take(b, a);
}

}  // namespace graph
