// Bytes over TCP, as they are.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <sys/socket.h>

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>

#include "net/transport.h"

namespace net {
namespace {

namespace asio = boost::asio;
constexpr asio::as_tuple_t<asio::use_awaitable_t<asio::io_context::executor_type>> kTold{};

class Tcp final : public Transport {
 public:
  explicit Tcp(Socket socket) : socket_(std::move(socket)), peer_(address_of(socket_)) {
    boost::system::error_code ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  }

  Task<bool> begin() override { co_return true; }

  Task<std::size_t> read_some(char* to, std::size_t size) override {
    auto read = co_await socket_.async_read_some(asio::buffer(to, size), kTold);
    co_return std::get<0>(read) ? 0 : std::get<1>(read);
  }

  Task<bool> write(std::string_view head, std::string_view body) override {
    std::array<asio::const_buffer, 2> parts = {asio::const_buffer(head.data(), head.size()),
                                               asio::const_buffer(body.data(), body.size())};
    while (parts[0].size() + parts[1].size() > 0) {
      auto wrote = co_await socket_.async_write_some(parts, kTold);
      if (std::get<0>(wrote)) co_return false;
      std::size_t n = std::get<1>(wrote);
      const std::size_t first = std::min(n, parts[0].size());
      parts[0] += first;
      parts[1] += n - first;
    }
    co_return true;
  }

  std::string peer() const override { return peer_; }
  bool is_gone() const override { return is_closed(socket_); }

  void cancel() override {
    boost::system::error_code ignored;
    socket_.cancel(ignored);
  }

  Task<void> finish_sending() override {
    boost::system::error_code ignored;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    co_return;
  }

 private:
  Socket socket_;
  std::string peer_;
};

}  // namespace

std::string address_of(const Socket& socket) {
  boost::system::error_code gone;
  const auto address = socket.remote_endpoint(gone).address();
  if (gone) return {};
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  return address.to_string();
}

bool is_closed(const Socket& socket) {
  char byte = 0;
  auto& handle = const_cast<Socket&>(socket);  // native_handle() is not const, and changes nothing
  const ssize_t n = ::recv(handle.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return n == 0 || (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

std::unique_ptr<Transport> over_tcp(Socket socket) {
  return std::make_unique<Tcp>(std::move(socket));
}

}  // namespace net
