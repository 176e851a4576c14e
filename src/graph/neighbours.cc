// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/neighbours.h"

#include <bit>
#include <cstring>

namespace graph {
namespace {

std::uint32_t room_for(std::uint32_t count) {
  return count == 0 ? 0 : std::max(4U, std::bit_ceil(count));
}

}  // namespace

std::uint32_t Neighbours::take_room(std::uint32_t size) {
  std::uint32_t& first = free_[static_cast<std::size_t>(std::bit_width(size))];
  if (first != kNone) {
    const std::uint32_t at = first;
    first = arena_[at].other;
    return at;
  }
  const std::size_t at = arena_.size();
  ASSERT(at + size < kNone);
  arena_.resize_raw(at + size);
  return static_cast<std::uint32_t>(at);
}

void Neighbours::give_back(const List& list) {
  std::uint32_t& first = free_[static_cast<std::size_t>(std::bit_width(room_for(list.count)))];
  arena_[list.at] = {first, 0};
  first = list.at;
}

void Neighbours::add(Node u, const Neighbour& neighbour) {
  const List list = lists_[u];
  if (room_for(list.count + 1) != room_for(list.count)) {
    lists_[u].at = take_room(room_for(list.count + 1));
    if (list.count > 0) {
      std::memcpy(&arena_[lists_[u].at], &arena_[list.at], list.count * sizeof(Neighbour));
      give_back(list);
    }
  }
  arena_[lists_[u].at + list.count] = neighbour;
  ++lists_[u].count;
}

void Neighbours::build(std::size_t people, const base::FlatArray<Pair>& pairs) {
  *this = {};
  lists_.resize(people);
  for (const Pair& p : pairs) {
    ++lists_[p.lo].count;
    ++lists_[p.hi].count;
  }
  std::size_t room = 0;
  for (const List& list : lists_) room += room_for(list.count);
  ASSERT(room < kNone);
  arena_.resize_raw(room);
  room = 0;
  for (List& list : lists_) {
    list.at = static_cast<std::uint32_t>(room);
    room += room_for(list.count);
    list.count = 0;
  }
  const auto count = static_cast<PairIndex>(pairs.size());
  for (PairIndex i = 0; i < count; ++i) {
    List& lo = lists_[pairs[i].lo];
    List& hi = lists_[pairs[i].hi];
    arena_[lo.at + lo.count++] = {pairs[i].hi, i};
    arena_[hi.at + hi.count++] = {pairs[i].lo, i};
  }
}

}  // namespace graph
