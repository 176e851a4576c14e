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
  virtual Task<bool> begin() = 0;  // what comes before the first byte: a handshake, or nothing
  virtual Task<std::size_t> read_some(char* to, std::size_t size) = 0;
  virtual Task<bool> write(std::string_view head, std::string_view body) = 0;
  virtual std::string peer() const = 0;  // the other side's address, as numbers
  virtual bool is_gone() const = 0;  // the other side closed, as far as is known without waiting
  virtual void cancel() = 0;         // what is under way ends at once
  // No more will be written; read_some() then still takes what comes, of no use to anybody.
  virtual Task<void> finish_sending() = 0;
};

using Socket =
    boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
std::string address_of(const Socket& socket);  // of its other side; an IPv4 one as such
bool is_closed(const Socket& socket);          // by its other side

struct TlsContext;
std::unique_ptr<Transport> over_tcp(Socket socket);
std::unique_ptr<Transport> over_tls(Socket socket, std::shared_ptr<TlsContext> context);

}  // namespace net
