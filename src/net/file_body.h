// A file as an answer: whole, or the part of it that was asked for, read while it is sent.
// Shape:  200, 206, 304 or 416, with an ETag that is another one when the file is; its
//         Content-Type, and the name to save it under, are the caller's to add.
// Errors: kNotFound and kUnavailable of the disk. A file that is cut while it is sent ends the
//         connection.
// Cost:   an open file, and blocks of 64 KiB, read on the connection's thread.
// Source: RFC 9110 §13, §14: single ranges of bytes; several at once are answered with the whole.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "net/message.h"

namespace net {

base::Result<Response> file_response(const std::string& path, const Request& request);

struct Part {
  std::uint64_t first = 0, size = 0;  // size 0: nothing of it is there
};
// "bytes=0-499" of so many; nothing where it asks for no single range in bytes, so for the whole.
std::optional<Part> part_of(std::string_view range, std::uint64_t size);

}  // namespace net
