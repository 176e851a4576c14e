// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/bytes.h"

#include <array>
#include <bit>
#include <cstring>

namespace base {

void ByteWriter::fixed(std::uint64_t v, int size) {
  std::array<char, 8> little;
  for (int i = 0; i < size; ++i)
    little[static_cast<std::size_t>(i)] = static_cast<char>(v >> (8 * i));
  out_.append(little.data(), static_cast<std::size_t>(size));
}

void ByteWriter::f64(double v) { u64(std::bit_cast<std::uint64_t>(v)); }

void ByteWriter::varint(std::uint64_t v) {
  std::array<char, 10> low_first;
  std::size_t n = 0;
  for (; v >= 0x80; v >>= 7) low_first[n++] = static_cast<char>(v | 0x80);
  low_first[n++] = static_cast<char>(v);
  out_.append(low_first.data(), n);
}

void ByteWriter::zigzag(std::int64_t v) {
  varint((static_cast<std::uint64_t>(v) << 1) ^ static_cast<std::uint64_t>(v >> 63));
}

void ByteWriter::text(std::string_view v) {
  varint(v.size());
  out_.append(v);
}

std::string_view ByteReader::take(std::size_t size) {
  if (!ok_ || size > in_.size()) {
    ok_ = false;
    in_ = {};
    return {};
  }
  const std::string_view taken = in_.substr(0, size);
  in_.remove_prefix(size);
  return taken;
}

std::uint64_t ByteReader::fixed(std::size_t size) {
  std::uint64_t v = 0;
  const std::string_view taken = take(size);
  for (std::size_t i = 0; i < taken.size(); ++i) {
    v |= std::uint64_t{static_cast<unsigned char>(taken[i])} << (8 * i);
  }
  return v;
}

double ByteReader::f64() { return std::bit_cast<double>(u64()); }

std::uint64_t ByteReader::varint() {
  std::uint64_t v = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    const std::uint64_t b = fixed(1);
    v |= (b & 0x7f) << shift;
    if (b < 0x80) return ok_ ? v : 0;
  }
  take(in_.size() + 1);  // longer than any number: not ours
  return 0;
}

std::int64_t ByteReader::zigzag() {
  const std::uint64_t v = varint();
  return static_cast<std::int64_t>(v >> 1) ^ -static_cast<std::int64_t>(v & 1);
}

void ByteReader::bytes(void* to, std::size_t size) {
  const std::string_view taken = take(size);
  std::memset(to, 0, size);
  if (!taken.empty()) std::memcpy(to, taken.data(), taken.size());
}

std::string_view ByteReader::text_view() {
  const std::uint64_t size = varint();
  return take(size > in_.size() ? in_.size() + 1 : static_cast<std::size_t>(size));
}

std::string ByteReader::text() { return std::string(text_view()); }

}  // namespace base
