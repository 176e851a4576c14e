// Hashes: BLAKE2b, plain and keyed, as 128 or 256 bits.
// Shape:  Key is a book's own 32 random bytes; a keyed hash of an address can't be guessed without
//         it. Nothing is allocated: a hash of up to half a kilobyte is gathered and taken in one go.
// Cost:   about 1 ns a byte, begun 128 bytes counting whole; a key is one such piece more.
// Source: RFC 7693, by libsodium.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/text.h"

namespace base {

using Bytes32 = std::array<std::uint8_t, 32>;
using Key = Bytes32;

inline std::string_view view(const Bytes16& b) {
  return {reinterpret_cast<const char*>(b.data()), b.size()};
}
inline std::string_view view(const Bytes32& b) {
  return {reinterpret_cast<const char*>(b.data()), b.size()};
}

// Takes as long wherever they differ: for what proves something.
bool same_secret(const Bytes16& a, const Bytes16& b);

inline std::string hex_of(const Bytes32& b) { return to_hex(view(b)); }

// Several parts are hashed each behind its length, so that ("ab","c") is not ("a","bc").
class Hasher {
 public:
  Hasher() {}
  explicit Hasher(const Key& key) : key_(key), keyed_(true) {}
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;

  Hasher& add(std::string_view part);
  Hasher& add(std::uint64_t number);
  Bytes32 finish();

 private:
  void put(const void* bytes, std::size_t size);
  void spill(const void* bytes, std::size_t size);

  // What is gathered, and where that was not room enough, libsodium's state of what came before.
  std::array<unsigned char, 512> gathered_;
  alignas(64) std::array<unsigned char, 384> state_;
  Key key_;
  std::size_t used_ = 0;
  bool keyed_ = false, spilled_ = false;
};

template <class Tag>
Id<Tag> id_from(const Bytes32& hash) {
  Id<Tag> id;
  std::memcpy(id.bytes.data(), hash.data(), id.bytes.size());
  return id;
}

}  // namespace base
