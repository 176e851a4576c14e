// Blocks: consecutive records in one row of the file, without their texts.
// Shape:  a record: kind (u8), shape (varint: 0 erased, else 1 + 2 * bytes of content + whether there
//         is a text), id (16), then salt (16) and content, or where it is erased the commitment (32).
// Errors: kCorrupt for a block that does not read.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/log.h"

namespace store {

// Packs as many from the front of `records` as go into `most` bytes, one at least; says how many.
std::size_t pack_records(std::span<const Record> records, std::size_t most, std::string& out);

// One record where it lies in its block.
struct Packed {
  std::uint8_t kind = 0;
  bool erased = false, with_text = false;
  std::string_view id;       // 16 bytes
  std::string_view salt;     // 16 bytes; empty where erased
  std::string_view content;  // where erased: the commitment
};

// The records of a block in their order.
base::Result<void> unpack_records(std::string_view block, std::vector<Packed>& out);
Record record_of(const Packed& packed, std::uint64_t seq);  // without its text

// The block again, in which the record at this place is erased.
std::string without_record(std::span<const Packed> block, std::size_t at,
                           const base::Bytes32& commitment);

}  // namespace store
