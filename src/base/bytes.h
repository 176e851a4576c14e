// Bytes: values written one behind the other and read back; for snapshots and the ledger's codec.
// Shape:  little endian; text() is its length as a varint, then its bytes.
// Errors: a reader never reads past its end: it turns not ok(), and gives zeros and "" from then
//         on.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace base {

class ByteWriter {
 public:
  explicit ByteWriter(std::string& out) : out_(out) {}

  void u8(std::uint8_t v) { out_.push_back(static_cast<char>(v)); }
  void u32(std::uint32_t v) { fixed(v, 4); }
  void u64(std::uint64_t v) { fixed(v, 8); }
  void f64(double v);
  void varint(std::uint64_t v);  // 7 bits a byte, low first
  void zigzag(std::int64_t v);   // a varint for numbers of either sign
  void bytes(std::string_view v) { out_.append(v); }
  void text(std::string_view v);

 private:
  void fixed(std::uint64_t v, int size);
  std::string& out_;
};

class ByteReader {
 public:
  explicit ByteReader(std::string_view in) : in_(in) {}

  std::uint8_t u8() { return static_cast<std::uint8_t>(fixed(1)); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(fixed(4)); }
  std::uint64_t u64() { return fixed(8); }
  double f64();
  std::uint64_t varint();
  std::int64_t zigzag();
  void bytes(void* to, std::size_t size);
  std::string text();
  std::string_view text_view();  // the same, where it lies

  std::size_t left() const { return in_.size(); }
  bool ok() const { return ok_; }
  bool done() const { return ok_ && in_.empty(); }

 private:
  std::uint64_t fixed(std::size_t size);
  std::string_view take(std::size_t size);
  std::string_view in_;
  bool ok_ = true;
};

}  // namespace base
