// RawClient: the other end of a connection, for tests: sends any bytes, and reads what comes back.
// Errors: a server that says nothing for 20 seconds is one that closed.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace net {

class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{20, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    connected_ = ::connect(fd_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
  }
  RawClient(RawClient&& other) noexcept
      : fd_(std::exchange(other.fd_, -1)), connected_(other.connected_), in_(other.in_) {}
  ~RawClient() {
    if (fd_ >= 0) ::close(fd_);
  }

  bool connected() const { return connected_; }
  int descriptor() const { return fd_; }
  // How many bytes went out before the other side closed.
  std::size_t say(std::string_view bytes) {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
      const ssize_t n = ::send(fd_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (n <= 0) break;
      sent += static_cast<std::size_t>(n);
    }
    return sent;
  }

  // One answer, head and body; what came before the other side closed, if that is less.
  std::string answer(bool to_head = false) {
    std::size_t end = in_.find("\r\n\r\n");
    while (end == std::string::npos && more()) end = in_.find("\r\n\r\n");
    if (end == std::string::npos) return std::exchange(in_, {});
    std::size_t size = end + 4;
    constexpr std::string_view kLength = "Content-Length: ";
    const std::size_t at = in_.find(kLength);
    if (!to_head && at < end) size += std::strtoul(in_.c_str() + at + kLength.size(), nullptr, 10);
    while (in_.size() < size && more()) {
    }
    std::string one = in_.substr(0, size);
    in_.erase(0, size);
    return one;
  }

  // What comes up to and with the mark; what came before the other side closed, if it never does.
  std::string until(std::string_view mark) {
    std::size_t at = in_.find(mark);
    while (at == std::string::npos && more()) at = in_.find(mark);
    const std::size_t size = at == std::string::npos ? in_.size() : at + mark.size();
    std::string taken = in_.substr(0, size);
    in_.erase(0, size);
    return taken;
  }

  // All until the other side closes.
  std::string rest() {
    while (more()) {
    }
    return std::exchange(in_, {});
  }

 private:
  bool more() {
    std::array<char, 1 << 14> block{};
    const ssize_t n = ::recv(fd_, block.data(), block.size(), 0);
    if (n > 0) in_.append(block.data(), static_cast<std::size_t>(n));
    return n > 0;
  }

  int fd_;
  bool connected_ = false;
  std::string in_;
};

// "HTTP/1.1 404 Not Found…" → 404; 0: no answer.
inline int status_of(std::string_view answer) {
  return answer.starts_with("HTTP/1.1 ") ? std::atoi(std::string(answer.substr(9, 3)).c_str()) : 0;
}
inline std::string body_of(std::string_view answer) {
  const std::size_t end = answer.find("\r\n\r\n");
  return end == std::string_view::npos ? "" : std::string(answer.substr(end + 4));
}

}  // namespace net
