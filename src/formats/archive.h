// Archive: zip, tar and gzip, walked member by member without unpacking to disk; and a zip writer.
// Shape:  recognised by content. Names that lead outside, links and devices are skipped with a
//         reason.
// Errors: kInvalid where it does not read, or where a bound of the Budget is met: what was read
//         stays read.
// Cost:   streaming; some hundred KiB of memory whatever the size.
// Source: libarchive.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "formats/byte_source.h"

namespace formats {

struct Budget {
  std::uint64_t bytes = std::uint64_t{64} << 30;       // unpacked, all members together
  std::uint64_t members = 5'000'000;                   // Maildirs are many small files
  std::uint64_t ratio = 200;                           // unpacked to packed …
  std::uint64_t ratio_free = std::uint64_t{64} << 20;  // … beyond this much
  int depth = 3;                                       // archives inside archives
};

bool looks_like_archive(std::string_view head);  // at least 512 bytes where there are as many

using VisitMember = std::function<base::Result<void>(const std::string& name, ByteSource& bytes)>;
using SkipMember = std::function<void(const std::string& name, const std::string& reason)>;

// `spent` counts unpacked bytes over nested archives.
base::Result<void> walk_archive(ByteSource& packed, const Budget& budget, std::uint64_t& spent,
                                const VisitMember& visit, const SkipMember& skip);

// Writes a zip whose bytes depend only on names and contents.
class ZipWriter {
 public:
  using Sink = std::function<base::Result<void>(std::string_view)>;
  static base::Result<ZipWriter> open(Sink sink);
  ZipWriter(ZipWriter&&) noexcept;
  ~ZipWriter();

  base::Result<void> add(const std::string& name, std::uint64_t size);  // then its bytes:
  base::Result<void> write(std::string_view bytes);
  base::Result<void> close();

 private:
  struct State;
  explicit ZipWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace formats
