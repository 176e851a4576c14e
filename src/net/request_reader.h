// RequestReader: reads one request from bytes as they come, strictly, within its limits.
// Shape:  feed() takes from the front of what it is given; what it left is to be given again with
//         more behind it. In whatever pieces the bytes come, the answer is the same.
// Errors: kRefused with a status: 400 for what is no request or could be read in two ways (both
//         lengths, two lengths, two hosts, a bare line feed, a folded line), 413, 414, 417, 431,
//         501, 505. The connection is not to be used any further then.
// Cost:   linear in the bytes; holds the body and the headers, not the head's bytes.
// Source: RFC 9112; the grammar is read by Beast's parser, what that allows and we do not is
//         refused here.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "net/limits.h"
#include "net/message.h"

namespace net {

class RequestReader {
 public:
  enum class State { kHead, kBody, kWhole, kRefused };

  explicit RequestReader(const Limits& limits);
  ~RequestReader();
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  std::size_t feed(std::string_view bytes);  // how many were taken
  State state() const { return state_; }
  int status() const { return status_; }  // of kRefused
  bool wants_continue() const;            // says that it waits for leave to send its body
  Request take();                         // of kWhole, once

 private:
  class Parser;
  void refuse(int status);
  void scan_head(std::string_view bytes);
  bool is_whole_chunk_line(std::string_view bytes);
  void put(std::string_view bytes, std::size_t& taken);
  void check_head();

  const Limits& limits_;
  std::unique_ptr<Parser> parser_;
  State state_ = State::kHead;
  int status_ = 0;
  std::size_t line_ = 0;       // where the line that is not whole yet begins
  std::size_t head_size_ = 0;  // 0: not whole yet
};

}  // namespace net
