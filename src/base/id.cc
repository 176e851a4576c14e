// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/id.h"

#include "base/text.h"

namespace base {

std::string hex(const Bytes16& bytes) {
  return to_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::optional<Bytes16> parse_hex16(std::string_view text) {
  std::optional<std::string> raw = from_hex(text);
  if (!raw || raw->size() != 16) return std::nullopt;
  Bytes16 bytes;
  std::memcpy(bytes.data(), raw->data(), bytes.size());
  return bytes;
}

}  // namespace base
