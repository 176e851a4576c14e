// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/address.h"

#include <arpa/inet.h>
#include <fmt/core.h>

#include <array>
#include <charconv>

#include "base/text.h"

namespace net {
namespace {

struct Parts {
  std::string_view host, port;
  bool brackets = false;
};

Parts parts_of(std::string_view text) {
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return {text, {}, false};
    const std::string_view rest = text.substr(end + 1);
    return {text.substr(1, end - 1), rest.starts_with(':') ? rest.substr(1) : rest, true};
  }
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return {text, {}, false};
  return {text.substr(0, colon), text.substr(colon + 1), false};
}

bool is_number_of(int family, const std::string& host) {
  std::array<unsigned char, 16> bytes{};
  return ::inet_pton(family, host.c_str(), bytes.data()) == 1;
}

bool is_loopback_number(const std::string& host, bool v6) {
  std::array<unsigned char, 16> bytes{};
  if (::inet_pton(v6 ? AF_INET6 : AF_INET, host.c_str(), bytes.data()) != 1) return false;
  static constexpr std::array<unsigned char, 16> kOne = {0, 0, 0, 0, 0, 0, 0, 0,
                                                         0, 0, 0, 0, 0, 0, 0, 1};
  return v6 ? bytes == kOne : bytes[0] == 127;
}

bool is_port(std::string_view text) {
  unsigned port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc{} && end == text.data() + text.size() && port <= 65'535;
}

}  // namespace

base::Result<Address> parse_address(std::string_view text) {
  const Parts parts = parts_of(text);
  Address address{std::string(parts.host), 0, parts.brackets};
  if (address.host == "localhost") address.host = "127.0.0.1";
  if (!is_port(parts.port) || !is_number_of(address.v6 ? AF_INET6 : AF_INET, address.host)) {
    return base::fail(
        base::Code::kInvalid,
        fmt::format("“{}” is no address and port; write 127.0.0.1:7777 or [::1]:7777", text));
  }
  address.port = static_cast<std::uint16_t>(std::stoul(std::string(parts.port)));
  return address;
}

std::string print(const Address& address) {
  return address.v6 ? fmt::format("[{}]:{}", address.host, address.port)
                    : fmt::format("{}:{}", address.host, address.port);
}

bool is_loopback(const Address& address) { return is_loopback_number(address.host, address.v6); }

bool is_loopback_name(std::string_view host) {
  const Parts parts = parts_of(host);
  if (host.find(':') != std::string_view::npos && !parts.brackets && !is_port(parts.port))
    return false;
  if (parts.brackets && !parts.port.empty() && !is_port(parts.port)) return false;
  const std::string name(parts.host);
  return (!parts.brackets && base::equal_ignoring_case(name, "localhost")) ||
         is_loopback_number(name, parts.brackets);
}

}  // namespace net
