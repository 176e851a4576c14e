// Bytes over TCP, as they are.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "net/transport.h"

namespace net {
namespace {

namespace asio = boost::asio;
constexpr asio::as_tuple_t<asio::use_awaitable_t<asio::io_context::executor_type>> kTold{};

class Tcp final : public Transport {
 public:
  explicit Tcp(Socket socket) : socket_(std::move(socket)) {
    boost::system::error_code ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  }

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

  std::string peer() const override {
    boost::system::error_code gone;
    const auto endpoint = socket_.remote_endpoint(gone);
    return gone ? std::string() : endpoint.address().to_string();
  }

  void cancel() override {
    boost::system::error_code ignored;
    socket_.cancel(ignored);
  }

  void finish_sending() override {
    boost::system::error_code ignored;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  }

 private:
  Socket socket_;
};

}  // namespace

std::unique_ptr<Transport> over_tcp(Socket socket) {
  return std::make_unique<Tcp>(std::move(socket));
}

}  // namespace net
