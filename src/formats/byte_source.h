// ByteSource: bytes read piece by piece: a file, a member of an archive, a string. Nothing is read
// whole.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace formats {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // As many bytes as there are at hand; 0: the end.
  virtual base::Result<std::size_t> read(std::span<char> into) = 0;
};

base::Result<std::unique_ptr<ByteSource>> open_file(const std::string& path);
std::unique_ptr<ByteSource> bytes_of(std::string text);
// `head` first, then the rest of what it was read from, which must outlive it.
std::unique_ptr<ByteSource> replay(std::string head, ByteSource& rest);

// Up to `most` bytes from the start.
base::Result<std::string> read_head(ByteSource& from, std::size_t most);

}  // namespace formats
