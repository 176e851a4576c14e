// Id<Tag>: 128 bits that name one thing of one kind; two kinds do not convert.
// Shape:  derived ids are keyed hashes, fresh ids come from base/random.h; all-zero is "none".
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace base {

using Bytes16 = std::array<std::uint8_t, 16>;

std::string hex(const Bytes16& bytes);
std::optional<Bytes16> parse_hex16(std::string_view text);

template <class Tag>
struct Id {
  Bytes16 bytes{};

  auto operator<=>(const Id&) const = default;
  explicit operator bool() const { return bytes != Bytes16{}; }

  // The first 64 bits: enough to index and to hash by, since ids are uniform.
  std::uint64_t prefix() const {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes.data(), sizeof value);
    return value;
  }
};

template <class Tag>
std::string print(const Id<Tag>& id) {
  return hex(id.bytes);
}

}  // namespace base

template <class Tag>
struct std::hash<base::Id<Tag>> {
  std::size_t operator()(const base::Id<Tag>& id) const { return id.prefix(); }
};
