// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/sqlite/blocks.h"

#include <cstring>

namespace store {
namespace {

constexpr std::size_t kId = 16, kSalt = 16, kCommitment = 32, kMostHead = 11;

template <std::size_t N>
std::string_view view_of(const std::array<std::uint8_t, N>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), N};
}

void put_head(std::string& out, std::uint8_t kind, std::uint64_t shape) {
  char head[kMostHead];
  std::size_t n = 0;
  head[n++] = static_cast<char>(kind);
  for (; shape >= 0x80; shape >>= 7) head[n++] = static_cast<char>(shape | 0x80);
  head[n++] = static_cast<char>(shape);
  out.append(head, n);
}

void put(std::string& out, const Packed& p) {
  put_head(out, p.kind, p.erased ? 0 : 1 + 2 * p.content.size() + (p.with_text ? 1 : 0));
  out.append(p.id).append(p.salt).append(p.content);
}

Packed packed_of(const Record& r) {
  if (!r.salt) return {r.kind, true, false, view_of(r.id), {}, view_of(r.commitment)};
  return {r.kind, false, !r.text.empty(), view_of(r.id), view_of(*r.salt), r.content};
}

}  // namespace

std::size_t pack_records(std::span<const Record> records, std::size_t most, std::string& out) {
  out.clear();
  std::size_t count = 0;
  for (const Record& r : records) {
    const Packed p = packed_of(r);
    const std::size_t size = kMostHead + p.id.size() + p.salt.size() + p.content.size();
    if (count > 0 && out.size() + size > most) break;
    put(out, p);
    ++count;
  }
  return count;
}

base::Result<void> unpack_records(std::string_view block, std::vector<Packed>& out) {
  out.clear();
  const auto broken = [] { return base::fail(base::Code::kCorrupt, "a block does not read"); };
  while (!block.empty()) {
    Packed p;
    p.kind = static_cast<std::uint8_t>(block[0]);
    std::uint64_t shape = 0;
    std::size_t at = 1;
    for (unsigned shift = 0;; shift += 7) {
      if (at == block.size() || shift > 56) return broken();
      const auto byte = static_cast<unsigned char>(block[at++]);
      shape |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) break;
    }
    p.erased = shape == 0;
    p.with_text = !p.erased && (shape - 1) % 2 == 1;
    const std::size_t salt = p.erased ? 0 : kSalt;
    const std::uint64_t content = p.erased ? kCommitment : (shape - 1) / 2;
    if (content > block.size() || block.size() - at < kId + salt + content) return broken();
    p.id = block.substr(at, kId);
    p.salt = block.substr(at + kId, salt);
    p.content = block.substr(at + kId + salt, content);
    block.remove_prefix(at + kId + salt + content);
    out.push_back(p);
  }
  return {};
}

Record record_of(const Packed& packed, std::uint64_t seq) {
  Record r;
  r.seq = seq;
  r.kind = packed.kind;
  std::memcpy(r.id.data(), packed.id.data(), kId);
  if (packed.erased) {
    std::memcpy(r.commitment.data(), packed.content.data(), kCommitment);
    return r;
  }
  std::memcpy(r.salt.emplace().data(), packed.salt.data(), kSalt);
  r.content = packed.content;
  return r;
}

std::string without_record(std::span<const Packed> block, std::size_t at,
                           const base::Bytes32& commitment) {
  std::string out;
  for (std::size_t i = 0; i < block.size(); ++i) {
    Packed p = block[i];
    if (i == at) p = {p.kind, true, false, p.id, {}, view_of(commitment)};
    put(out, p);
  }
  return out;
}

}  // namespace store
