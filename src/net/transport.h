// Transport: bytes to and from the other side, whatever carries them.
// Errors: none are told apart: a read of 0 bytes or a write that is not whole is the end, be it
//         theirs, the network's, or that cancel() was called.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "net/task.h"

namespace net {

class Transport {
 public:
  virtual ~Transport() = default;
  virtual Task<std::size_t> read_some(char* to, std::size_t size) = 0;
  virtual Task<bool> write(std::string_view head, std::string_view body) = 0;
  virtual std::string peer() const = 0;  // the other side's address, as numbers
  virtual void cancel() = 0;             // what is under way ends at once
  virtual void finish_sending() = 0;     // no more will be written; it may still be read
};

using Socket =
    boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
std::unique_ptr<Transport> over_tcp(Socket socket);

}  // namespace net
