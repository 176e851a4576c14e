// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/sqlite/pairs.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace store {
namespace {

constexpr std::size_t kHead = 20, kRim = 8;
constexpr std::size_t kMostPairs = 0xFFFF;
constexpr unsigned kMostBits = 56;  // with a shift of up to 7 still one load of eight bytes

std::uint64_t load(const char* from) {
  std::uint64_t v = 0;
  std::memcpy(&v, from, sizeof v);
  return v;
}

unsigned bits_for(std::uint64_t v) { return static_cast<unsigned>(std::bit_width(v)); }
std::uint64_t mask(unsigned bits) { return (std::uint64_t{1} << bits) - 1; }

class BitWriter {
 public:
  explicit BitWriter(std::string& out) : out_(out) {}
  void put(std::uint64_t v, unsigned bits) {
    word_ |= v << used_;
    used_ += bits;
    if (used_ < 64) return;
    out_.append(reinterpret_cast<const char*>(&word_), 8);
    used_ -= 64;
    word_ = used_ == 0 ? 0 : v >> (bits - used_);
  }
  void close() {
    out_.append(reinterpret_cast<const char*>(&word_), (used_ + 7) / 8);
    out_.append(kRim, '\0');
  }

 private:
  std::string& out_;
  std::uint64_t word_ = 0;
  unsigned used_ = 0;
};

// How many of the pairs go into so many bits, and how wide they are then.
struct Fit {
  std::size_t count = 0;
  unsigned key_bits = 0, seq_bits = 0;
  std::uint64_t least_seq = 0;
};

Fit fit(std::span<const Pair> pairs, std::size_t most_bits) {
  Fit fit;
  std::uint64_t least = pairs.front().seq, greatest = least;
  const std::size_t most = std::min(pairs.size(), kMostPairs);
  for (std::size_t i = 0; i < most; ++i) {
    const std::uint64_t low = std::min(least, pairs[i].seq);
    const std::uint64_t high = std::max(greatest, pairs[i].seq);
    const unsigned key_bits = bits_for(pairs[i].key - pairs.front().key);
    const unsigned seq_bits = bits_for(high - low);
    const bool room = (i + 1) * (key_bits + seq_bits) <= most_bits;
    if (i > 0 && (!room || key_bits > kMostBits || seq_bits > kMostBits)) break;
    least = low;
    greatest = high;
    fit = {i + 1, key_bits, seq_bits, least};
  }
  return fit;
}

}  // namespace

void sort_pairs(std::vector<Pair>& pairs, std::vector<Pair>& spare) {
  if (std::is_sorted(pairs.begin(), pairs.end())) return;
  if (pairs.size() < 64) return std::sort(pairs.begin(), pairs.end());
  const auto [first, last] = std::minmax_element(
      pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.key < b.key; });
  const std::uint64_t base = first->key, range = last->key - base;
  const unsigned bucket_bits = std::min(16U, bits_for(pairs.size()) - 1);
  const unsigned shift = bits_for(range) > bucket_bits ? bits_for(range) - bucket_bits : 0;
  std::vector<std::uint32_t> ends((std::size_t{1} << bucket_bits) + 1);
  for (const Pair& p : pairs) ++ends[((p.key - base) >> shift) + 1];
  for (std::size_t b = 1; b < ends.size(); ++b) ends[b] += ends[b - 1];
  spare.resize(pairs.size());
  for (const Pair& p : pairs) spare[ends[(p.key - base) >> shift]++] = p;  // starts become ends
  pairs.swap(spare);
  auto from = pairs.begin();
  for (std::size_t b = 0; b + 1 < ends.size(); ++b) {
    const auto to = pairs.begin() + ends[b];
    if (to - from > 1 && !std::is_sorted(from, to)) std::sort(from, to);
    from = to;
  }
}

std::size_t pack_pairs(std::span<const Pair> pairs, std::size_t most, std::string& out) {
  const Fit f = fit(pairs, (most - kHead - kRim) * 8);
  const auto count = static_cast<std::uint16_t>(f.count);
  const std::uint64_t least_key = pairs.front().key;
  out.clear();
  out.push_back(static_cast<char>(f.key_bits));
  out.push_back(static_cast<char>(f.seq_bits));
  out.append(reinterpret_cast<const char*>(&count), 2);
  out.append(reinterpret_cast<const char*>(&least_key), 8);
  out.append(reinterpret_cast<const char*>(&f.least_seq), 8);
  BitWriter bits(out);
  for (const Pair& p : pairs.first(f.count)) {
    bits.put(p.key - least_key, f.key_bits);
    bits.put(p.seq - f.least_seq, f.seq_bits);
  }
  bits.close();
  return f.count;
}

std::optional<PackedPairs> PackedPairs::open(std::string_view block) {
  if (block.size() < kHead + kRim) return std::nullopt;
  PackedPairs p;
  std::uint16_t count = 0;
  std::memcpy(&count, block.data() + 2, 2);
  p.key_bits_ = static_cast<unsigned char>(block[0]);
  p.seq_bits_ = static_cast<unsigned char>(block[1]);
  p.count_ = count;
  p.least_ = {load(block.data() + 4), load(block.data() + 12)};
  p.bits_ = block.substr(kHead);
  const std::size_t needed = (p.count_ * (p.key_bits_ + p.seq_bits_) + 7) / 8 + kRim;
  const bool whole = p.count_ > 0 && p.key_bits_ <= kMostBits && p.seq_bits_ <= kMostBits &&
                     p.bits_.size() == needed;
  return whole ? std::optional(p) : std::nullopt;
}

std::uint64_t PackedPairs::key_at(std::size_t i) const {
  const std::size_t at = i * (key_bits_ + seq_bits_);
  return least_.key + ((load(bits_.data() + at / 8) >> (at % 8)) & mask(key_bits_));
}

Pair PackedPairs::at(std::size_t i) const {
  const std::size_t at = i * (key_bits_ + seq_bits_) + key_bits_;
  return {key_at(i), least_.seq + ((load(bits_.data() + at / 8) >> (at % 8)) & mask(seq_bits_))};
}

std::size_t PackedPairs::lower_bound(std::uint64_t key) const {
  std::size_t low = 0, high = count_;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (key_at(middle) < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

void PackedPairs::append_to(std::vector<Pair>& out) const {
  const std::size_t before = out.size();
  out.resize(before + count_);
  for (std::size_t i = 0; i < count_; ++i) out[before + i] = at(i);
}

}  // namespace store
